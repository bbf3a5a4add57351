package dev.assay.stats;

/**
 * A confidence interval, both ends included. An end that the data cannot bound is infinite; check {@link #boundedBelow} and
 * {@link #boundedAbove} before you print it.
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

    /** Returns whether the data bound the interval from below. */
    public boolean boundedBelow() {
        return low != Double.NEGATIVE_INFINITY;
    }

    /** Returns whether the data bound the interval from above. */
    public boolean boundedAbove() {
        return high != Double.POSITIVE_INFINITY;
    }

    /** Returns whether the value lies in the interval or on one of its ends. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    static double requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("A confidence level must be between 0 and 1, found [" + level + "].");
        }
        return level;
    }
}
