package dev.assay.gate;

import dev.assay.figures.FigureTable;
import dev.assay.figures.SentFigure;
import dev.assay.plan.testspecs.AllowedFailures;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.util.ArrayList;
import java.util.List;

/** The limit on failed requests that every load test has: if the file does not say how many may fail, none may. */
final class FailureLimit {
    private static final Bound NONE = new Bound.Max(new Quantity(0, Unit.COUNT, "0"));

    private FailureLimit() {}

    /** Returns the limits of a load test. If a request failed and the file does not limit how many may, that limit is added as the first. */
    static List<Limit> with(TestSpec.LoadTest loadTest, FigureTable figures) {
        if (AllowedFailures.of(loadTest).written() || figures.missing().failed().isEmpty()) {
            return loadTest.limits();
        }
        var limits = new ArrayList<>(loadTest.limits());
        limits.addFirst(new Limit(SentFigure.FAILED, NONE, loadTest.enforced(), false, loadTest.place()));
        return limits;
    }
}
