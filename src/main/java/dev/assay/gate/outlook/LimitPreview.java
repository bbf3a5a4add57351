package dev.assay.gate.outlook;

import dev.assay.figures.FigureName;
import dev.assay.figures.ServerFigure;
import dev.assay.gate.checks.SampleSizes;
import dev.assay.gate.comparison.Levels;
import dev.assay.input.Problem;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.Proportion;
import dev.assay.stats.QuantileTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says before a run what the planned number of samples can decide about a limit. */
public final class LimitPreview {
    private static final double LEVEL = 0.95;
    private static final String OPEN = "measured, and INCONCLUSIVE until a limit is set";

    private LimitPreview() {}

    /** Returns the sentence: {@code passes with at most 1 of 49 requests above it}. */
    public static String of(Planned planned, Limit limit) {
        var test = planned.test();
        if (limit.bound() instanceof Bound.Calibrate) {
            return OPEN;
        }
        if (limit.bound() instanceof Bound.OnGpu onGpu) {
            return onGpu.all().stream()
                    .map(bound -> bound + " " + of(planned, limit.with(bound)))
                    .collect(Collectors.joining("; "));
        }
        if (limit.bound() instanceof Bound.Ratio) {
            return "judged as it is, with both load tests of this run";
        }
        if (planned.test() instanceof LogProbabilities texts) {
            return texts(texts, limit);
        }
        if (limit.bound() instanceof Bound.Compared compared) {
            return comparison(planned)
                    .map(preview -> preview.sentence(compared))
                    .orElseGet(() -> new StartsPreview(
                                    planned.test().conditions().repeats(),
                                    Levels.of(planned.deployment().statisticalLimits()))
                            .sentence());
        }
        return decided(test, limit)
                + LimitOutlook.of(limit)
                        .map(outlook -> "; " + outlook.sentence())
                        .orElse("");
    }

    /** Returns a warning for each enforced limit of the test that chance misses too often. */
    public static List<Problem> warnings(TestSpec test) {
        return test.limits().stream()
                .filter(Limit::enforced)
                .flatMap(limit -> LimitOutlook.of(limit).flatMap(LimitOutlook::warning).stream())
                .toList();
    }

    private static Optional<ComparedPreview> comparison(Planned planned) {
        return planned.test() instanceof TestSpec.Accuracy accuracy
                ? Optional.of(ComparedPreview.of(accuracy, planned.deployment().statisticalLimits()))
                : Optional.empty();
    }

    private static String decided(TestSpec test, Limit limit) {
        return switch (test) {
            case Protocol ignored -> throw new IllegalArgumentException("a protocol has no limits");
            case LogProbabilities texts -> texts(texts, limit);
            case TestSpec.LoadTest loadTest -> loadTest(loadTest, limit);
            case TestSpec.Accuracy ignored
            when limit.figure() instanceof ServerFigure -> "judged as it is, over all drafts of the server";
            case TestSpec.Accuracy accuracy -> share(limit.bound(), accuracy.evalset());
        };
    }

    private static String texts(LogProbabilities test, Limit limit) {
        var count = test.texts().texts().size() + " texts";
        return limit.bound() instanceof Bound.Compared
                ? "compared text by text, over " + count
                : "judged as it is, over all tokens of " + count;
    }

    private static String loadTest(TestSpec.LoadTest loadTest, Limit limit) {
        var quantile = FigureName.of(limit).quantile();
        // A limit without a steady window, or on a quantile that too few requests could prove, was refused with the
        // file.
        var n = SampleSizes.judged(loadTest, limit).orElseThrow();
        if (quantile.isEmpty()) {
            return "judged as it is, over "
                    + (limit.window() == Limit.Window.WHOLE ? loadTest.amount(" requests") : n + " requests");
        }
        var p = quantile.getAsDouble();
        return (loadTest.endsByTime() ? "if all are sent, " : "") + quantile(limit.bound(), n, p);
    }

    private static String quantile(Bound bound, int n, double p) {
        return switch (bound) {
            case Bound.Max ignored -> passes(n, p) + " requests above it";
            case Bound.Min ignored -> passes(n, 1 - p) + " requests below it";
            case Bound.Between ignored -> passes(n, p) + " requests above and at most " + most(n, 1 - p) + " below";
            case Bound.OnGpu onGpu -> throw new IllegalArgumentException("several bounds: " + onGpu);
            case Bound.Calibrate ignored -> OPEN;
            case Bound.Compared ignored -> throw new IllegalArgumentException("it is compared");
        };
    }

    private static String passes(int n, double p) {
        var most = most(n, p);
        return most == 0 ? "passes with none of " + n : "passes with at most " + most + " of " + n;
    }

    private static int most(int n, double p) {
        return QuantileTest.allowedOver(n, p).orElseThrow();
    }

    /** Of questions that depend on each other the least is known: as much as of one for each cluster. */
    private static String share(Bound bound, Evalset evalset) {
        var size = evalset.questions().size();
        var n = evalset.clusters();
        var asked = size
                + (evalset.asking().samples() > 1 ? " answers" : size == 1 ? " question" : " questions")
                + (n == size
                        ? "; the 95 % interval "
                        : " in " + n + (n == 1 ? " cluster" : " clusters") + "; at its widest the 95 % interval ");
        return switch (bound) {
            case Bound.Max max ->
                asked + "of a share just there is " + interval(max.quantity().value(), n);
            case Bound.Min min ->
                asked + "of a share just there is " + interval(min.quantity().value(), n);
            case Bound.Between between ->
                asked + "at the low end is " + interval(between.low().value(), n) + ", at the high end "
                        + interval(between.high().value(), n);
            case Bound.OnGpu onGpu -> throw new IllegalArgumentException("several bounds: " + onGpu);
            case Bound.Calibrate ignored -> OPEN;
            case Bound.Compared ignored -> throw new IllegalArgumentException("it is compared");
        };
    }

    private static String interval(double share, int n) {
        var interval = new Proportion((int) Math.round(share * n), n).wilson(LEVEL);
        var half = new BigDecimal((interval.high() - interval.low()) * 50).setScale(1, RoundingMode.HALF_UP);
        return Unit.SHARE.format(interval.low()) + " to " + Unit.SHARE.format(interval.high()) + " (± " + half
                + " points)";
    }
}
