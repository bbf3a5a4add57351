package dev.assay.plan.thresholds;

/** In which direction a figure becomes better. One place says it of each figure: a component of the enums that list the figures. */
public enum Direction {
    /** A smaller value is better: times, shares of failures, cost. */
    LESS,
    /** A larger value is better: rates, accuracy. */
    MORE,
    /** Neither is better by itself: lengths, shares of a cache, power. */
    NEITHER;

    /** Returns whether a limit may have an upper end alone: where a larger value is better, it would pass what is worse. */
    public boolean allowsMaxAlone() {
        return this != MORE;
    }

    /** Returns whether a limit may have a lower end alone. */
    public boolean allowsMinAlone() {
        return this != LESS;
    }
}
