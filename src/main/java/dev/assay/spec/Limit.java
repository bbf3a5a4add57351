package dev.assay.spec;

import dev.assay.input.Location;

/**
 * What one figure of a row must satisfy.
 *
 * @param figure the figure's full name, such as {@code tpot.mean} or {@code accuracy}
 * @param bound what its value must satisfy
 * @param place where the file says so
 */
public record Limit(String figure, Bound bound, Location place) {}
