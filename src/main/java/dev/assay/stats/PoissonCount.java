package dev.assay.stats;

import org.apache.commons.statistics.distribution.PoissonDistribution;

/** A count of events that come at random, so many on average. */
public final class PoissonCount {
    private PoissonCount() {}

    /**
     * Returns the chance that there are no more than {@code count}, exactly.
     *
     * @param mean above 0
     * @throws IllegalArgumentException if the mean is not
     */
    public static double chanceOfAtMost(int count, double mean) {
        if (!(mean > 0) || Double.isInfinite(mean)) {
            throw new IllegalArgumentException("A mean count is above 0, found [" + mean + "].");
        }
        return PoissonDistribution.of(mean).cumulativeProbability(count);
    }
}
