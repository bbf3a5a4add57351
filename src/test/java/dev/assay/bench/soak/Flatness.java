package dev.assay.bench.soak;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How much a quantity grew over the last three quarters of its samples; the first quarter is the start, in which code is compiled and buffers are made. The growth is
 * Theil and Sen's slope, the median of the slopes of all pairs of samples, times the way that the samples cover: a few samples that something else disturbed do not
 * move it.
 *
 * @param level the median of the samples
 * @param growth from the first of them to the last, in the unit of the samples; negative: it fell
 */
record Flatness(double level, double growth) {
    private static final int QUARTERS = 4;

    /**
     * Returns it.
     *
     * @param at where each sample was taken, ascending
     * @param values the samples
     */
    static Flatness of(double[] at, double[] values) {
        var from = values.length / QUARTERS;
        if (values.length - from < 3) {
            throw new IllegalArgumentException(
                    "at least three samples after the first quarter are needed, found " + (values.length - from));
        }
        var slopes = IntStream.range(from, values.length)
                .boxed()
                .flatMapToDouble(i -> IntStream.range(i + 1, values.length)
                        .mapToDouble(j -> (values[j] - values[i]) / (at[j] - at[i])));
        return new Flatness(
                median(Arrays.stream(values, from, values.length)), median(slopes) * (at[at.length - 1] - at[from]));
    }

    private static double median(DoubleStream values) {
        var sorted = values.sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Returns the growth as a share of the level. */
    double share() {
        return growth / level;
    }
}
