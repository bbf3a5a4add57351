package dev.assay.gate;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import dev.assay.figures.PossibleValues;
import dev.assay.figures.SentFigure;
import dev.assay.gate.Verdict.Fail;
import dev.assay.gate.Verdict.Unmeasured;
import dev.assay.plan.tests.AllowedFailures;
import dev.assay.plan.tests.Limit;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.util.ArrayList;
import java.util.List;

/** What the requests that the server failed, or that were not sent since it had failed too many, leave of the limits of a load test. */
final class MissingRequestLimits {
    private static final Bound NONE = new Bound.Max(new Quantity(0, Unit.COUNT, "0"));

    private static final String REMEDY =
            "See why the server failed them, or allow some to fail with a limit on '" + AllowedFailures.FAILED + "'.";

    private MissingRequestLimits() {}

    /** Returns a cell's limits. Where the file does not limit how many may fail, none may, and the first of them says so where one did. */
    static List<Limit> limits(TestSpec.LoadTest loadTest, FigureTable figures) {
        if (AllowedFailures.of(loadTest).written() || figures.missing().failed().isEmpty()) {
            return loadTest.limits();
        }
        var limits = new ArrayList<>(loadTest.limits());
        limits.addFirst(new Limit(SentFigure.FAILED, NONE, loadTest.enforced(), false, loadTest.place()));
        return limits;
    }

    /** Returns whether some are missing behind a figure, and the file does not allow so many. */
    static boolean forbidden(FigureTable figures, Figure.Measured measured) {
        return !figures.missing().allowed() && figures.lacks(measured.name());
    }

    /** Returns the value that decides a limit: of all that the figure could have had, the one that keeps it best. */
    static double decisive(Bound bound, Figure.Measured measured, FigureTable figures) {
        if (!forbidden(figures, measured)) {
            return measured.value();
        }
        var possible = figures.possible(measured);
        return switch (bound) {
            case Bound.Max ignored -> possible.low();
            case Bound.Min ignored -> possible.high();
            case Bound.Between between -> possible.low() > between.high().value() ? possible.low() : possible.high();
            case Bound.Calibrate ignored -> measured.value();
        };
    }

    /** Returns the verdict on a limit where more are missing than the file allows: it is missed where nothing that they could have had keeps it. */
    static Verdict verdict(Bound bound, Figure.Measured measured, FigureTable figures) {
        var possible = figures.possible(measured);
        return missed(bound, possible) ? new Fail() : new Unmeasured(reason(possible, measured, figures), REMEDY);
    }

    private static boolean missed(Bound bound, PossibleValues possible) {
        return switch (bound) {
            case Bound.Max max -> possible.low() > max.quantity().value();
            case Bound.Min min -> possible.high() < min.quantity().value();
            case Bound.Between between ->
                possible.low() > between.high().value()
                        || possible.high() < between.low().value();
            case Bound.Calibrate ignored -> false;
        };
    }

    private static String reason(PossibleValues possible, Figure.Measured measured, FigureTable figures) {
        var missing = figures.missing();
        var unit = measured.unit();
        return missing.count() + " of " + (missing.sent() + missing.unsent())
                + " requests are missing, and with them it could be " + unit.range(possible.low(), possible.high());
    }
}
