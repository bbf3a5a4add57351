package dev.assay.recording;

import java.util.List;

/**
 * The values of a gauge that was read repeatedly while a test was measured.
 *
 * @param samples how often it was read, at least once
 * @param readings each reading in order of time; empty in files of earlier versions, which kept only the other values
 */
public record GaugeSummary(double mean, double max, int samples, List<Reading> readings) {
    public GaugeSummary {
        readings = List.copyOf(readings);
        if (!readings.isEmpty() && readings.size() != samples) {
            throw new IllegalArgumentException(samples + " readings expected, found " + readings.size());
        }
    }

    /** Values of which the single readings were not kept. */
    public GaugeSummary(double mean, double max, int samples) {
        this(mean, max, samples, List.of());
    }

    /**
     * One reading.
     *
     * @param nanos when it was read, in nanoseconds of the traces' clock
     */
    public record Reading(long nanos, double value) {}

    /** Returns the summary of at least one reading. */
    public static GaugeSummary of(List<Reading> readings) {
        var values = readings.stream().mapToDouble(Reading::value).summaryStatistics();
        return new GaugeSummary(values.getAverage(), values.getMax(), readings.size(), readings);
    }
}
