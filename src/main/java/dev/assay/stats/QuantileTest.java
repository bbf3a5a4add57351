package dev.assay.stats;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The exact binomial test for a limit on a percentile: is the number of values above the limit so small that it proves that the p-quantile
 * keeps the limit?
 *
 * <p>If the p-quantile were above the limit, each value would be above it with a probability of at least 1 - p. The limit is proven if at
 * most 5 % of all samples would then have so few values above it: P(X &le; over | n, 1 - p) &le; 0.05. The test assumes that the values are
 * independent, and nothing about their distribution.
 *
 * <p>In every method {@code p} is between 0 and 1 exclusive (0.99 for p99), and {@code n} is the number of values, at least 1; other
 * arguments throw an {@link IllegalArgumentException}.
 *
 * <p>Source: Conover, Practical Nonparametric Statistics, 3rd edition, 3.1 and 3.2 (quantile test, confidence interval of a quantile).
 */
public final class QuantileTest {
    /** The highest probability of a false proof. */
    public static final double SIGNIFICANCE = 0.05;

    private QuantileTest() {}

    /** Returns whether a limit on the p-quantile is proven if {@code over} of {@code n} values are above it. */
    public static boolean proves(int over, int n, double p) {
        return pValue(over, n, p) <= SIGNIFICANCE;
    }

    /**
     * Returns the probability of at most {@code over} values above the limit, if each value is above it with probability 1 - p.
     *
     * @param over how many of the {@code n} values are above the limit, from 0 to n
     */
    public static double pValue(int over, int n, double p) {
        if (over < 0 || over > n) {
            throw new IllegalArgumentException(
                    "The number of values above a limit must be from 0 to n, found [" + over + " of " + n + "].");
        }
        return keeping(n, p).survivalProbability(n - over - 1);
    }

    /** Returns the smallest number of values that can prove a limit on this percentile: 299 for p99. */
    public static int minimumSamples(double p) {
        return minimumSamples(0, p);
    }

    /**
     * Returns the smallest number of values that proves a limit although {@code over} of them are above it: 473 for one value above a limit
     * on p99.
     *
     * @param over at least 0
     * @throws ArithmeticException if the number does not fit into an {@code int}
     */
    public static int minimumSamples(int over, double p) {
        if (over < 0) {
            throw new IllegalArgumentException(
                    "The number of values above a limit must be at least 0, found [" + over + "].");
        }
        var tooFew = over;
        var enough = over + 1;
        while (!proves(over, enough, p)) {
            tooFew = enough;
            enough = Math.multiplyExact(enough, 2);
        }
        while (enough - tooFew > 1) {
            var middle = tooFew + (enough - tooFew) / 2;
            if (proves(over, middle, p)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    /** Returns the highest number of values that may be above a limit that is proven; empty if {@code n} is too small for a proof. */
    public static OptionalInt allowedOver(int n, double p) {
        var allowed = n - 1 - keeping(n, p).inverseSurvivalProbability(SIGNIFICANCE);
        return allowed < 0 ? OptionalInt.empty() : OptionalInt.of(allowed);
    }

    /**
     * Returns the smallest value of the sample that is proven to be at or above the p-quantile; infinite if the sample is too small for a
     * proof. A limit on the p-quantile is proven exactly if it is at or above this value.
     *
     * @param more how many values above all of the sample's must be added to the sample
     */
    public static double upperBound(Sample sample, int more, double p) {
        var allowed = allowedOver(sample.size() + more, p);
        return allowed.isEmpty() || allowed.getAsInt() < more
                ? Double.POSITIVE_INFINITY
                : sample.orderStatistic(Math.max(1, sample.size() + more - allowed.getAsInt()));
    }

    /**
     * Returns the largest value of the sample that is proven to be at or below the p-quantile; negative infinity if the sample is too small
     * for a proof.
     *
     * @param more how many values below all of the sample's must be added to the sample
     */
    public static double lowerBound(Sample sample, int more, double p) {
        var allowed = allowedOver(sample.size() + more, 1 - p);
        return allowed.isEmpty() || allowed.getAsInt() < more
                ? Double.NEGATIVE_INFINITY
                : sample.orderStatistic(Math.min(sample.size(), allowed.getAsInt() - more + 1));
    }

    /**
     * Returns a confidence interval of the p-quantile. Its ends are values of the sample, and it is valid for any distribution. The
     * quantile lies beyond each end with probability at most (1 - level) / 2; an end for which the sample is too small is infinite.
     *
     * @param level the confidence, between 0 and 1 exclusive
     */
    public static Interval interval(Sample sample, double p, double level) {
        var side = (1 - Interval.requireLevel(level)) / 2;
        var keeping = keeping(sample.size(), p);
        var low = keeping.inverseCumulativeProbability(side);
        var high = keeping.inverseSurvivalProbability(side) + 1;
        return new Interval(
                low < 1 ? Double.NEGATIVE_INFINITY : sample.orderStatistic(low),
                high > sample.size() ? Double.POSITIVE_INFINITY : sample.orderStatistic(high),
                level);
    }

    /** Returns the distribution of the number of values at or below the true p-quantile. It is built on p, because 1 - p is rounded. */
    private static BinomialDistribution keeping(int n, double p) {
        if (n < 1) {
            throw new IllegalArgumentException("A test needs at least one value, found n = [" + n + "].");
        }
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("A percentile must be between 0 and 1, found [" + p + "].");
        }
        return BinomialDistribution.of(n, p);
    }
}
