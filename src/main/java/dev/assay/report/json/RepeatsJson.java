package dev.assay.report.json;

import dev.assay.accuracy.Scores;
import dev.assay.accuracy.repeats.RepeatedScores;
import dev.assay.figures.FigureName;
import dev.assay.figures.RepeatedFigures;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The repeats of a test, and its figures over them, for {@code result.json}. */
final class RepeatsJson {
    private RepeatsJson() {}

    static void put(ObjectNode json, TestVerdict.OfRepeats test) {
        put(json.putArray("repeats"), test.repeats());
        put(json.putArray("superseded"), test.superseded());
        var set = json.putObject("set");
        set.put("sound", test.sound().size());
        set.put("starts", test.set().distinctStarts());
        switch (test.planned().test()) {
            case TestSpec.LoadTest ignored -> {
                put(set.putObject("figures"), test.figures());
                put(set.putObject("steady"), test.steady());
            }
            case TestSpec.Accuracy ignored -> {
                var scores = test.scores();
                var figures = set.putObject("figures");
                for (var figure : Scores.FIGURES) {
                    scores.values(figure)
                            .ifPresent(values -> put(
                                    figures.putObject(figure.key()),
                                    values,
                                    figure.unit(),
                                    test.set().distinctStarts()));
                }
                scores.stability()
                        .ifPresentOrElse(
                                stability -> put(set.putObject("flips"), stability), () -> set.putNull("flips"));
            }
            case LogProbabilities ignored -> TextsJson.put(set.putObject("figures"), test);
            case Protocol ignored -> throw new IllegalArgumentException("a protocol is not repeated");
        }
    }

    private static void put(ArrayNode json, List<TestVerdict.OfRepeat> repeats) {
        for (var repeat : repeats) {
            var entry = json.addObject();
            entry.put("repeat", repeat.number());
            entry.put("spoilt", repeat.spoilt().orElse(null));
            ResultJson.put(entry.putObject("alone"), repeat.alone());
        }
    }

    private static void put(ObjectNode json, RepeatedFigures figures) {
        for (var figure : FigureName.all()) {
            figures.values(figure)
                    .ifPresent(values -> put(json.putObject(figure.key()), values, figure.unit(), figures.starts()));
        }
    }

    static void put(ObjectNode json, Sample values, Unit unit, int starts) {
        json.put("mean", ResultJson.inUnit(unit, values.mean()));
        json.put(
                "sd",
                values.sd().isPresent() ? ResultJson.inUnit(unit, values.sd().getAsDouble()) : null);
        json.put("count", values.size());
        json.put("min", ResultJson.inUnit(unit, values.min()));
        json.put("max", ResultJson.inUnit(unit, values.max()));
        json.put("median", ResultJson.inUnit(unit, values.quantile(0.5)));
        RepeatedFigures.bounds(values, starts)
                .ifPresentOrElse(
                        bounds -> json.putArray("bounds_95")
                                .add(ResultJson.inUnit(unit, bounds.low()))
                                .add(ResultJson.inUnit(unit, bounds.high())),
                        () -> json.putNull("bounds_95"));
        json.put("unit", unit.symbol());
    }

    private static void put(ObjectNode json, RepeatedScores.Stability stability) {
        json.put("questions", stability.questions());
        var flipped = json.putArray("flipped");
        stability
                .flipped()
                .forEach(question -> flipped.addObject()
                        .put("id", question.id())
                        .put("right", question.right())
                        .put("flip_rate", percent(question.flipRate())));
        json.put("flip_rate", percent(stability.flipRate()));
        json.put("sd", percent(stability.sd()));
        json.put("independent_sd", percent(stability.independentSd()));
    }

    /** Returns a share in percent. */
    static BigDecimal percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).setScale(6, RoundingMode.HALF_UP);
    }
}
