package dev.assay.stats;

/**
 * A confidence interval, both ends included. An end that the data cannot bound is infinite.
 *
 * @param low the lower end, or negative infinity
 * @param high the upper end, at least {@code low}, or positive infinity
 * @param level the confidence, between 0 and 1 exclusive: 0.95 for 95 %
 */
public record Interval(double low, double high, double level) {
    /**
     * Checks the ends and the level.
     *
     * @throws IllegalArgumentException if the ends are not numbers in order, or the level is not a confidence
     */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("An interval needs low <= high, found [" + low + ", " + high + "].");
        }
        requireLevel(level);
    }

    static double requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("A confidence level must be between 0 and 1, found [" + level + "].");
        }
        return level;
    }
}
