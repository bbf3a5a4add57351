package dev.assay.stats;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * A proportion as two counts: 34 right answers to 40 questions.
 *
 * @param k how many have the property, from 0 to {@code n}
 * @param n how many there are, at least 1
 */
public record Proportion(int k, int n) {
    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if {@code n} is not positive or {@code k} is not in 0..n
     */
    public Proportion {
        if (n < 1 || k < 0 || k > n) {
            throw new IllegalArgumentException(
                    "A proportion needs 0 <= k <= n and n >= 1, found [" + k + " of " + n + "].");
        }
    }

    /** Returns k / n, from 0 to 1. */
    public double value() {
        return (double) k / n;
    }

    /**
     * Returns Wilson's score interval, which reports show. On average its coverage is close to the level; for a single n it may be lower.
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
     * Returns Wilson's interval of a proportion among {@code effective} independent observations, which need not be a whole number: of answers that depend on each
     * other there are as many as give the same standard error.
     *
     * <p>Source: Dean and Pagano, Evaluating confidence interval methods for binomial proportions in clustered surveys, Journal of Survey Statistics and
     * Methodology 3 (2015).
     *
     * @param effective above 0
     */
    public Interval wilson(double level, double effective) {
        if (effective == n) {
            return wilson(level);
        }
        var z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.5 + Interval.requireLevel(level) / 2);
        var share = z * z / effective;
        var centre = (value() + share / 2) / (1 + share);
        var half = Math.sqrt(value() * (1 - value()) * share + share * share / 4) / (1 + share);
        return new Interval(k == 0 ? 0 : Math.max(0, centre - half), k == n ? 1 : Math.min(1, centre + half), level);
    }

    /**
     * Returns the probability that a repetition with the same n gives one of these counts. Each of the n has the property independently
     * with probability (k + ½) / (n + 1). It is above 0 even if k is 0, because 0 of n does not show that it never happens.
     *
     * <p>Source: the mean of Jeffreys' posterior of a proportion.
     *
     * @param counts says for each count from 0 to {@code n} whether it belongs to the counts
     */
    public double probabilityOf(IntPredicate counts) {
        return probabilityOf((k + 0.5) / (n + 1), n, counts);
    }

    /** Returns the probability of one of these counts, if each of the n has the property independently with this probability. */
    public static double probabilityOf(double probability, int n, IntPredicate counts) {
        var repetition = BinomialDistribution.of(n, probability);
        return IntStream.rangeClosed(0, n)
                .filter(counts)
                .mapToDouble(repetition::probability)
                .sum();
    }

    private Interval interval(BinomialConfidenceInterval method, double level) {
        var found = method.fromErrorRate(n, k, 1 - Interval.requireLevel(level));
        // The library returns values slightly off 0 and 1 for these two ends.
        var low = k == 0 ? 0 : found.getLowerBound();
        var high = k == n ? 1 : found.getUpperBound();
        return new Interval(low, high, level);
    }
}
