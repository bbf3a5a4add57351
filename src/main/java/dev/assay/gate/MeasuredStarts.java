package dev.assay.gate;

import dev.assay.accuracy.Outcome;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.input.Location;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.recording.Recording;
import dev.assay.recording.RequestedTokens;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.StartValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Makes plain values of a recording, to be compared with those of other starts. */
public final class MeasuredStarts {
    /** The condition that says how many tokens all prompts have together, where their lengths are drawn. */
    public static final String INPUT_TOKENS = "input tokens in all";
    /** The condition that says how many tokens were asked for in all answers together, where their lengths are drawn. */
    public static final String OUTPUT_TOKENS = "output tokens in all";

    private MeasuredStarts() {}

    /**
     * Returns the values of a recording: those of every figure that has a value, with what may be wrong with it, or the outcome of every question.
     *
     * @param source where it was measured, for people
     */
    public static MeasuredStart of(Planned planned, Recording recording, String source) {
        return switch (planned.test()) {
            case Protocol ignored -> throw new IllegalArgumentException("the probes of a protocol are not compared");
            case TestSpec.LoadTest loadTest -> {
                var measurement = LoadTestMeasurement.of(planned, loadTest, recording);
                var limits = Arrays.stream(Limit.Window.values())
                        .flatMap(window -> FigureName.all().stream().map(figure -> on(figure, window)))
                        .toList();
                yield of(measurement, limits, source);
            }
            case TestSpec.Accuracy accuracy -> of(AccuracyMeasurement.of(planned, accuracy, recording), source);
        };
    }

    /** Returns the outcome of every question that was answered. */
    static MeasuredStart of(AccuracyMeasurement measurement, String source) {
        var answers = new LinkedHashMap<String, Boolean>();
        measurement.scores().all().stream()
                .filter(each -> each.outcome().measured())
                .forEach(each -> answers.put(each.question().id(), each.outcome() == Outcome.CORRECT));
        return start(measurement.recording(), source, Map.of(), answers, measurement.findings());
    }

    /** Returns the values that these limits of a load test judge. */
    static MeasuredStart of(LoadTestMeasurement measurement, List<Limit> limits, String source) {
        var values = new LinkedHashMap<String, StartValue>();
        for (var limit : limits) {
            if (measurement.judged(limit).get(FigureName.of(limit)) instanceof Figure.Measured measured) {
                values.put(
                        limit.value(),
                        new StartValue(
                                measured.value(),
                                new Belief(measurement.causes(limit).all()).total()));
            }
        }
        return start(measurement.recording(), source, values, Map.of(), measurement.findings());
    }

    private static MeasuredStart start(
            Recording recording,
            String source,
            Map<String, StartValue> values,
            Map<String, Boolean> answers,
            Findings findings) {
        return new MeasuredStart(
                source,
                recording.header().started(),
                recording.header().serverStart(),
                conditions(recording),
                values,
                answers,
                findings.spoilt());
    }

    private static Map<String, String> conditions(Recording recording) {
        var conditions = new LinkedHashMap<>(recording.header().plan());
        recording.header().server().forEach((fact, text) -> {
            if (!fact.equals(Recording.Header.STARTUP) && !fact.equals(Recording.Header.SERVER_START)) {
                conditions.put("server " + fact, text);
            }
        });
        // With lengths that are drawn, the plan does not say how many tokens were asked for.
        var asked = recording.header().asked();
        if (!asked.isEmpty()) {
            conditions.put(INPUT_TOKENS, sum(asked, RequestedTokens::inputTokens));
            conditions.put(OUTPUT_TOKENS, sum(asked, RequestedTokens::outputTokens));
        }
        return conditions;
    }

    private static String sum(Map<String, RequestedTokens> asked, ToLongFunction<RequestedTokens> tokens) {
        return Long.toString(asked.values().stream().mapToLong(tokens).sum());
    }

    /** A limit that only names a figure: its bound tests no quantile. */
    private static Limit on(FigureName figure, Limit.Window window) {
        var nowhere = Location.commandLine();
        var bound = new Bound.Regression(new Against(Against.BASELINE, nowhere), Margin.NONE, Margin.NONE);
        return new Limit(figure, bound, window, true, false, false, nowhere);
    }
}
