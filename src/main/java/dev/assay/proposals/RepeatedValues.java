package dev.assay.proposals;

import dev.assay.accuracy.ScoredQuestion;
import dev.assay.accuracy.Scores;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.texts.TextFigure;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.starts.StartValue;
import dev.assay.stats.QuantileTest;
import dev.assay.stats.Sample;
import dev.assay.stats.Uncertainty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads from the repeats of a test what each of them would have needed of a limit to pass: the figure itself; of a quantile what its requests prove; and
 * where the measurement may be off, the end on the worse side.
 *
 * @param test all of whose repeats are sound
 */
record RepeatedValues(TestVerdict.OfRepeats test) {
    /** What one repeat gave. */
    private sealed interface One {
        record Value(double value) implements One {}

        record None(String reason) implements One {}
    }

    /** Returns what the repeats gave for one limit that has a worse side. */
    RunValues of(Limit limit, boolean upper) {
        var values = new ArrayList<Double>();
        for (var i = 0; i < test.repeats().size(); i++) {
            switch (one(i, limit, upper)) {
                case One.Value(var value) -> values.add(value);
                case One.None(var reason) -> {
                    return new RunValues.Unknown(
                            "repeat " + test.repeats().get(i).number() + " gave no value for it: " + reason);
                }
            }
        }
        return new RunValues.Known(Sample.of(values.stream().mapToDouble(Double::doubleValue)), byQuestion(limit));
    }

    private One one(int index, Limit limit, boolean upper) {
        return switch (test.repeats().get(index).alone()) {
            case TestVerdict.OfLoadTest loadTest -> ofLoadTest(loadTest, limit, upper, by(index, limit));
            case TextsVerdict texts -> ofTexts(texts, limit);
            case TestVerdict.OfAccuracy accuracy -> ofAccuracy(accuracy.scores(), limit, questions());
            case ProtocolVerdict ignored -> new One.None("a protocol test has no limits");
            case TestVerdict.OfRepeats ignored -> new One.None("a repeat has no repeats");
            case TestVerdict.NotRun notRun -> new One.None(notRun.verdict().reason());
        };
    }

    /** Returns how far the true value may lie from the measured one. */
    private Uncertainty by(int index, Limit limit) {
        return Optional.ofNullable(test.set().starts().get(index).values().get(limit.value()))
                .map(StartValue::by)
                .orElse(Uncertainty.NONE);
    }

    private static One ofLoadTest(TestVerdict.OfLoadTest test, Limit limit, boolean upper, Uncertainty by) {
        var figures = test.steady().judged(limit, test.figures());
        var name = FigureName.of(limit);
        return switch (figures.get(name)) {
            case Figure.Undefined undefined -> new One.None(undefined.reason());
            case Figure.Measured measured -> {
                var value = measured.value();
                if (name.quantile().isPresent()) {
                    var sample = figures.sample(name).orElseThrow();
                    var failed = figures.missing().beyond();
                    value = upper
                            ? QuantileTest.upperBound(
                                    sample, failed, name.quantile().getAsDouble())
                            : QuantileTest.lowerBound(
                                    sample, failed, name.quantile().getAsDouble());
                }
                var end = upper ? value + by.above() : value - by.below();
                yield Double.isFinite(end)
                        ? new One.Value(end)
                        : new One.None(
                                Double.isFinite(value)
                                        ? "nobody knows how far the true value lies from the measured one"
                                        : "its requests prove no bound");
            }
        };
    }

    private int questions() {
        return test.planned().test() instanceof TestSpec.Accuracy accuracy
                ? accuracy.evalset().questions().size()
                : 0;
    }

    private static One ofTexts(TextsVerdict test, Limit limit) {
        return limit.figure() instanceof TextFigure figure
                ? figure.of(test.scores())
                        .<One>map(One.Value::new)
                        .orElseGet(() -> new One.None("no text has log-probabilities"))
                : new One.None("it is a figure of another test");
    }

    private static One ofAccuracy(Scores scores, Limit limit, int questions) {
        if (!(limit.figure() instanceof Scores.EvalsetFigure)) {
            return scores.acceptLength() instanceof Figure.Measured measured
                    ? new One.Value(measured.value())
                    : new One.None("the server did not count it");
        }
        if (!scores.notMeasured().isEmpty()) {
            return new One.None(
                    "question " + scores.notMeasured().getFirst().question().id() + " has no answer");
        }
        if (scores.all().size() < questions) {
            return new One.None("only " + scores.all().size() + " of its " + questions + " questions were asked");
        }
        return scores.figure(limit.figure())
                .<One>map(share -> new One.Value(share.value()))
                .orElseGet(() -> new One.None("no question was answered"));
    }

    /** Returns how many questions counted in none, in one, … in all of the repeats; none if the figure is no share of questions. */
    private List<Integer> byQuestion(Limit limit) {
        return limit.figure() instanceof Scores.EvalsetFigure share
                ? share.counts().map(this::byQuestion).orElse(List.of())
                : List.of();
    }

    private List<Integer> byQuestion(Predicate<ScoredQuestion> counts) {
        var times = new HashMap<String, Integer>();
        for (var repeat : test.repeats()) {
            if (repeat.alone() instanceof TestVerdict.OfAccuracy accuracy) {
                accuracy.scores()
                        .all()
                        .forEach(each -> times.merge(each.question().id(), counts.test(each) ? 1 : 0, Integer::sum));
            }
        }
        var byRuns = new ArrayList<>(Collections.nCopies(test.repeats().size() + 1, 0));
        times.values().forEach(count -> byRuns.set(count, byRuns.get(count) + 1));
        return byRuns;
    }
}
