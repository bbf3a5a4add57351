package dev.assay.figures;

import dev.assay.plan.thresholds.Unit;

/** A named number of one load test, or the reason why there is none. */
public sealed interface Figure {
    /** Returns the full name: {@code ttft.p99}. */
    String name();

    Unit unit();

    /**
     * A number.
     *
     * @param value in {@code unit}
     * @param samples how many requests, or gaps of requests, it is computed from
     */
    record Measured(String name, Unit unit, double value, int samples) implements Figure {}

    /** No number. It satisfies no limit. */
    record Undefined(String name, Unit unit, String reason) implements Figure {}
}
