package dev.assay.stats;

import org.apache.commons.statistics.distribution.PoissonDistribution;

/** The Poisson distribution: the number of random events, given their mean number. */
public final class PoissonCount {
    private PoissonCount() {}

    /**
     * Returns the exact probability of at most {@code count} events.
     *
     * @param mean the mean number of events, above 0
     * @throws IllegalArgumentException if the mean is not above 0, or is infinite
     */
    public static double probabilityOfAtMost(int count, double mean) {
        if (!(mean > 0) || Double.isInfinite(mean)) {
            throw new IllegalArgumentException("A mean count must be above 0, found [" + mean + "].");
        }
        return PoissonDistribution.of(mean).cumulativeProbability(count);
    }
}
