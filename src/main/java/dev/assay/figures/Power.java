package dev.assay.figures;

import dev.assay.recording.GpuRecord;
import dev.assay.recording.GpuRecord.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the server's GPUs drew together in a window, or why that is not known. */
sealed interface Power {
    /** No figure is made over a hole that is longer. */
    long LONGEST_HOLE_NANOS = 5_000_000_000L;

    double NANOS_PER_SECOND = 1e9;

    double MILLI = 1e3;

    /**
     * It is known.
     *
     * @param watts the sum over the GPUs of the mean of their samples
     * @param samples of all GPUs together, at least 1
     */
    record Drawn(double watts, int samples) implements Power {}

    /** It is not. */
    record Unknown(String reason) implements Power {}

    /** Returns it for the window between two instants of the traces' clock. */
    static Power of(@Nullable GpuRecord seen, long from, long to) {
        if (seen == null) {
            return new Unknown("nobody told of the server's GPUs");
        }
        if (seen.gpus().isEmpty()) {
            return new Unknown(seen.source() + " told of no GPU");
        }
        var watts = 0.0;
        var samples = 0;
        for (var gpu : seen.gpus()) {
            if (gpu.partitioned()) {
                return new Unknown("the server has a part of a GPU (MIG), and power is told of the whole");
            }
            var within = gpu.samples().stream()
                    .filter(sample -> sample.milliwatts() != null && sample.nanos() >= from && sample.nanos() <= to)
                    .toList();
            var hole = longestHole(within, from, to);
            if (within.isEmpty()) {
                return new Unknown("no sample of their power lies in the window");
            }
            if (hole > LONGEST_HOLE_NANOS) {
                return new Unknown(String.format(
                        Locale.ROOT,
                        "for %.1f s of the window there is no sample of their power",
                        hole / NANOS_PER_SECOND));
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

    private static long longestHole(List<Sample> samples, long from, long to) {
        var longest = 0L;
        var last = from;
        for (var sample : samples) {
            longest = Math.max(longest, sample.nanos() - last);
            last = sample.nanos();
        }
        return Math.max(longest, to - last);
    }
}
