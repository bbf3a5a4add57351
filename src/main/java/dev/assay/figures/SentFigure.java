package dev.assay.figures;

import static dev.assay.plan.thresholds.Direction.LESS;

import dev.assay.plan.tests.AllowedFailures;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Unit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures of all requests of a load test that were sent, answered or not. One line each. */
public enum SentFigure {
    FAILED(
            AllowedFailures.FAILED,
            Unit.COUNT,
            LESS,
            "requests that the server failed: status 5xx or 429, an error in the stream, an answer that it gave up",
            missing -> missing.failed().size()),
    FAILED_SHARE(
            AllowedFailures.FAILED_SHARE,
            Unit.SHARE,
            LESS,
            "failed / requests sent",
            missing -> (double) missing.failed().size() / missing.sent());

    private final String key;
    private final Unit unit;
    private final Direction better;
    private final String definition;
    private final ToDoubleFunction<MissingRequests> value;

    SentFigure(String key, Unit unit, Direction better, String definition, ToDoubleFunction<MissingRequests> value) {
        this.key = key;
        this.unit = unit;
        this.better = better;
        this.definition = definition;
        this.value = value;
    }

    /** Returns the figure with this full name; empty for another. */
    public static Optional<SentFigure> in(String name) {
        return Arrays.stream(values()).filter(figure -> figure.key.equals(name)).findFirst();
    }

    public String key() {
        return key;
    }

    public Unit unit() {
        return unit;
    }

    /** Returns which of its values are the better ones. */
    Direction better() {
        return better;
    }

    public String definition() {
        return definition;
    }

    Figure of(MissingRequests missing) {
        return missing.sent() == 0
                ? new Figure.Undefined(key, unit, "no request was sent")
                : new Figure.Measured(key, unit, value.applyAsDouble(missing), missing.sent());
    }
}
