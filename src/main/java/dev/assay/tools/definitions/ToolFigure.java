package dev.assay.tools.definitions;

import org.jspecify.annotations.Nullable;

/**
 * A figure as a tool prints it.
 *
 * @param name the tool's own, as its result file has it: {@code mean_ttft_ms}
 * @param unit the tool's own: {@code ms}
 * @param value absent where the tool prints none, or where it cannot be known from what there is
 * @param samples how many values stand behind it, as the tool counts them
 */
public record ToolFigure(String name, String unit, @Nullable Double value, int samples) {}
