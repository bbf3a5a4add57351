package dev.assay.stats;

import java.util.function.DoublePredicate;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** A confidence bound by inverting a score test: the value nearest to the estimate's far side that the test does not reject. */
final class ScoreBound {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    /** Steps of the bisection: more than a {@code double} can resolve. */
    private static final int HALVINGS = 100;

    private ScoreBound() {}

    /**
     * Returns the border between the values that are rejected and those that are kept. All rejected values are on one side of it.
     *
     * @param rejected the end of the rejected values; it is never tried itself
     * @param kept a value that is kept, for instance the estimate
     */
    static double between(double rejected, double kept, DoublePredicate isRejected) {
        var outside = rejected;
        var inside = kept;
        for (var i = 0; i < HALVINGS; i++) {
            var middle = (outside + inside) / 2;
            if (middle == outside || middle == inside) {
                return inside;
            }
            if (isRejected.test(middle)) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        return inside;
    }

    /**
     * Returns the quantile of the standard normal distribution for a one-sided test.
     *
     * @throws IllegalArgumentException if the level is not between 0.5 and 1 exclusive
     */
    static double z(double level) {
        return NORMAL.inverseSurvivalProbability(1 - requireOneSided(level));
    }

    static double requireOneSided(double level) {
        if (!(level > 0.5 && level < 1)) {
            throw new IllegalArgumentException(
                    "A one-sided confidence level must be between 0.5 and 1, found [" + level + "].");
        }
        return level;
    }
}
