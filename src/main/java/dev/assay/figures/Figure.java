package dev.assay.figures;

import dev.assay.plan.thresholds.Unit;

/** A figure of one load test: its value, or the reason why it has none. */
public sealed interface Figure {
    FigureName name();

    default Unit unit() {
        return name().unit();
    }

    /**
     * A number.
     *
     * @param value in the figure's unit
     * @param samples how many requests, or gaps of requests, it is computed from
     */
    record Measured(FigureName name, double value, int samples) implements Figure {}

    /** No number. It satisfies no limit. */
    record Undefined(FigureName name, String reason) implements Figure {}
}
