package dev.assay.recording;

/**
 * A gauge, looked at again and again while a test was measured.
 *
 * @param samples how often, at least once
 */
public record GaugeSummary(double mean, double max, int samples) {}
