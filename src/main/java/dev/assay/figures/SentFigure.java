package dev.assay.figures;

import static dev.assay.spec.Better.LESS;

import dev.assay.spec.Allowance;
import dev.assay.spec.Better;
import dev.assay.spec.Unit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures of all requests of a cell that were sent, answered or not. One line each. */
public enum SentFigure {
    FAILED(
            Allowance.FAILED,
            Unit.COUNT,
            LESS,
            "requests that the server failed: status 5xx or 429, an error in the stream, an answer that it gave up",
            missing -> missing.failed().size()),
    FAILED_SHARE(
            Allowance.FAILED_SHARE,
            Unit.SHARE,
            LESS,
            "failed / requests sent",
            missing -> (double) missing.failed().size() / missing.sent());

    private final String key;
    private final Unit unit;
    private final Better better;
    private final String definition;
    private final ToDoubleFunction<Missing> value;

    SentFigure(String key, Unit unit, Better better, String definition, ToDoubleFunction<Missing> value) {
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
    Better better() {
        return better;
    }

    public String definition() {
        return definition;
    }

    Figure of(Missing missing) {
        return missing.sent() == 0
                ? new Figure.Undefined(key, unit, "no request was sent")
                : new Figure.Measured(key, unit, value.applyAsDouble(missing), missing.sent());
    }
}
