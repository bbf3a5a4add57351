package dev.assay.report.summary;

import static dev.assay.figures.Statistic.MEAN;

import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.Statistic;
import dev.assay.gate.results.RunVerdict;
import dev.assay.report.summary.limits.QuantileText;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import java.util.ArrayList;
import java.util.List;

/** Mean, p50, p90 and p99 of the times of each load test, each quantile with its 95 % interval, or with a mark if its requests are too few for it. */
final class QuantileTable {
    private static final List<RequestFigure> FIGURES =
            List.of(RequestFigure.TTFT, RequestFigure.ITL, RequestFigure.TPOT, RequestFigure.E2E);

    private QuantileTable() {}

    static List<String> of(RunVerdict run, Language language) {
        var rows = new ArrayList<List<String>>();
        for (var loadTest : MeasuredLoadTest.of(run, language)) {
            for (var figure : FIGURES) {
                rows.add(row(loadTest.name(), figure, loadTest.test().figures(), language));
            }
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<>(List.of("", "### " + language.say(Phrase.QUANTILES), ""));
        lines.addAll(Markdown.table(
                List.of(
                        language.say(Phrase.LOAD_TEST),
                        language.say(Phrase.FIGURE),
                        language.say(Phrase.REQUESTS),
                        language.say(Phrase.MEAN),
                        "p50",
                        "p90",
                        "p99"),
                rows));
        lines.addAll(List.of("", "- " + Markdown.text(language.say(Phrase.QUANTILES_NOTE))));
        if (rows.stream().flatMap(List::stream).anyMatch(cell -> cell.endsWith(QuantileText.TOO_FEW))) {
            lines.add("- † " + Markdown.text(language.fact(Phrase.TOO_FEW_FOR_QUANTILE, QuantileText.needed())));
        }
        return lines;
    }

    private static List<String> row(String name, RequestFigure figure, FigureTable figures, Language language) {
        var row = new ArrayList<>(List.of(
                name,
                figure.key() + " (" + figure.unit().symbol() + ")",
                Integer.toString(figures.requests(MEAN.of(figure))),
                LoadTables.value(figures, MEAN.of(figure))));
        QuantileText.ALL.forEach(quantile -> row.add(quantile(figures, figure, quantile, language)));
        return row;
    }

    /** {@code itl} has no interval. */
    private static String quantile(FigureTable figures, RequestFigure figure, Statistic quantile, Language language) {
        var value = QuantileText.of(figures, figure, quantile);
        return QuantileText.isSupported(figures, figure, quantile)
                ? figures.interval(quantile.of(figure))
                        .filter(interval -> Double.isFinite(interval.low()) && Double.isFinite(interval.high()))
                        .map(interval -> language.inBrackets(
                                value,
                                LoadTables.decimals(interval.low()) + " " + language.say(Phrase.TO) + " "
                                        + LoadTables.decimals(interval.high())))
                        .orElse(value)
                : value;
    }
}
