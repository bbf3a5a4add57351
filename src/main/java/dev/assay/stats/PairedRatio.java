package dev.assay.stats;

import java.util.OptionalInt;

/**
 * The ratio of two shares of the same pairs: how many succeeded now, divided by how many succeeded in the reference. Pairs that failed both
 * times do not matter.
 *
 * @param both how many pairs succeeded both times
 * @param gained how many succeeded now only
 * @param lost how many succeeded in the reference only
 */
public record PairedRatio(int both, int gained, int lost) {
    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if a count is negative, or nothing succeeded in the reference
     */
    public PairedRatio {
        if (Math.min(both, Math.min(gained, lost)) < 0 || both + lost < 1) {
            throw new IllegalArgumentException("A paired ratio needs a success in the reference, found [" + both
                    + " both, " + gained + " gained, " + lost + " lost].");
        }
    }

    /** Returns the ratio, at least 0. */
    public double value() {
        return (double) (both + gained) / (both + lost);
    }

    /**
     * Returns the one-sided lower confidence bound of the true ratio, at least 0: the smallest ratio that the score test of Tang, Tang and
     * Chan does not reject.
     *
     * <p>With a both, b gained, c lost and s = a + b + c, the score at r is (a + b − r (a + c)) / √((r − 1) s + (r + 1) q), where q, the
     * number that is lost if r is true, is the larger root of (1 + r) q² + ((a + c) r² − (a + b + 2 c)) q + c (1 − r) s = 0.
     *
     * <p>Source: Tang, Tang and Chan, On tests of equivalence via non-unity relative risk for matched-pair design, Statistics in Medicine
     * 22 (2003).
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public double atLeast(double level) {
        return lowerBound(both, gained, lost, ScoreBound.z(level));
    }

    /**
     * Returns the one-sided upper confidence bound of the true ratio, by the same test as {@link #atLeast}.
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public double atMost(double level) {
        // The test is the same for the inverse of the ratio.
        return 1 / lowerBound(both, /* gained= */ lost, /* lost= */ gained, ScoreBound.z(level));
    }

    /** Looks for the bound r as r / (r + 1), because a ratio may be infinite. */
    private static double lowerBound(int both, int gained, int lost, double z) {
        var estimate = (double) (both + gained) / (2.0 * both + gained + lost);
        var bound = ScoreBound.between(0, estimate, share -> score(both, gained, lost, share / (1 - share)) > z);
        return bound / (1 - bound);
    }

    private static double score(int both, int gained, int lost, double ratio) {
        var all = (double) both + gained + lost;
        var linear = (both + lost) * ratio * ratio - (both + gained + 2.0 * lost);
        var constant = lost * (1 - ratio) * all;
        // Rounding can make the root of a small number negative.
        var root = Math.sqrt(Math.max(0, linear * linear - 4 * (1 + ratio) * constant));
        var q = (root - linear) / (2 * (1 + ratio));
        var variance = (ratio - 1) * all + (ratio + 1) * q;
        return (both + gained - ratio * (both + lost)) / Math.sqrt(Math.max(0, variance));
    }

    /**
     * Returns the least number of pairs with which {@link #atLeast} would be above the smallest wanted ratio if all shares stayed as they
     * are; empty if no number up to {@value PairedCounts#MOST_PAIRS} is enough.
     *
     * @param n the number of pairs now, with those that failed both times
     * @param ratio the smallest wanted ratio, above 0: 0.95
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public OptionalInt pairsToShowAtLeast(int n, double ratio, double level) {
        return NumberNeeded.growing(n, score(both, gained, lost, ratio), ScoreBound.z(level), PairedCounts.MOST_PAIRS);
    }

    /**
     * Returns the least number of pairs with which {@link #atMost} would be below the smallest wanted ratio if all shares stayed as they
     * are; empty if no number up to {@value PairedCounts#MOST_PAIRS} is enough.
     *
     * @param n the number of pairs now, with those that failed both times
     * @param ratio the smallest wanted ratio, above 0: 0.95
     * @param level the confidence, between 0.5 and 1 exclusive: 0.99
     */
    public OptionalInt pairsToShowBelow(int n, double ratio, double level) {
        return NumberNeeded.growing(n, -score(both, gained, lost, ratio), ScoreBound.z(level), PairedCounts.MOST_PAIRS);
    }
}
