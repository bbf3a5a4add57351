package dev.assay.gate;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import dev.assay.figures.Statistic;
import dev.assay.gate.Verdict.Fail;
import dev.assay.gate.Verdict.Inconclusive;
import dev.assay.gate.Verdict.Pass;
import dev.assay.gate.Verdict.Unmeasured;
import dev.assay.spec.Bound;
import dev.assay.spec.Limit;
import dev.assay.stats.QuantileTest;
import dev.assay.stats.Sample;
import java.util.OptionalDouble;

/**
 * A cell's limits. A mean, an extreme or a rate is judged as it is. A quantile is a test on the requests beyond the limit: it passes only
 * if they are few enough to prove, at a one-sided 95 %, that the quantile lies within.
 */
final class CellLimits {
    private CellLimits() {}

    static LimitVerdict judge(Limit limit, FigureTable figures) {
        return switch (figures.get(limit.figure())) {
            case Figure.Undefined undefined ->
                new LimitVerdict(limit, new Unmeasured(undefined.reason(), "See the traces."), "has no value", 0);
            case Figure.Measured measured ->
                new LimitVerdict(
                        limit,
                        verdict(limit, measured, figures),
                        measured.unit().format(measured.value()),
                        measured.samples());
        };
    }

    private static Verdict verdict(Limit limit, Figure.Measured measured, FigureTable figures) {
        if (!Double.isFinite(measured.value()) || measured.value() < 0) {
            return new Unmeasured("no such value is possible", "See the traces.");
        }
        if (!limit.bound().allows(measured.value())) {
            return new Fail();
        }
        var quantile = Statistic.in(limit.figure()).map(Statistic::quantile).orElse(OptionalDouble.empty());
        return quantile.isEmpty()
                ? new Pass()
                : proven(limit.bound(), figures.sample(limit.figure()).orElseThrow(), quantile.getAsDouble());
    }

    private static Verdict proven(Bound bound, Sample sample, double p) {
        return switch (bound) {
            case Bound.Max max -> above(sample, max.quantity().value(), p);
            case Bound.Min min -> below(sample, min.quantity().value(), p);
            case Bound.Between between -> {
                var high = above(sample, between.high().value(), p);
                yield high instanceof Pass ? below(sample, between.low().value(), p) : high;
            }
        };
    }

    private static Verdict above(Sample sample, double limit, double p) {
        return few(sample.countAbove(limit), sample.size(), p, "above");
    }

    private static Verdict below(Sample sample, double limit, double p) {
        var below = (int) sample.values().filter(value -> value < limit).count();
        return few(below, sample.size(), 1 - p, "below");
    }

    private static Verdict few(int beyond, int n, double p, String where) {
        if (QuantileTest.proves(beyond, n, p)) {
            return new Pass();
        }
        return new Inconclusive(
                beyond + " of " + n + " requests lie " + where + " the limit, too many to prove it at 95 %",
                "With as many beyond it, " + QuantileTest.minimumSamples(beyond, p) + " requests would decide.");
    }
}
