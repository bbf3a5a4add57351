package dev.assay.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What a t test needs to know of a sample, for instance of the figures of several starts.
 *
 * @param n how many numbers there are, at least 1
 * @param mean their mean
 * @param sd their standard deviation with divisor n - 1, at least 0; infinite if there is only one number, because nothing is known of it
 */
public record MeanAndSd(int n, double mean, double sd) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if {@code n} is not positive, the mean is not finite, the standard deviation is negative or NaN, or
     * it is finite if and only if there is only one number
     */
    public MeanAndSd {
        if (n < 1 || !Double.isFinite(mean) || !(sd >= 0) || Double.isFinite(sd) == (n == 1)) {
            throw new IllegalArgumentException(
                    "A mean needs n >= 1, and a standard deviation that is infinite only if n is 1, found [n = " + n
                            + ", mean = " + mean + ", sd = " + sd + "].");
        }
    }

    /**
     * Returns the mean and the standard deviation of these numbers. Equal numbers have exactly no spread.
     *
     * @throws IllegalArgumentException if there is no number, or one that is infinite or NaN
     */
    public static MeanAndSd of(double... values) {
        return of(Sample.of(values));
    }

    /** Returns the mean and the standard deviation of a sample. Equal numbers have exactly no spread. */
    public static MeanAndSd of(Sample sample) {
        return new MeanAndSd(sample.size(), sample.mean(), sample.sd().orElse(Double.POSITIVE_INFINITY));
    }

    /**
     * Returns the mean and the standard deviation of the natural logarithms of these numbers.
     *
     * @throws IllegalArgumentException if there is no number, or one that is not above 0 or infinite
     */
    public static MeanAndSd ofLogs(double... values) {
        for (var value : values) {
            if (!(value > 0)) {
                throw new IllegalArgumentException("A logarithm needs a value above 0, found [" + value + "].");
            }
        }
        return of(Arrays.stream(values).map(Math::log).toArray());
    }

    /** Returns the same of the numbers with the opposite sign. */
    public MeanAndSd negated() {
        return new MeanAndSd(n, 0 - mean, sd);
    }

    /**
     * Returns the one-sided lower confidence bound of the population's mean, by Student's t: mean − t(level, n − 1) sd / √n; minus infinity
     * if there is only one number. It is valid if the numbers are normally distributed, or if there are many.
     *
     * @param level the confidence, between 0 and 1 exclusive
     */
    public double meanAtLeast(double level) {
        return 0 - negated().meanAtMost(level);
    }

    /**
     * Returns the one-sided upper confidence bound of the population's mean, as {@link #meanAtLeast} does the lower one.
     *
     * @param level the confidence, between 0 and 1 exclusive
     */
    public double meanAtMost(double level) {
        Interval.requireLevel(level);
        return n == 1 ? Double.POSITIVE_INFINITY : mean + student(n - 1, level) * sd / Math.sqrt(n);
    }

    /** Returns the quantile of Student's t distribution. */
    static double student(double degreesOfFreedom, double level) {
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(1 - level);
    }
}
