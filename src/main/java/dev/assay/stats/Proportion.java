package dev.assay.stats;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * So many of so many: 34 right of 40 questions.
 *
 * @param k how many have the property, from 0 to {@code n}
 * @param n how many there are, at least 1
 */
public record Proportion(int k, int n) {
    /**
     * Checks that it is a part of a whole.
     *
     * @throws IllegalArgumentException if {@code n} is not positive or {@code k} is not in 0..n
     */
    public Proportion {
        if (n < 1 || k < 0 || k > n) {
            throw new IllegalArgumentException(
                    "A proportion is k of n with 0 <= k <= n and n >= 1, found [" + k + " of " + n + "].");
        }
    }

    /** Returns k / n, from 0 to 1. */
    public double value() {
        return (double) k / n;
    }

    /**
     * Returns Wilson's score interval: the one to show. Its coverage is close to the level on average, not guaranteed for each n.
     *
     * <p>Source: Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927); without continuity
     * correction.
     *
     * @param level the confidence, between 0 and 1 exclusive
     */
    public Interval wilson(double level) {
        return interval(BinomialConfidenceInterval.WILSON_SCORE, level);
    }

    /**
     * Returns Clopper's and Pearson's exact interval: never covers less than the level, and is wider for it.
     *
     * <p>Source: Clopper and Pearson, The use of confidence or fiducial limits, Biometrika 26 (1934).
     *
     * @param level the confidence, between 0 and 1 exclusive
     */
    public Interval clopperPearson(double level) {
        return interval(BinomialConfidenceInterval.CLOPPER_PEARSON, level);
    }

    /**
     * Returns how likely another n have one of these counts of it, if each has it with a chance of (k + ½) / (n + 1), whatever the others
     * have: of none in n it is not known that there are never any.
     *
     * <p>Source: the mean of Jeffreys' posterior of a proportion.
     *
     * @param counts picks some of the counts from 0 to {@code n}
     */
    public double chanceOf(IntPredicate counts) {
        return chanceOf((k + 0.5) / (n + 1), n, counts);
    }

    /** Returns how likely so many have one of these counts of what each has with this chance, whatever the others have. */
    public static double chanceOf(double chance, int n, IntPredicate counts) {
        var another = BinomialDistribution.of(n, chance);
        return IntStream.rangeClosed(0, n)
                .filter(counts)
                .mapToDouble(another::probability)
                .sum();
    }

    private Interval interval(BinomialConfidenceInterval method, double level) {
        var found = method.fromErrorRate(n, k, 1 - Interval.requireLevel(level));
        // The library rounds these two ends to just beside 0 and 1.
        var low = k == 0 ? 0 : found.getLowerBound();
        var high = k == n ? 1 : found.getUpperBound();
        return new Interval(low, high, level);
    }
}
