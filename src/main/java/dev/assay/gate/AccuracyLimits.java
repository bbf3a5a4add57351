package dev.assay.gate;

import dev.assay.accuracy.Scores;
import dev.assay.figures.Figure;
import dev.assay.figures.ServerFigure;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.Proportion;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges the limits of an evalset. Each is on a share of all questions that were asked, shown with its Wilson interval, or on what the server counted
 * meanwhile.
 */
final class AccuracyLimits {
    private AccuracyLimits() {}

    static LimitVerdict judge(Limit limit, Scores scores) {
        return limit.figure() instanceof ServerFigure
                ? ofServer(limit, scores.acceptLength())
                : ofQuestions(limit, scores);
    }

    /** Returns the value that a limit judges; empty if it has none. */
    static Optional<Double> value(Limit limit, Scores scores) {
        return limit.figure() instanceof ServerFigure
                ? scores.acceptLength() instanceof Figure.Measured measured
                        ? Optional.of(measured.value())
                        : Optional.empty()
                : scores.figure(limit.figure()).map(Scores.Share::value);
    }

    private static LimitVerdict ofServer(Limit limit, Figure figure) {
        return switch (figure) {
            case Figure.Measured measured ->
                new LimitVerdict(
                        limit,
                        verdict(limit.bound(), 0, measured.value()),
                        LimitVerdict.shown(limit.bound(), measured),
                        measured.samples());
            case Figure.Undefined undefined ->
                new LimitVerdict(
                        limit,
                        new Unmeasured(undefined.reason(), "See docs/thresholds.md, what the server counts."),
                        "has no value",
                        0);
        };
    }

    private static LimitVerdict ofQuestions(Limit limit, Scores scores) {
        var figure = scores.figure(limit.figure());
        if (figure.isEmpty()) {
            return new LimitVerdict(
                    limit, new Unmeasured("no question was answered", "See the traces."), "has no value", 0);
        }
        var share = figure.get();
        var proportion = new Proportion(share.count(), share.of());
        var interval = share.interval();
        var measured = String.format(
                Locale.ROOT,
                "%d/%d (95 %% interval %s to %s)",
                share.count(),
                share.of(),
                Unit.SHARE.format(interval.low()),
                Unit.SHARE.format(interval.high()));
        return new LimitVerdict(limit, verdict(limit.bound(), 0, proportion.value()), measured, share.of());
    }

    /** Returns the verdict that a bound gets if a value is larger by {@code by}, which can be infinite. */
    static Verdict verdict(Bound bound, double by, double value) {
        if (bound instanceof Bound.Calibrate && Double.isFinite(by)) {
            return Inconclusive.NO_LIMIT;
        }
        return bound.allows(value + by) ? new Pass() : new Fail();
    }
}
