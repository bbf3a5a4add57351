package dev.assay.gate;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.Statistic;
import dev.assay.gate.Verdict.Fail;
import dev.assay.gate.Verdict.Unmeasured;
import dev.assay.plan.tests.Pace;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import java.util.Set;

/**
 * What the client's own lateness leaves of a limit on a time since a request was due, which holds it. It makes such a time longer, so a PASS
 * stands. A FAIL stands where p99 of the lateness is at most a tenth of what the limit was missed by.
 */
final class LagMargin {
    private static final double MOST = 0.1;
    private static final FigureName LAG = Statistic.P99.of(RequestFigure.SCHEDULE_LAG);
    private static final Set<RequestFigure> SINCE_DUE =
            Set.of(RequestFigure.CLIENT_WAIT, RequestFigure.TTFT_SCHEDULED, RequestFigure.E2E_SCHEDULED);

    private LagMargin() {}

    /** Returns what is left of the verdict on a limit. */
    static LimitVerdict of(TestSpec.LoadTest loadTest, LimitVerdict judged, FigureTable figures) {
        var figure = FigureName.of(judged.limit());
        if (!(loadTest.pace() instanceof Pace.Open)
                || !(judged.verdict() instanceof Fail)
                || SINCE_DUE.stream().noneMatch(each -> figure.base() == each)
                || !(figures.get(figure) instanceof Figure.Measured measured)
                || !(figures.get(LAG) instanceof Figure.Measured lag)) {
            return judged;
        }
        var missedBy = missedBy(
                judged.limit().bound(),
                MissingRequestLimits.decisive(judged.limit().bound(), measured, figures));
        return lag.value() <= MOST * missedBy
                ? judged
                : new LimitVerdict(
                        judged.limit(),
                        new Unmeasured(
                                LAG + " is " + Unit.MILLISECONDS.format(lag.value())
                                        + ", more than a tenth of what the limit was missed by, "
                                        + Unit.MILLISECONDS.format(missedBy),
                                "Lower the rate, or send from a faster machine."),
                        judged.measured(),
                        judged.samples());
    }

    private static double missedBy(Bound bound, double value) {
        return switch (bound) {
            case Bound.Max max -> value - max.quantity().value();
            case Bound.Between between
            when value > between.high().value() -> value - between.high().value();
            // Too short a time is not made by lateness.
            case Bound.Between ignored -> Double.POSITIVE_INFINITY;
            case Bound.Min ignored -> Double.POSITIVE_INFINITY;
            case Bound.Calibrate ignored -> Double.POSITIVE_INFINITY;
        };
    }
}
