package dev.assay.plan.thresholds;

/** Whether larger or smaller values of a figure are better. The enums that list the figures state it for each figure. */
public enum Direction {
    /** A smaller value is better: times, shares of failures, cost. */
    LESS,
    /** A larger value is better: rates, accuracy. */
    MORE,
    /** Neither is better: lengths, cache shares, power. */
    NEITHER;

    /** Returns whether a limit may have only an upper end. If larger values are better, it may not, because all worse values would pass. */
    public boolean allowsMaxAlone() {
        return this != MORE;
    }

    /** Returns whether a limit may have only a lower end. If smaller values are better, it may not. */
    public boolean allowsMinAlone() {
        return this != LESS;
    }
}
