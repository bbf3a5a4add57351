package dev.assay.plant;

import dev.assay.plan.Plan.Planned;
import java.util.List;

/**
 * What a fault does to one limit.
 *
 * @param limit the limit in words: {@code tpot.mean at most 67 ms}
 * @param before the verdict on what was measured, as it is shown
 * @param after the verdict with the fault, as it is shown
 * @param measured its figure with the fault, as people read it
 * @param kind what follows
 * @param redFrom the smallest size of the fault with which it is red, and its verdict then; if that is not FAIL, also the smallest with which it is
 *     FAIL. Empty if it was red before, if no size that was tried makes it red, or if the fault does not touch it
 * @param largest the largest size that was tried
 */
public record LimitTrial(
        Planned planned,
        String limit,
        String before,
        String after,
        String measured,
        Kind kind,
        List<Red> redFrom,
        Fault largest) {
    public LimitTrial {
        redFrom = List.copyOf(redFrom);
    }

    /** What a fault does to a limit. */
    public enum Kind {
        /** It was green, its figure changes, and it stays green. A fault touches a limit if it changes its figure or its verdict. */
        STAYS_GREEN,
        /** It was green, and is red with the fault. */
        TURNS_RED,
        /** It was red without the fault. */
        WAS_RED,
        /** The fault changes neither its figure nor its verdict. */
        UNTOUCHED
    }

    /** The smallest size of a fault with which a limit is red. */
    public record Red(Fault fault, String verdict) {}

    /** Returns the limit with its test. */
    public String name() {
        return planned.name() + " " + limit;
    }
}
