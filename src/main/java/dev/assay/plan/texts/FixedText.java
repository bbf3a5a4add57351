package dev.assay.plan.texts;

import dev.assay.input.Location;

/**
 * One text.
 *
 * @param id unique within its set
 * @param text what the model reads, as it is sent
 * @param place the text's line
 */
public record FixedText(String id, String text, Location place) {}
