package dev.assay.stats;

import dev.assay.stats.sorting.Sorting;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.jspecify.annotations.Nullable;

/**
 * At least one finite number, sorted. "No data" is not a sample; callers treat it as a case of its own.
 *
 * <p>Every result is the same to the last bit for every order of the input, because all sums run over the sorted numbers. Two samples with
 * the same numbers are equal. Negative zero becomes zero.
 */
public final class Sample {
    private static final Quantile HYNDMAN_FAN_7 = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * Returns the sample of these numbers.
     *
     * @throws IllegalArgumentException if there is no number, or one that is infinite or NaN
     */
    public static Sample of(double... values) {
        return sorted(values.clone());
    }

    /**
     * Returns the sample of these numbers.
     *
     * @throws IllegalArgumentException if there is no number, or one that is infinite or NaN
     */
    public static Sample of(DoubleStream values) {
        return sorted(values.toArray());
    }

    private static Sample sorted(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("A sample needs at least one value, found none.");
        }
        for (var i = 0; i < values.length; i++) {
            values[i] = requireFinite(values[i]);
        }
        Sorting.sort(values);
        return new Sample(values);
    }

    /** Collects the numbers of a sample, of which there may be millions, in one array. */
    public static final class Builder {
        private double[] values;
        private int count;

        /** @param expected how many numbers will probably come */
        public Builder(int expected) {
            values = new double[Math.max(1, expected)];
        }

        /** Adds numbers. */
        public Builder addAll(DoubleStream more) {
            more.forEach(this::add);
            return this;
        }

        /** Adds a number. */
        public void add(double value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, Math.max(16, count + (count >> 1)));
            }
            values[count++] = value;
        }

        /** Returns how many numbers there are. */
        public int count() {
            return count;
        }

        /**
         * Returns the sample of the numbers. The builder must not be used afterwards.
         *
         * @throws IllegalArgumentException if there is no number, or one that is infinite or NaN
         */
        public Sample build() {
            var all = count == values.length ? values : Arrays.copyOf(values, count);
            values = new double[0];
            return sorted(all);
        }
    }

    private static double requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A sample needs finite values, found [" + value + "].");
        }
        return value + 0.0; // turns -0.0 into 0.0
    }

    /** Returns how many numbers there are, at least 1. */
    public int size() {
        return sorted.length;
    }

    /** Returns the numbers, smallest first. */
    public DoubleStream values() {
        return Arrays.stream(sorted);
    }

    /** Returns the arithmetic mean. Of equal numbers it is exactly that number. */
    public double mean() {
        return areEqual() ? min() : Mean.of(sorted).getAsDouble();
    }

    /** Returns the standard deviation with divisor n - 1; empty if there is only one number. Of equal numbers it is exactly 0. */
    public OptionalDouble sd() {
        return sorted.length == 1
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        areEqual() ? 0 : StandardDeviation.of(sorted).getAsDouble());
    }

    private boolean areEqual() {
        return min() == max();
    }

    /**
     * Returns the one-sided upper confidence bound of the population's mean, by Student's t; infinite if there is only one number. It is
     * valid if there are many numbers, or if they are normally distributed.
     *
     * @param level the confidence, between 0 and 1 exclusive
     * @throws IllegalArgumentException if the level is outside
     */
    public double meanAtMost(double level) {
        return MeanAndSd.of(this).meanAtMost(level);
    }

    /**
     * Returns the one-sided lower confidence bound of the population's mean, by Student's t; negative infinity if there is only one number.
     * Otherwise as {@link #meanAtMost}.
     */
    public double meanAtLeast(double level) {
        return MeanAndSd.of(this).meanAtLeast(level);
    }

    /** Returns the smallest number. */
    public double min() {
        return sorted[0];
    }

    /** Returns the largest number. */
    public double max() {
        return sorted[sorted.length - 1];
    }

    /**
     * Returns the quantile by linear interpolation between the two nearest numbers, at position (n - 1) p from 0.
     *
     * <p>Source: definition 7 of Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996); the
     * default of NumPy and R.
     *
     * @param p from 0, the smallest, to 1, the largest; 0.99 for p99
     * @throws IllegalArgumentException if {@code p} is outside
     */
    public double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("The p of a quantile must be from 0 to 1, found [" + p + "].");
        }
        return HYNDMAN_FAN_7.evaluate(sorted.length, i -> sorted[i], p);
    }

    /**
     * Returns the quantile, as {@link #quantile} does, of this sample with further numbers: some below and some above all of its numbers.
     * Infinite if one of the further numbers takes part in the interpolation.
     *
     * @param below how many further numbers are below all of the sample's, at least 0
     * @param above how many further numbers are above all of the sample's, at least 0
     * @param p from 0 to 1
     */
    public double quantileWith(int below, int above, double p) {
        var position = (below + sorted.length + above - 1) * p - below;
        var lower = (int) Math.floor(position);
        if (lower < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        var part = position - lower;
        if (lower > sorted.length - 1 || (lower == sorted.length - 1 && part > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        return part == 0 ? sorted[lower] : sorted[lower] + part * (sorted[lower + 1] - sorted[lower]);
    }

    /**
     * Returns how many numbers are larger than the limit; equal numbers do not count.
     *
     * @throws IllegalArgumentException if the limit is NaN
     */
    public int countAbove(double limit) {
        if (Double.isNaN(limit)) {
            throw new IllegalArgumentException("A limit must be a number, found [NaN].");
        }
        return (int) values().filter(value -> value > limit).count();
    }

    /**
     * Returns the sample of these numbers, each larger by so much; smaller where that is negative.
     *
     * @throws IllegalArgumentException if it is infinite or NaN
     */
    public Sample plus(double more) {
        return of(values().map(value -> value + more));
    }

    /** Returns the k-th smallest number, counted from 1. */
    double orderStatistic(int k) {
        return sorted[k - 1];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sample sample && Arrays.equals(sorted, sample.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return "Sample of " + size() + " from " + min() + " to " + max();
    }
}
