package dev.assay.report.ci;

import dev.assay.accuracy.Scores;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.texts.TextFigure;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.recording.Provenance;
import dev.assay.stats.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The figures of a run that other tools draw over time: the usual ones of each test, and those with a limit. */
final class ShownFigures {
    private static final Set<String> STATISTICS = Set.of("mean", "p50", "p90", "p99");
    private static final Set<String> OF_REQUESTS = Set.of("ttft", "itl", "tpot", "e2e");
    private static final Set<String> OF_RUNS = Set.of("qps", "output-tps", "failed-share");
    private static final String ACCURACY = "accuracy";

    private ShownFigures() {}

    /** Returns the figures in the order of the tests. One that cannot be used has a reason in place of a value. */
    static List<ShownFigure> of(RunVerdict run) {
        return run.tests().stream()
                .flatMap(test -> names(test).map(figure -> of(test, figure)))
                .toList();
    }

    private static Stream<NamedFigure> names(TestVerdict test) {
        var limited = test.planned().test().limits().stream()
                .map(Limit::figure)
                .distinct()
                .toList();
        var all = switch (test.planned().test()) {
            case TestSpec.LoadTest ignored -> FigureName.all().stream();
            case TestSpec.Accuracy ignored -> Scores.LIMITED.stream();
            case LogProbabilities ignored -> Stream.of(TextFigure.values());
            case Protocol ignored -> Stream.<NamedFigure>empty();
        };
        return all.map(NamedFigure.class::cast).filter(figure -> isUsual(figure) || limited.contains(figure));
    }

    private static boolean isUsual(NamedFigure figure) {
        if (figure instanceof FigureName.OfRequests(var base, var statistic)) {
            return OF_REQUESTS.contains(base.key()) && STATISTICS.contains(statistic.key());
        }
        return OF_RUNS.contains(figure.key()) || figure.key().equals(ACCURACY) || figure == TextFigure.NLL;
    }

    private static ShownFigure of(TestVerdict test, NamedFigure figure) {
        return unusable(test, figure)
                .map(reason -> ShownFigure.without(test, figure, reason))
                .orElseGet(() -> value(test, figure));
    }

    /** Returns why a figure must not be drawn although it may have a value. */
    private static Optional<String> unusable(TestVerdict test, NamedFigure figure) {
        if (test.header()
                .filter(header -> header.provenance() == Provenance.MODELLED)
                .isPresent()) {
            return Optional.of("it is modelled");
        }
        if (test.verdict() instanceof Verdict.Unmeasured) {
            return Optional.of("the test is UNMEASURED");
        }
        if (test.planned().test().limits().isEmpty() && test.planned().test() instanceof TestSpec.Accuracy) {
            return Optional.of("only some questions were asked");
        }
        return test.limits().stream()
                .filter(limit -> ofWholeTest(limit, figure))
                .map(LimitVerdict::verdict)
                .flatMap(verdict -> verdict instanceof Verdict.Unmeasured unmeasured
                        ? Stream.of(unmeasured.reason())
                        : Stream.empty())
                .findFirst();
    }

    /** Returns whether a limit is on this figure of the whole test, not of its steady window. */
    static boolean ofWholeTest(LimitVerdict limit, NamedFigure figure) {
        return limit.limit().window() == Limit.Window.WHOLE
                && limit.limit().figure().equals(figure);
    }

    private static ShownFigure value(TestVerdict test, NamedFigure figure) {
        return switch (test) {
            case TestVerdict.OfLoadTest loadTest -> of(test, loadTest.figures().get((FigureName) figure));
            case TestVerdict.OfAccuracy accuracy ->
                figure instanceof FigureName
                        ? of(test, accuracy.scores().acceptLength())
                        : accuracy.scores()
                                .figure(figure)
                                .map(share -> ShownFigure.of(test, figure, share.value(), share.of()))
                                .orElseGet(() -> ShownFigure.without(test, figure, "no question was answered"));
            case TextsVerdict texts ->
                ((TextFigure) figure)
                        .of(texts.scores())
                        .map(value -> ShownFigure.of(
                                test, figure, value, texts.scores().tokens()))
                        .orElseGet(() -> ShownFigure.without(test, figure, "no text has a log-probability"));
            case TestVerdict.OfRepeats repeats ->
                values(repeats, figure)
                        .map(values -> over(test, figure, values))
                        .orElseGet(() -> ShownFigure.without(test, figure, "no repeat has it"));
            case ProtocolVerdict ignored -> ShownFigure.without(test, figure, "a protocol test has no figures");
            case TestVerdict.NotRun ignored -> ShownFigure.without(test, figure, "nothing was sent");
        };
    }

    private static ShownFigure of(TestVerdict test, Figure figure) {
        return switch (figure) {
            case Figure.Measured measured ->
                ShownFigure.of(test, measured.name(), measured.value(), measured.samples());
            case Figure.Undefined undefined -> ShownFigure.without(test, undefined.name(), undefined.reason());
        };
    }

    private static Optional<Sample> values(TestVerdict.OfRepeats repeats, NamedFigure figure) {
        return switch (figure) {
            case FigureName name
            when repeats.planned().test() instanceof TestSpec.LoadTest ->
                repeats.figures().values(name);
            case Scores.EvalsetFigure share -> repeats.scores().values(share);
            case TextFigure text ->
                Optional.of(repeats.texts(text)).filter(all -> all.length > 0).map(Sample::of);
            default -> Optional.empty();
        };
    }

    private static ShownFigure over(TestVerdict test, NamedFigure figure, Sample values) {
        if (values.values().anyMatch(value -> !Double.isFinite(value))) {
            return ShownFigure.without(test, figure, "its value is not finite");
        }
        var sd = values.sd();
        return new ShownFigure(
                test, figure, values.mean(), sd.isPresent() ? sd.getAsDouble() : null, values.size(), "");
    }

    /** Returns a line for each reason why figures of a test have no value: the test, the figures, the reason. */
    static List<String> leftOut(List<ShownFigure> figures) {
        var byReason = new LinkedHashMap<List<String>, List<String>>();
        figures.stream()
                .filter(each -> each.value() == null)
                .forEach(each -> byReason.computeIfAbsent(
                                List.of(each.test().planned().name(), each.reason()), key -> new ArrayList<>())
                        .add(each.figure().key()));
        return byReason.entrySet().stream()
                .map(each -> {
                    var test = each.getKey().getFirst();
                    var all = figures.stream()
                            .filter(figure -> figure.test().planned().name().equals(test))
                            .count();
                    var names = each.getValue().size() == all ? "all figures" : String.join(", ", each.getValue());
                    return test + ": " + names + ": " + each.getKey().getLast();
                })
                .toList();
    }
}
