package dev.assay.stats;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The exact binomial test of a percentile limit: do so few values over the limit prove that the p-quantile keeps it?
 *
 * <p>If the p-quantile lay over the limit, each value would be over it with a probability of at least 1 - p. The limit is proven when so
 * few over it would then be seen in at most 5 % of all samples: P(X &le; over | n, 1 - p) &le; 0.05. The test assumes independent values
 * and nothing about their distribution.
 *
 * <p>In every method {@code p} is between 0 and 1 exclusive (0.99 for p99), and {@code n} is the number of values, at least 1; anything
 * else is an {@link IllegalArgumentException}.
 *
 * <p>Source: Conover, Practical Nonparametric Statistics, 3rd edition, 3.1 and 3.2 (quantile test, confidence interval of a quantile).
 */
public final class QuantileTest {
    /** The largest chance of a proof that is none. */
    public static final double SIGNIFICANCE = 0.05;

    private QuantileTest() {}

    /** Returns whether {@code over} values over the limit, of {@code n}, prove that at most 1 - p of all lie over it. */
    public static boolean proves(int over, int n, double p) {
        return pValue(over, n, p) <= SIGNIFICANCE;
    }

    /**
     * Returns the chance of at most {@code over} values over the limit if exactly 1 - p of all lay over it.
     *
     * @param over how many of the {@code n} lie over the limit, from 0 to n
     */
    public static double pValue(int over, int n, double p) {
        if (over < 0 || over > n) {
            throw new IllegalArgumentException(
                    "Of n values 0 to n lie over a limit, found [" + over + " of " + n + "].");
        }
        return keeping(n, p).survivalProbability(n - over - 1);
    }

    /** Returns the smallest number of values that can prove anything about this percentile: 299 for p99. */
    public static int minimumSamples(double p) {
        return minimumSamples(0, p);
    }

    /**
     * Returns the smallest number of values of which {@code over} may lie over the limit, and the limit is still proven: 473 for one
     * over at p99.
     *
     * @param over at least 0
     * @throws ArithmeticException if there is no such {@code int}
     */
    public static int minimumSamples(int over, double p) {
        if (over < 0) {
            throw new IllegalArgumentException("At least 0 values lie over a limit, found [" + over + "].");
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

    /** Returns how many values at most may lie over the limit so that it is proven; empty when {@code n} is too small for any proof. */
    public static OptionalInt allowedOver(int n, double p) {
        var allowed = n - 1 - keeping(n, p).inverseSurvivalProbability(SIGNIFICANCE);
        return allowed < 0 ? OptionalInt.empty() : OptionalInt.of(allowed);
    }

    /**
     * Returns the smallest of the sample's own values that is proven to be at or above the p-quantile: the test that passes a limit passes it
     * there and above; infinite where the sample is too small for a proof.
     *
     * @param more how many more values lie above all of the sample's
     */
    public static double upperBound(Sample sample, int more, double p) {
        var allowed = allowedOver(sample.size() + more, p);
        return allowed.isEmpty() || allowed.getAsInt() < more
                ? Double.POSITIVE_INFINITY
                : sample.orderStatistic(Math.max(1, sample.size() + more - allowed.getAsInt()));
    }

    /**
     * Returns the largest of the sample's own values that is proven to be at or below the p-quantile; negative infinity where the sample is
     * too small for a proof.
     *
     * @param more how many more values lie below all of the sample's
     */
    public static double lowerBound(Sample sample, int more, double p) {
        var allowed = allowedOver(sample.size() + more, 1 - p);
        return allowed.isEmpty() || allowed.getAsInt() < more
                ? Double.NEGATIVE_INFINITY
                : sample.orderStatistic(Math.min(sample.size(), allowed.getAsInt() - more + 1));
    }

    /**
     * Returns the interval of the p-quantile between two of the sample's own values, which holds whatever the distribution. Each side
     * errs with at most (1 - level) / 2; a side for which the sample is too small is infinite.
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

    /** How many of n values lie at or under the true p-quantile. Built on p, because 1 - p is not exact. */
    private static BinomialDistribution keeping(int n, double p) {
        if (n < 1) {
            throw new IllegalArgumentException("A test needs at least one value, found n = [" + n + "].");
        }
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("A percentile lies between 0 and 1, found [" + p + "].");
        }
        return BinomialDistribution.of(n, p);
    }
}
