package dev.assay.gate;

import dev.assay.accuracy.Outcome;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.Statistic;
import dev.assay.input.Location;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.recording.Recording;
import dev.assay.starts.Difference;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.MeasuredText;
import dev.assay.starts.StartValue;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes plain values of a recording, to be compared with those of other starts. */
public final class MeasuredStarts {
    private MeasuredStarts() {}

    /**
     * Returns the values of a recording: those of every figure that has a value, with what may be wrong with it, the outcome of every question, or the
     * log-probabilities of every text.
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
            case LogProbabilities texts -> of(TextsMeasurement.of(planned, texts, recording), source);
            case TestSpec.Accuracy accuracy -> of(AccuracyMeasurement.of(planned, accuracy, recording), source);
        };
    }

    /** Returns the outcome of every question that was answered. */
    static MeasuredStart of(AccuracyMeasurement measurement, String source) {
        var answers = new LinkedHashMap<String, Boolean>();
        measurement.scores().all().stream()
                .filter(each -> each.outcome().measured())
                .forEach(each -> answers.put(each.question().id(), each.outcome() == Outcome.CORRECT));
        var recording = measurement.recording();
        return start(
                recording, source, conditions(recording.header()), Map.of(), answers, Map.of(), measurement.findings());
    }

    /** Returns the log-probabilities of every text that has them. */
    static MeasuredStart of(TextsMeasurement measurement, String source) {
        var texts = new LinkedHashMap<String, MeasuredText>();
        measurement.scores().all().forEach(each -> texts.put(each.id(), MeasuredText.of(each)));
        var recording = measurement.recording();
        return start(
                recording, source, conditions(recording.header()), Map.of(), Map.of(), texts, measurement.findings());
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
        var recording = measurement.recording();
        var conditions = new LinkedHashMap<>(conditions(recording.header()));
        // Where lengths are drawn, or a server may stop early, the plan does not say how many tokens there were.
        tokens(measurement, RequestFigure.INPUT_TOKENS)
                .ifPresent(count -> conditions.put(Difference.INPUT_TOKENS, count));
        tokens(measurement, RequestFigure.OUTPUT_TOKENS)
                .ifPresent(count -> conditions.put(Difference.OUTPUT_TOKENS, count));
        return start(recording, source, conditions, values, Map.of(), Map.of(), measurement.findings());
    }

    /** Returns how many tokens all requests had together; empty if the server did not say. */
    private static Optional<String> tokens(LoadTestMeasurement measurement, RequestFigure figure) {
        return measurement.figures().get(Statistic.MEAN.of(figure)) instanceof Figure.Measured mean
                ? Optional.of(Long.toString(Math.round(mean.value() * mean.samples())))
                : Optional.empty();
    }

    private static MeasuredStart start(
            Recording recording,
            String source,
            Map<String, String> conditions,
            Map<String, StartValue> values,
            Map<String, Boolean> answers,
            Map<String, MeasuredText> texts,
            Findings findings) {
        return new MeasuredStart(
                source,
                recording.header().started(),
                recording.header().serverStart(),
                conditions,
                values,
                answers,
                texts,
                findings.spoilt());
    }

    /** Returns the facts of a recording's header that could change a score or a time; those of the server begin with "server ". */
    public static Map<String, String> conditions(Recording.Header header) {
        var conditions = new LinkedHashMap<>(header.plan());
        header.server().forEach((fact, text) -> {
            if (!fact.equals(Recording.Header.STARTUP) && !fact.equals(Recording.Header.SERVER_START)) {
                conditions.put("server " + fact, text);
            }
        });
        return conditions;
    }

    /** A limit that only names a figure: its bound tests no quantile. */
    private static Limit on(FigureName figure, Limit.Window window) {
        var nowhere = Location.commandLine();
        var bound = new Bound.Regression(new Against(Against.BASELINE, nowhere), Margin.NONE, Margin.NONE);
        return new Limit(figure, bound, window, true, false, false, nowhere);
    }
}
