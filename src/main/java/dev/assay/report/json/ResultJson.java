package dev.assay.report.json;

import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.Scores;
import dev.assay.audits.findings.Finding;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.protocol.CheckResult;
import dev.assay.recording.Recording;
import dev.assay.tools.definitions.ToolFigure;
import dev.assay.tools.definitions.ToolFigures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run's verdicts as {@code result.json}. The same traces give the same bytes under {@code figures} and {@code questions}. */
public final class ResultJson {
    static final String FORMAT = "result/2";
    private static final JsonMapper JSON = Json.MAPPER;

    private ResultJson() {}

    public static String of(RunVerdict run) {
        var json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("run", run.id());
        json.put("target", run.target());
        json.put("partial", run.plan().partial());
        var counts = json.putObject("verdicts");
        run.counts().forEach(counts::put);
        var missing = json.putArray("without_verdict");
        run.missing().forEach(test -> missing.add(test.name()));
        var tests = json.putArray("rows");
        run.tests().forEach(test -> put(tests.addObject(), test));
        return JSON.writeValueAsString(json) + "\n";
    }

    static void put(ObjectNode json, TestVerdict test) {
        json.put("name", test.planned().name());
        json.put("deployment", test.planned().deployment().name());
        json.put("row", test.planned().test().name());
        if (test.planned().test().pace().maxInFlight() != null) {
            json.put("max_in_flight", test.planned().test().pace().maxInFlight());
        }
        if (test.planned().test() instanceof TestSpec.LoadTest loadTest
                && !loadTest.objectives().isEmpty()) {
            var objectives = json.putObject("objectives");
            loadTest.objectives()
                    .forEach(objective -> objectives.put(
                            objective.figure().key(), objective.most().toString()));
        }
        json.put("verdict", test.verdict().word());
        if (test.tolerated()) {
            json.put("tolerated", true);
        }
        json.put("headline", test.headline());
        test.header().ifPresent(header -> put(json, header));
        var limits = json.putArray("limits");
        var repeated = test instanceof TestVerdict.OfRepeats;
        test.limits().forEach(limit -> LimitJson.put(limits.addObject(), limit, repeated));
        var audits = json.putArray("audits");
        test.audits().forEach(finding -> put(audits.addObject(), finding));
        switch (test) {
            case ProtocolVerdict protocol -> put(json.putArray("checks"), protocol.checks());
            case TestVerdict.OfLoadTest loadTest -> {
                put(json.putObject("figures"), loadTest.figures());
                put(json.putObject("steady"), loadTest.steady());
                if (loadTest.counted() != null) {
                    ServerJson.put(json.putObject("server_counts"), loadTest.counted());
                }
                var others = json.putObject("other_tools");
                loadTest.others()
                        .forEach(
                                printout -> put(others.putObject(printout.tool().key()), printout));
            }
            case TextsVerdict texts -> TextsJson.put(json, texts.scores());
            case TestVerdict.OfAccuracy accuracy -> {
                put(json.putObject("outcomes"), accuracy.scores().counts());
                var finishes = json.putObject("finish_reasons");
                accuracy.scores().finishes().counts().forEach((kind, count) -> finishes.put(kind.toString(), count));
                AskingJson.put(json.putObject("asking"), accuracy.asking());
                put(json.putArray("questions"), accuracy.scores());
                RulesJson.put(json.putArray("other_scorers"), accuracy.scores().byRules());
            }
            case TestVerdict.OfRepeats repeats -> RepeatsJson.put(json, repeats);
            case TestVerdict.NotRun ignored -> {}
        }
    }

    private static void put(ObjectNode json, ToolFigures printout) {
        json.put("version", printout.tool().version());
        put(json.putObject("printed"), printout.figures());
    }

    static void put(ObjectNode json, List<ToolFigure> figures) {
        for (var figure : figures) {
            json.put(
                    figure.name(),
                    figure.value() == null ? null : new BigDecimal(figure.value()).setScale(6, RoundingMode.HALF_UP));
        }
    }

    private static void put(ArrayNode json, List<CheckResult> checks) {
        for (var checked : checks) {
            var entry = json.addObject();
            entry.put("check", checked.check().toString());
            entry.put("result", checked.result().name().toLowerCase(Locale.ROOT));
            entry.put("text", checked.text());
        }
    }

    private static void put(ObjectNode json, Recording.Header header) {
        json.put("provenance", header.provenance().toString());
        json.put("measured_at", header.started().toString());
        json.put("seed", header.seed());
        json.set("plan", JSON.valueToTree(header.plan()));
        json.set("server", JSON.valueToTree(header.server()));
    }

    static void put(ObjectNode json, Finding finding) {
        json.put("audit", finding.audit());
        json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.put("text", finding.text());
    }

    private static void put(ObjectNode json, FigureTable figures) {
        for (var figure : figures.all()) {
            var entry = json.putObject(figure.name().key());
            switch (figure) {
                case Figure.Measured measured -> {
                    // Six decimals of a millisecond are the nanoseconds that were stamped.
                    entry.put("value", inUnit(measured.unit(), measured.value()));
                    figures.interval(figure.name())
                            .ifPresent(interval -> entry.putArray("interval_95")
                                    .add(end(measured.unit(), interval.low()))
                                    .add(end(measured.unit(), interval.high())));
                    entry.put("unit", measured.unit().symbol());
                    entry.put("samples", measured.samples());
                }
                case Figure.Undefined undefined -> {
                    entry.put("undefined", undefined.reason());
                    entry.put("unit", undefined.unit().symbol());
                }
            }
        }
    }

    private static void put(ObjectNode json, SteadyWindowFigures steady) {
        switch (steady) {
            case SteadyWindowFigures.None none -> json.put("undefined", none.reason());
            case SteadyWindowFigures.Measured measured -> {
                var window = measured.window();
                json.put("requests", window.requests());
                json.put("ms", millis(window.nanos()));
                json.putObject("ramp").put("requests", window.ramp()).put("ms", millis(window.rampNanos()));
                json.putObject("drain").put("requests", window.drain()).put("ms", millis(window.drainNanos()));
                put(json.putObject("figures"), measured.figures());
            }
        }
    }

    private static BigDecimal millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6);
    }

    /** Returns an end of an interval; null if there are too few samples to bound it. */
    private static @Nullable BigDecimal end(Unit unit, double value) {
        return Double.isInfinite(value) ? null : inUnit(unit, value);
    }

    static BigDecimal inUnit(Unit unit, double number) {
        var value = new BigDecimal(number);
        return (unit == Unit.SHARE ? value.movePointRight(2) : value).setScale(6, RoundingMode.HALF_UP);
    }

    private static void put(ObjectNode json, Map<Outcome, Integer> counts) {
        counts.forEach((outcome, count) -> json.put(outcome.name(), count));
    }

    private static void put(ArrayNode json, Scores scores) {
        for (var scored : scores.all()) {
            var entry = json.addObject();
            entry.put("id", scored.question().id());
            entry.put("outcome", scored.outcome().name());
            entry.put("explanation", scored.explanation());
        }
    }
}
