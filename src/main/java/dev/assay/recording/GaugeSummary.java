package dev.assay.recording;

/**
 * The values of a gauge that was read repeatedly while a test was measured.
 *
 * @param samples how often it was read, at least once
 */
public record GaugeSummary(double mean, double max, int samples) {}
