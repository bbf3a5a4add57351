package dev.assay.trace;

/**
 * A gauge, looked at again and again while a row was measured.
 *
 * @param samples how often, at least once
 */
public record Level(double mean, double max, int samples) {}
