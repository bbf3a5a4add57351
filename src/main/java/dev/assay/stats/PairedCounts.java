package dev.assay.stats;

import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Counts of pairs of outcomes: the same things tried twice, for instance the same questions asked of a reference and of the deployment
 * that is judged now. At least one pair.
 *
 * @param both how many succeeded both times
 * @param gained how many succeeded now only
 * @param lost how many succeeded in the reference only
 * @param neither how many failed both times
 */
public record PairedCounts(int both, int gained, int lost, int neither) {
    /** The largest number of pairs that is looked at for what would decide. */
    public static final int MOST_PAIRS = 1_000_000;

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if a count is negative, or all are 0
     */
    public PairedCounts {
        if (Math.min(Math.min(both, gained), Math.min(lost, neither)) < 0 || both + gained + lost + neither < 1) {
            throw new IllegalArgumentException("Counts of pairs must not be negative, nor all 0, found [" + both
                    + " both, " + gained + " gained, " + lost + " lost, " + neither + " neither].");
        }
    }

    /** Returns how many pairs there are, at least 1. */
    public int n() {
        return both + gained + lost + neither;
    }

    /** Returns the share that succeeded now minus the share that succeeded in the reference, from -1 to 1. */
    public double difference() {
        return (double) (gained - lost) / n();
    }

    /** Returns the share that succeeded now divided by the share of the reference; empty if nothing succeeded in the reference. */
    public Optional<PairedRatio> ratio() {
        return both + lost == 0 ? Optional.empty() : Optional.of(new PairedRatio(both, gained, lost));
    }

    /**
     * Returns the two-sided p-value of McNemar's exact test. Its null hypothesis: a changed pair is gained or lost with equal probability.
     * 1 if no pair changed.
     *
     * <p>Source: McNemar, Note on the sampling error of the difference between correlated proportions or percentages, Psychometrika 12
     * (1947), in its exact binomial form.
     */
    public double mcNemar() {
        return Math.min(1, 2 * mcNemarTail(Math.max(gained, lost)));
    }

    /**
     * Returns the one-sided p-value of McNemar's exact test against "more are lost than gained": the probability of at least so many lost
     * ones among the changed pairs if each is lost with probability ½. 1 if no pair changed.
     */
    public double mcNemarWorse() {
        return mcNemarTail(lost);
    }

    private double mcNemarTail(int atLeast) {
        var changed = gained + lost;
        return atLeast == 0 ? 1 : BinomialDistribution.of(changed, 0.5).survivalProbability(atLeast - 1);
    }

    /**
     * Returns the one-sided lower confidence bound of the true difference: the smallest difference that Tango's score test does not reject.
     *
     * <p>With b gained and c lost of n pairs, the score at d is (b − c − n d) / √(n (2 q + d (1 − d))), where q, the share that is lost if
     * d is true, is the larger root of 2 n q² − (b + c + (b − c) d − 2 n d) q − c d (1 − d) = 0.
     *
     * <p>Source: Tango, Equivalence test and confidence interval for the difference in proportions for the paired-sample design, Statistics
     * in Medicine 17 (1998).
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public double differenceAtLeast(double level) {
        var z = ScoreBound.z(level);
        return ScoreBound.between(-1, difference(), d -> score(d) > z);
    }

    /**
     * Returns the one-sided upper confidence bound of the true difference, by the same test as {@link #differenceAtLeast}.
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public double differenceAtMost(double level) {
        return 0 - new PairedCounts(both, /* gained= */ lost, /* lost= */ gained, neither).differenceAtLeast(level);
    }

    /** Returns Tango's score at a difference between -1 and 1 exclusive; it grows with the square root of n if all shares stay. */
    private double score(double d) {
        var n = n();
        var linear = gained + lost + (gained - lost) * d - 2.0 * n * d;
        var constant = lost * d * (1 - d);
        var q = (linear + Math.sqrt(linear * linear + 8.0 * n * constant)) / (4.0 * n);
        return (gained - lost - n * d) / Math.sqrt(n * (2 * q + d * (1 - d)));
    }

    /**
     * Returns the least number of pairs with which {@link #differenceAtLeast} would be above −margin if the shares of gained and lost pairs
     * stayed as they are. Empty if no number up to {@value #MOST_PAIRS} is enough, for instance because the difference itself is not above
     * −margin. The counts are scaled without rounding.
     *
     * @param margin between 0 and 1 exclusive: 0.03 for 3 points
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public OptionalInt pairsToShowNoWorse(double margin, double level) {
        if (!(margin > 0 && margin < 1)) {
            throw new IllegalArgumentException("A margin must be between 0 and 1, found [" + margin + "].");
        }
        return NumberNeeded.growing(n(), score(-margin), ScoreBound.z(level), MOST_PAIRS);
    }

    /**
     * Returns the least number of pairs with which {@link #mcNemarWorse} would be at most alpha if the shares of gained and lost pairs
     * stayed as they are. Empty if no number up to {@value #MOST_PAIRS} is enough, for instance because no more are lost than gained. The
     * counts are scaled without rounding: the binomial tail of x lost and y gained ones is the incomplete beta function I(½; x, y + 1).
     *
     * @param alpha the error probability, between 0 and 0.5 exclusive: 0.01
     */
    public OptionalInt pairsToShowWorse(double alpha) {
        ScoreBound.requireOneSided(1 - alpha);
        if (lost <= gained) {
            return OptionalInt.empty();
        }
        return NumberNeeded.least(
                1, MOST_PAIRS, n -> worse((double) lost * n / n(), (double) gained * n / n()) <= alpha);
    }

    private static double worse(double lost, double gained) {
        return BetaDistribution.of(lost, gained + 1).cumulativeProbability(0.5);
    }
}
