package dev.assay.stats;

import java.util.OptionalInt;
import java.util.stream.DoubleStream;

/**
 * The ratio of two sums over independent groups, Σx / Σy, with its standard error, for t tests and bounds: a mean over the members of groups, where
 * y is the number of a group's members, or how one sum changed against another.
 *
 * <p>The standard error is √(G / (G − 1) Σ e²) / |Σy|, with e = x − r y of each of G groups and r the ratio; the degrees of freedom are G − 1. Members of
 * one group may depend on each other in any way. With one group nothing is known of the spread.
 *
 * <p>Source: Cochran, Sampling Techniques, third edition (1977), section 6.3 and 9A.3: ratio estimate in cluster sampling, by linearization; degrees of freedom as in
 * Cameron and Miller, A practitioner's guide to cluster-robust inference, Journal of Human Resources 50 (2015).
 *
 * @param value the ratio
 * @param standardError its standard error, at least 0; infinite if nothing is known of the spread
 * @param groups how many groups there are, at least 1
 */
public record RatioOfSums(double value, double standardError, int groups) {
    private static final int MOST_GROUPS = 1_000_000;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is NaN or not in its range
     */
    public RatioOfSums {
        if (!Double.isFinite(value)
                || !(standardError >= 0)
                || groups < 1
                || (groups == 1) == Double.isFinite(standardError)) {
            throw new IllegalArgumentException(
                    "A ratio needs a finite value, and a standard error that is infinite only with one group, found ["
                            + value + ", " + standardError + ", " + groups + " groups].");
        }
    }

    /**
     * Returns the ratio of the sums of these numbers, one of each for each group.
     *
     * @throws IllegalArgumentException if there is no group, if there are not as many numbers of the one kind as of the other, or if the sum of the second is
     *     not above 0
     */
    public static RatioOfSums of(double[] numerators, double[] denominators) {
        var sum = DoubleStream.of(denominators).sum();
        if (numerators.length == 0 || numerators.length != denominators.length || !(sum > 0)) {
            throw new IllegalArgumentException(
                    "A ratio of sums needs two numbers of each group, and a second sum above 0, found ["
                            + numerators.length + ", " + denominators.length + ", sum " + sum + "].");
        }
        var ratio = DoubleStream.of(numerators).sum() / sum;
        var groups = numerators.length;
        if (groups == 1) {
            return new RatioOfSums(ratio, Double.POSITIVE_INFINITY, 1);
        }
        var squares = 0.0;
        for (var i = 0; i < groups; i++) {
            var error = numerators[i] - ratio * denominators[i];
            squares += error * error;
        }
        return new RatioOfSums(ratio, Math.sqrt(squares * groups / (groups - 1.0)) / sum, groups);
    }

    /** Returns the ratio less a number, with the same standard error: a ratio less 1 is the relative change. */
    public RatioOfSums minus(double number) {
        return new RatioOfSums(value - number, standardError, groups);
    }

    /**
     * Returns the one-sided lower confidence bound of the true ratio; minus infinity if nothing is known of the spread.
     *
     * @param level the confidence, between 0.5 and 1 exclusive
     */
    public double atLeast(double level) {
        return value - reach(level, groups);
    }

    /**
     * Returns the one-sided upper confidence bound of the true ratio; infinite if nothing is known of the spread.
     *
     * @param level the confidence, between 0.5 and 1 exclusive
     */
    public double atMost(double level) {
        return value + reach(level, groups);
    }

    /** Returns the two-sided confidence interval; its ends are infinite if nothing is known of the spread. */
    public Interval interval(double level) {
        var reach = reach((1 + level) / 2, groups);
        return new Interval(value - reach, value + reach, level);
    }

    /** Returns the reach with another number of groups of the same spread. */
    private double reach(double level, int number) {
        ScoreBound.requireOneSided(level);
        return standardError > 0 && groups > 1
                ? MeanAndSd.student(number - 1.0, level) * standardError * Math.sqrt((double) groups / number)
                : standardError;
    }

    /**
     * Returns the least number of groups whose upper bound is below a value if ratio and spread stay as they are; empty if no number up to a million is
     * enough, or if nothing is known of the spread.
     */
    public OptionalInt groupsToShowBelow(double other, double level) {
        return groups == 1
                ? OptionalInt.empty()
                : NumberNeeded.least(2, MOST_GROUPS, number -> value + reach(level, number) < other);
    }

    /** Returns the least number of groups whose lower bound is above a value, as {@link #groupsToShowBelow} does. */
    public OptionalInt groupsToShowAbove(double other, double level) {
        return groups == 1
                ? OptionalInt.empty()
                : NumberNeeded.least(2, MOST_GROUPS, number -> value - reach(level, number) > other);
    }
}
