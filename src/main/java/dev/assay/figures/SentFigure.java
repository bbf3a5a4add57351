package dev.assay.figures;

import static dev.assay.plan.thresholds.Direction.LESS;

import dev.assay.plan.testspecs.AllowedFailures;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Unit;
import java.util.function.ToDoubleFunction;

/** The figures of all requests of a load test that were sent, whether answered or not. One line each. */
public enum SentFigure implements FigureName {
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

    private final Definition defined;
    private final ToDoubleFunction<MissingRequests> value;

    SentFigure(String key, Unit unit, Direction better, String formula, ToDoubleFunction<MissingRequests> value) {
        this.defined = new Definition(key, unit, better, formula);
        this.value = value;
    }

    @Override
    public Definition defined() {
        return defined;
    }

    @Override
    public String toString() {
        return key();
    }

    Figure of(MissingRequests missing) {
        return missing.sent() == 0
                ? undefined("no request was sent")
                : measured(value.applyAsDouble(missing), missing.sent());
    }
}
