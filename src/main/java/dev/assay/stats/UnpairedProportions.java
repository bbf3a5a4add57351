package dev.assay.stats;

import java.util.OptionalInt;

/**
 * Two proportions of different things, for instance a score now and a published score of which no single answers are known.
 *
 * @param now the share now, from 0 to 1
 * @param n of how many, at least 1
 * @param reference the share in the reference, from 0 to 1; times {@code referenceN} it may be no whole number, because published scores
 * are rounded
 * @param referenceN of how many, at least 1
 */
public record UnpairedProportions(double now, int n, double reference, int referenceN) {
    /**
     * Checks the shares.
     *
     * @throws IllegalArgumentException if a share is not from 0 to 1, or of nothing
     */
    public UnpairedProportions {
        if (!(now >= 0 && now <= 1 && reference >= 0 && reference <= 1) || n < 1 || referenceN < 1) {
            throw new IllegalArgumentException("Two shares must be from 0 to 1, of at least 1, found [" + now + " of "
                    + n + " and " + reference + " of " + referenceN + "].");
        }
    }

    /** Returns the share now minus the share in the reference, from -1 to 1. */
    public double difference() {
        return now - reference;
    }

    /**
     * Returns the one-sided lower confidence bound of the true difference: the smallest difference that the score test of Miettinen and
     * Nurminen does not reject.
     *
     * <p>The score at d is (p₁ − p₂ − d) / √((q₁ (1 − q₁) / n₁ + q₂ (1 − q₂) / n₂) N / (N − 1)), where N = n₁ + n₂, and q₁ and q₂ are the
     * shares with the largest likelihood among those with q₁ − q₂ = d.
     *
     * <p>Source: Miettinen and Nurminen, Comparative analysis of two rates, Statistics in Medicine 4 (1985).
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public double differenceAtLeast(double level) {
        var z = ScoreBound.z(level);
        return ScoreBound.between(-1, difference(), d -> score(d, n) > z);
    }

    /**
     * Returns the one-sided upper confidence bound of the true difference, by the same test as {@link #differenceAtLeast}.
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public double differenceAtMost(double level) {
        return 0 - new UnpairedProportions(reference, referenceN, now, n).differenceAtLeast(level);
    }

    private double score(double d, int n) {
        var q = likeliestReference(d, n);
        var variance = (q + d) * (1 - q - d) / n + q * (1 - q) / referenceN;
        var all = (double) n + referenceN;
        return (difference() - d) / Math.sqrt(Math.max(0, variance) * all / (all - 1));
    }

    /** Returns the share of the reference with the largest likelihood if the difference is d: there the likelihood's slope becomes negative. */
    private double likeliestReference(double d, int n) {
        return ScoreBound.between(
                Math.min(1, 1 - d), Math.max(0, -d), q -> slope(now, n, q + d) + slope(reference, referenceN, q) < 0);
    }

    private static double slope(double share, double n, double q) {
        // A share of 0 or 1 must not become 0 / 0 at the end of the range.
        var up = share == 0 ? 0 : share / q;
        var down = share == 1 ? 0 : (1 - share) / (1 - q);
        return n * (up - down);
    }

    /**
     * Returns the least number of things now with which {@link #differenceAtLeast} would be above −margin if both shares stayed as they
     * are; the reference does not grow. Empty if no number up to {@value PairedCounts#MOST_PAIRS} is enough.
     *
     * @param margin between 0 and 1 exclusive: 0.03 for 3 points
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public OptionalInt numberToShowNoWorse(double margin, double level) {
        if (!(margin > 0 && margin < 1)) {
            throw new IllegalArgumentException("A margin must be between 0 and 1, found [" + margin + "].");
        }
        var z = ScoreBound.z(level);
        return NumberNeeded.least(1, PairedCounts.MOST_PAIRS, each -> score(-margin, each) > z);
    }

    /**
     * Returns the least number of things now with which {@link #differenceAtMost} would be below 0 if both shares stayed as they are; the
     * reference does not grow. Empty if no number up to {@value PairedCounts#MOST_PAIRS} is enough.
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.99
     */
    public OptionalInt numberToShowWorse(double level) {
        var z = ScoreBound.z(level);
        return NumberNeeded.least(1, PairedCounts.MOST_PAIRS, each -> -score(0, each) > z);
    }
}
