package dev.assay.gate;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.SentFigure;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.stats.QuantileTest;
import dev.assay.stats.Sample;
import java.util.OptionalDouble;

/**
 * Judges the limits of a load test. A mean, an extreme or a rate is compared with the limit. A limit on a quantile is a test on the number of
 * requests beyond the limit: it passes only if they are few enough to prove, with one-sided 95 % confidence, that the quantile keeps the limit.
 * If a request has many values of a figure, such as {@code itl}, it is beyond the limit if its own quantile is, because the gaps of one request are
 * not independent.
 */
final class LoadTestLimits {
    private LoadTestLimits() {}

    /** Judges a limit in its window. Without a steady window it judges the whole run, and says so. */
    static LimitVerdict judge(Limit limit, FigureTable whole, SteadyWindowFigures steady) {
        var judged = judge(limit, steady.judged(limit, whole));
        return switch (limit.window()) {
            case WHOLE -> judged;
            case STEADY ->
                switch (steady) {
                    case SteadyWindowFigures.Measured ignored -> judged;
                    case SteadyWindowFigures.None none ->
                        new LimitVerdict(
                                limit,
                                judged.verdict(),
                                judged.measured() + " of the whole run, as " + none.reason(),
                                judged.samples());
                };
        };
    }

    static LimitVerdict judge(Limit limit, FigureTable figures) {
        return switch (figures.get(FigureName.of(limit))) {
            case Figure.Undefined undefined ->
                new LimitVerdict(limit, new Unmeasured(undefined.reason(), "See the traces."), "has no value", 0);
            case Figure.Measured measured ->
                new LimitVerdict(
                        limit,
                        verdict(limit.bound(), 0, measured, figures),
                        LimitVerdict.shown(limit.bound(), measured)
                                + proof(limit.bound(), measured, figures)
                                + without(measured, figures),
                        measured.samples() + beyond(measured, figures));
        };
    }

    /** Returns the proven bound of a quantile on the side of the limit, or its interval for a limit to calibrate. Empty for other figures. */
    private static String proof(Bound bound, Figure.Measured measured, FigureTable figures) {
        var quantile = quantile(measured);
        if (quantile.isEmpty()) {
            return "";
        }
        var sample = figures.sample(measured.name()).orElseThrow();
        var failed = beyond(measured, figures);
        var low = QuantileTest.lowerBound(sample, failed, quantile.getAsDouble());
        var high = QuantileTest.upperBound(sample, failed, quantile.getAsDouble());
        var unit = measured.unit();
        return switch (bound) {
            case Bound.Max ignored -> proof(high, "at most " + unit.format(high));
            case Bound.Min ignored -> proof(low, "at least " + unit.format(low));
            case Bound.Between ignored ->
                proof(low, "at least " + unit.format(low)) + proof(high, "at most " + unit.format(high));
            case Bound.OnGpu onGpu -> throw new IllegalArgumentException("several bounds: " + onGpu);
            case Bound.Calibrate ignored ->
                figures.interval(measured.name())
                        .filter(interval -> interval.low() < interval.high())
                        .map(interval -> " (95 % interval " + unit.range(interval.low(), interval.high()) + ")")
                        .orElse("");
            case Bound.Compared ignored -> "";
        };
    }

    private static String proof(double end, String text) {
        return Double.isFinite(end) ? " (proven " + text + " at 95 %)" : " (not bounded at 95 %)";
    }

    /** Returns how failed requests ended, for a figure of failures. For another figure, how many failed requests are left out or count as beyond. */
    private static String without(Figure.Measured measured, FigureTable figures) {
        var missing = figures.missing();
        if (missing.failed().isEmpty()) {
            return "";
        }
        if (measured.name() instanceof SentFigure) {
            return " of " + missing.sent() + ": " + missing.endings();
        }
        if (!(measured.name() instanceof FigureName.OfRequests)) {
            return "";
        }
        var failed = missing.failed().size() + " failed " + (missing.failed().size() == 1 ? "request" : "requests");
        return beyond(measured, figures) > 0 ? " with " + failed + " as beyond the limit" : " without " + failed;
    }

    /** Returns how many requests count as beyond a limit on a quantile. */
    private static int beyond(Figure.Measured measured, FigureTable figures) {
        return quantile(measured).isPresent() ? figures.missing().beyond() : 0;
    }

    private static OptionalDouble quantile(Figure.Measured figure) {
        return figure.name().quantile();
    }

    /**
     * Returns the verdict that a bound gets if all values of a figure are larger by {@code by}. If that is infinite there is no sample to test:
     * the bound allows it, or not.
     *
     * @param by in the figure's unit; 0 for the verdict on what was measured
     */
    static Verdict verdict(Bound bound, double by, Figure.Measured measured, FigureTable figures) {
        if (Double.isInfinite(by)) {
            return bound.allows(by) ? new Pass() : new Fail();
        }
        if (bound instanceof Bound.Calibrate) {
            return Inconclusive.NO_LIMIT;
        }
        if (!bound.allows(measured.value() + by)) {
            return new Fail();
        }
        var quantile = quantile(measured);
        return quantile.isEmpty()
                ? new Pass()
                : proven(
                        bound,
                        figures.sample(measured.name()).orElseThrow().plus(by),
                        beyond(measured, figures),
                        quantile.getAsDouble());
    }

    /** @param failed how many failed requests count as beyond the limit, besides those of the sample */
    static Verdict proven(Bound bound, Sample sample, int failed, double p) {
        return switch (bound) {
            case Bound.Max max -> above(sample, failed, max.quantity().value(), p);
            case Bound.Min min -> below(sample, failed, min.quantity().value(), p);
            case Bound.Between between -> {
                var high = above(sample, failed, between.high().value(), p);
                yield high instanceof Pass ? below(sample, failed, between.low().value(), p) : high;
            }
            case Bound.OnGpu onGpu -> throw new IllegalArgumentException("several bounds: " + onGpu);
            case Bound.Calibrate ignored -> Inconclusive.NO_LIMIT;
            case Bound.Compared ignored -> throw new IllegalArgumentException("it is judged against a reference");
        };
    }

    private static Verdict above(Sample sample, int failed, double limit, double p) {
        return sample.quantileWith(0, failed, p) > limit
                ? new Fail()
                : few(sample.countAbove(limit) + failed, sample.size() + failed, p, "above");
    }

    private static Verdict below(Sample sample, int failed, double limit, double p) {
        var below = (int) sample.values().filter(value -> value < limit).count();
        return sample.quantileWith(failed, 0, p) < limit
                ? new Fail()
                : few(below + failed, sample.size() + failed, 1 - p, "below");
    }

    private static Verdict few(int beyond, int n, double p, String where) {
        if (QuantileTest.proves(beyond, n, p)) {
            return new Pass();
        }
        var most = QuantileTest.allowedOver(n, p);
        return new Inconclusive(
                beyond + " of " + n + " requests lie " + where + " the limit, "
                        + (most.isPresent() ? "at most " + most.getAsInt() + " may" : "too few for a proof")
                        + " to be 95 % sure that it is kept",
                "With no more than " + beyond + " there, " + QuantileTest.minimumSamples(beyond, p)
                        + " requests would prove it.");
    }
}
