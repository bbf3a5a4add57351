package dev.assay.report.json;

import dev.assay.figures.texts.TextFigure;
import dev.assay.figures.texts.TextScores;
import dev.assay.gate.results.TestVerdict;
import dev.assay.stats.Sample;
import tools.jackson.databind.node.ObjectNode;

/** The log-probabilities of texts, for {@code result.json}: the figures over all, and of each text its number of tokens and its sum. */
final class TextsJson {
    private TextsJson() {}

    static void put(ObjectNode json, TextScores scores) {
        var figures = json.putObject("text_figures");
        for (var figure : TextFigure.values()) {
            var entry = figures.putObject(figure.key());
            figure.of(scores)
                    .ifPresentOrElse(
                            value -> entry.put("value", ResultJson.inUnit(figure.unit(), value)),
                            () -> entry.put("undefined", "no text has log-probabilities"));
            scores.interval(figure)
                    .ifPresent(interval -> entry.putArray("interval_95")
                            .add(ResultJson.inUnit(figure.unit(), interval.low()))
                            .add(ResultJson.inUnit(figure.unit(), interval.high())));
            entry.put("unit", figure.unit().symbol());
            if (!scores.all().isEmpty()) {
                entry.put("samples", scores.tokens());
            }
        }
        var texts = json.putArray("texts");
        scores.all()
                .forEach(text -> texts.addObject()
                        .put("id", text.id())
                        .put("tokens", text.count())
                        .put("nll_sum", ResultJson.inUnit(TextFigure.NLL.unit(), text.nll())));
        scores.unscored().forEach(text -> texts.addObject().put("id", text.id()).put("undefined", text.reason()));
    }

    /** Puts each figure over the sound repeats of a test. */
    static void put(ObjectNode json, TestVerdict.OfRepeats test) {
        for (var figure : TextFigure.values()) {
            var values = test.texts(figure);
            if (values.length > 0) {
                RepeatsJson.put(
                        json.putObject(figure.key()),
                        Sample.of(values),
                        figure.unit(),
                        test.set().distinctStarts());
            }
        }
    }
}
