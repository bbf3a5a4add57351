package dev.assay.gate.checks;

import dev.assay.figures.FigureName;
import dev.assay.figures.ServerFigure;
import dev.assay.figures.SteadyWindow;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.stats.QuantileTest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds limits that no result of the planned size could pass. */
public final class SampleSizes {
    private SampleSizes() {}

    /**
     * Returns a problem for each limit on a quantile or on the steady window in a load test with too few requests, and for each limit on a share that
     * no number of the evalset's questions gives.
     */
    static List<Problem> problems(Plan plan) {
        return plan.tests().stream()
                .map(Plan.Planned::test)
                .flatMap(test -> switch (test) {
                    case Protocol ignored -> Stream.of();
                    case LogProbabilities ignored -> Stream.of();
                    case TestSpec.LoadTest loadTest ->
                        loadTest.limits().stream().flatMap(limit -> problem(loadTest, limit).stream());
                    case TestSpec.Accuracy accuracy ->
                        accuracy.limits().stream().flatMap(limit -> problem(accuracy, limit).stream());
                })
                .toList();
    }

    private static Optional<Problem> problem(TestSpec.LoadTest loadTest, Limit limit) {
        var judged = judged(loadTest, limit);
        if (judged.isEmpty()) {
            return Optional.of(new Problem(
                    limit.place(),
                    "'" + limit.figure() + "' of load test [" + loadTest.name() + "] asks for the steady window, "
                            + noSteadyPart(loadTest)));
        }
        var quantile = FigureName.of(limit).quantile();
        if (quantile.isEmpty()) {
            return Optional.empty();
        }
        var needed = needed(limit.bound(), quantile.getAsDouble());
        return needed <= judged.getAsInt()
                ? Optional.empty()
                : Optional.of(new Problem(
                        limit.place(),
                        "'" + limit.figure() + "' of load test [" + loadTest.name()
                                + "] can never pass: it needs at least "
                                + needed + " requests, planned are " + planned(loadTest, limit, judged.getAsInt())
                                + ". Raise " + what(loadTest)
                                + (boundedAbove(limit.bound()) ? " or choose a lower quantile." : ".")));
    }

    private static String noSteadyPart(TestSpec.LoadTest loadTest) {
        return switch (loadTest.pace()) {
            case Pace.Closed closed ->
                "which needs at least " + SteadyWindow.ROUNDS + " × concurrency = "
                        + SteadyWindow.ROUNDS * closed.concurrency() + " requests, planned are " + loadTest.amount("")
                        + ". Raise `requests`, or remove `window`.";
            case Pace.Open ignored ->
                "which only a load test with a `concurrency` has: requests at a rate fill and empty no slots. Remove `window`.";
        };
    }

    /** Returns how many of a load test's requests a limit judges; empty if its window needs more requests. */
    public static OptionalInt judged(TestSpec.LoadTest loadTest, Limit limit) {
        return switch (limit.window()) {
            case WHOLE -> OptionalInt.of(loadTest.requests());
            case STEADY -> SteadyWindow.planned(loadTest);
        };
    }

    private static String planned(TestSpec.LoadTest loadTest, Limit limit, int judged) {
        return switch (limit.window()) {
            case WHOLE -> loadTest.amount("");
            case STEADY -> loadTest.amount("") + ", of which " + judged + " are in the steady window";
        };
    }

    private static String what(TestSpec.LoadTest loadTest) {
        return loadTest.pace() instanceof Pace.Open && loadTest.length().duration() != null
                ? "`duration`"
                : "`requests`";
    }

    /** For an upper limit, a lower quantile needs fewer requests; for a lower limit alone it needs more. */
    private static boolean boundedAbove(Bound bound) {
        return !(bound instanceof Bound.Min || (bound instanceof Bound.OnGpu onGpu && !onGpu.upper()));
    }

    /** A limit with two ends may lie between the shares of two neighbouring numbers of questions. */
    private static Optional<Problem> problem(TestSpec.Accuracy accuracy, Limit limit) {
        if (limit.window() == Limit.Window.STEADY) {
            return Optional.of(new Problem(
                    limit.place(),
                    "'" + limit.figure() + "' of evalset [" + accuracy.evalset().name()
                            + "] cannot judge the steady window: each question counts. Remove `window`."));
        }
        if (limit.figure() instanceof ServerFigure) {
            return Optional.empty();
        }
        var n = accuracy.evalset().questions().size();
        var each = limit.bound() instanceof Bound.OnGpu onGpu ? onGpu.all() : List.of(limit.bound());
        if (each.stream().allMatch(bound -> IntStream.rangeClosed(0, n).anyMatch(k -> bound.allows((double) k / n)))) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                limit.place(),
                "'" + limit.figure() + "' of evalset [" + accuracy.evalset().name()
                        + "] can never pass: no number of its " + n + " questions is a share " + limit.bound()
                        + ". Make the limit wider."));
    }

    private static int needed(Bound bound, double p) {
        return switch (bound) {
            case Bound.Max ignored -> QuantileTest.minimumSamples(p);
            case Bound.Min ignored -> QuantileTest.minimumSamples(1 - p);
            case Bound.Between ignored -> Math.max(QuantileTest.minimumSamples(p), QuantileTest.minimumSamples(1 - p));
            case Bound.OnGpu onGpu -> needed(onGpu.all().getFirst(), p);
            case Bound.Calibrate ignored -> 1;
            case Bound.Compared ignored -> 1;
        };
    }
}
