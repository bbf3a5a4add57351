package dev.assay.figures;

import dev.assay.recording.GpuRecord;
import dev.assay.recording.GpuRecord.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The power that the server's GPUs drew together in a window, or why it is not known. */
sealed interface Power {
    /** If there is no sample for longer than this, the power is unknown. */
    long LONGEST_GAP_NANOS = 5_000_000_000L;

    double NANOS_PER_SECOND = 1e9;

    double MILLI = 1e3;

    /**
     * The power is known.
     *
     * @param watts the sum over the GPUs of the mean of their samples
     * @param samples of all GPUs together, at least 1
     */
    record Drawn(double watts, int samples) implements Power {}

    /** The power is not known. */
    record Unknown(String reason) implements Power {}

    /** Returns the power in the window between two instants of the traces' clock. */
    static Power of(@Nullable GpuRecord seen, long from, long to) {
        if (seen == null) {
            return new Unknown("there is no record of the server's GPUs");
        }
        if (seen.gpus().isEmpty()) {
            return new Unknown(seen.source() + " reported no GPU");
        }
        var watts = 0.0;
        var samples = 0;
        for (var gpu : seen.gpus()) {
            if (gpu.partitioned()) {
                return new Unknown("the server runs on a part of a GPU (MIG), and power is reported for the whole GPU");
            }
            var within = gpu.samples().stream()
                    .filter(sample -> sample.milliwatts() != null && sample.nanos() >= from && sample.nanos() <= to)
                    .toList();
            var gap = longestGap(within, from, to);
            if (within.isEmpty()) {
                return new Unknown("no power sample lies in the window");
            }
            if (gap > LONGEST_GAP_NANOS) {
                return new Unknown(String.format(
                        Locale.ROOT, "for %.1f s of the window there is no power sample", gap / NANOS_PER_SECOND));
            }
            watts += within.stream()
                            .mapToLong(sample -> Objects.requireNonNull(sample.milliwatts()))
                            .average()
                            .orElseThrow()
                    / MILLI;
            samples += within.size();
        }
        return new Drawn(watts, samples);
    }

    private static long longestGap(List<Sample> samples, long from, long to) {
        var longest = 0L;
        var last = from;
        for (var sample : samples) {
            longest = Math.max(longest, sample.nanos() - last);
            last = sample.nanos();
        }
        return Math.max(longest, to - last);
    }
}
