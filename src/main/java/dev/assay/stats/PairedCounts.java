package dev.assay.stats;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The same things tried twice, each a success or not: the same questions asked of two deployments.
 *
 * @param n how many there are, at least 1
 * @param gained how many succeeded the second time only
 * @param lost how many succeeded the first time only
 */
public record PairedCounts(int n, int gained, int lost) {
    /** The bisection ends when nothing can change any more. */
    private static final int HALVINGS = 100;

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if the changed ones are not a part of all
     */
    public PairedCounts {
        if (n < 1 || gained < 0 || lost < 0 || gained + lost > n) {
            throw new IllegalArgumentException("Of n >= 1 pairs some are gained and some lost, found [" + gained
                    + " and " + lost + " of " + n + "].");
        }
    }

    /** Returns the part that succeeded the second time less the part that succeeded the first time. */
    public double difference() {
        return (double) (gained - lost) / n;
    }

    /**
     * Returns the two-sided p-value of the exact test that neither is better: the changed ones are a fair coin.
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
     * Returns the lower bound of the true difference, one-sided: where Tango's score test stops to reject.
     *
     * <p>With b gained and c lost the score at d is (b − c − n d) / √(n (2 q + d (1 − d))), where q, the share that is lost if d is true, is
     * the larger root of 2 n q² − (b + c + (b − c) d − 2 n d) q − c d (1 − d) = 0.
     *
     * <p>Source: Tango, Equivalence test and confidence interval for the difference in proportions for the paired-sample design, Statistics
     * in Medicine 17 (1998).
     *
     * @param level the confidence, between 0.5 and 1 exclusive: 0.95
     */
    public double lowerBound(double level) {
        if (!(level > 0.5 && level < 1)) {
            throw new IllegalArgumentException("A one-sided confidence lies between 0.5 and 1, found [" + level + "].");
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
