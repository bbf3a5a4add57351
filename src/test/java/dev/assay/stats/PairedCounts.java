package dev.assay.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Counts of pairs of outcomes: the same things tried twice, for instance the same questions asked of two deployments.
 *
 * @param n how many there are, at least 1
 * @param gained how many succeeded the second time only
 * @param lost how many succeeded the first time only
 */
public record PairedCounts(int n, int gained, int lost) {
    /** Steps of the bisection: more than a {@code double} can resolve. */
    private static final int HALVINGS = 100;

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if {@code n} is not positive, a count is negative, or gained and lost are together more than
     * {@code n}
     */
    public PairedCounts {
        if (n < 1 || gained < 0 || lost < 0 || gained + lost > n) {
            throw new IllegalArgumentException("Gained and lost pairs must be at most all n pairs, and n at least"
                    + " 1, found [" + gained
                    + " and " + lost + " of " + n + "].");
        }
    }

    /** Returns the share that succeeded the second time minus the share that succeeded the first time, from -1 to 1. */
    public double difference() {
        return (double) (gained - lost) / n;
    }

    /**
     * Returns the two-sided p-value of McNemar's exact test. Its null hypothesis: a changed pair is gained or lost with equal probability.
     *
     * <p>Source: McNemar, Note on the sampling error of the difference between correlated proportions or percentages, Psychometrika 12
     * (1947), in its exact binomial form.
     */
    public double mcNemar() {
        var changed = gained + lost;
        if (changed == 0) {
            return 1;
        }
        var tail = BinomialDistribution.of(changed, 0.5).cumulativeProbability(Math.min(gained, lost));
        return Math.min(1, 2 * tail);
    }

    /**
     * Returns the one-sided lower confidence bound of the true difference: the smallest difference that Tango's score test does not reject.
     *
     * <p>With b gained and c lost the score at d is (b − c − n d) / √(n (2 q + d (1 − d))), where q, the share that is lost if d is true,
     * is the larger root of 2 n q² − (b + c + (b − c) d − 2 n d) q − c d (1 − d) = 0.
     *
     * <p>Source: Tango, Equivalence test and confidence interval for the difference in proportions for the paired-sample design, Statistics
     * in Medicine 17 (1998).
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public double lowerBound(double level) {
        if (!(level > 0.5 && level < 1)) {
            throw new IllegalArgumentException(
                    "A one-sided confidence level must be between 0.5 and 1, found [" + level + "].");
        }
        var z = NormalDistribution.of(0, 1).inverseCumulativeProbability(level);
        var rejected = -1.0;
        var kept = difference();
        for (var i = 0; i < HALVINGS; i++) {
            var middle = (rejected + kept) / 2;
            if (score(middle) > z) {
                rejected = middle;
            } else {
                kept = middle;
            }
        }
        return kept;
    }

    private double score(double d) {
        var linear = gained + lost + (gained - lost) * d - 2.0 * n * d;
        var constant = lost * d * (1 - d);
        var q = (linear + Math.sqrt(linear * linear + 8.0 * n * constant)) / (4.0 * n);
        return (gained - lost - n * d) / Math.sqrt(n * (2 * q + d * (1 - d)));
    }
}
