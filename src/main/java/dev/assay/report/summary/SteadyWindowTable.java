package dev.assay.report.summary;

import static dev.assay.figures.Statistic.MEAN;

import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.SteadyWindow;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.gate.results.RunVerdict;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The figures of each load test in its steady window, with what the window leaves out. */
final class SteadyWindowTable {
    private static final List<FigureName> FIGURES = List.of(
            RunFigure.QPS,
            RunFigure.OUTPUT_TPS,
            RunFigure.PROMPT_TPS,
            MEAN.of(RequestFigure.DECODE_TPS),
            MEAN.of(RequestFigure.TTFT),
            MEAN.of(RequestFigure.E2E),
            MEAN.of(RequestFigure.TPOT));

    private final Language language;

    private SteadyWindowTable(Language language) {
        this.language = language;
    }

    static List<String> of(RunVerdict run, Language language) {
        var table = new SteadyWindowTable(language);
        var rows = MeasuredLoadTest.of(run, language).stream().map(table::row).toList();
        if (rows.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<>(List.of("", "### " + language.say(Phrase.STEADY), ""));
        lines.addAll(Markdown.table(table.columns(), rows));
        lines.addAll(List.of("", "- " + Markdown.text(language.say(Phrase.STEADY_NOTE))));
        return lines;
    }

    private List<String> columns() {
        return List.of(
                language.say(Phrase.LOAD_TEST),
                language.say(Phrase.REQUESTS),
                language.say(Phrase.RAMP),
                language.say(Phrase.DRAIN),
                "QPS",
                "Output TPS (token/s)",
                "Prompt TPS (token/s)",
                "Decode TPS (token/s)",
                "TTFT (ms)",
                "E2E (ms)",
                "TPOT (ms)");
    }

    private List<String> row(MeasuredLoadTest loadTest) {
        var name = loadTest.name();
        return switch (loadTest.test().steady()) {
            case SteadyWindowFigures.None none -> {
                var row = new ArrayList<>(List.of(name, language.fact(Phrase.NONE, reason(none.why()))));
                row.addAll(
                        Stream.generate(() -> "–").limit(columns().size() - 2L).toList());
                yield row;
            }
            case SteadyWindowFigures.Measured measured -> {
                var row = new ArrayList<>(edges(name, measured.window()));
                FIGURES.forEach(figure -> row.add(LoadTables.value(measured.figures(), figure)));
                yield row;
            }
        };
    }

    private String reason(SteadyWindow.None none) {
        return switch (language) {
            case ENGLISH -> none.reason();
            case CHINESE ->
                switch (none) {
                    case SteadyWindow.AtARate ignored -> language.say(Phrase.AT_A_RATE);
                    case SteadyWindow.TooFew few ->
                        language.say(Phrase.TOO_FEW_REQUESTS) + " " + few.needed() + language.semicolon()
                                + language.say(Phrase.OF_THE_RUN) + " " + few.requests();
                    case SteadyWindow.NeverFull never -> language.say(Phrase.NEVER_IN_FLIGHT) + " " + never.inFlight();
                };
        };
    }

    private static List<String> edges(String name, SteadyWindow.Extent window) {
        return List.of(
                name,
                window.requests() + " / " + window.issued(),
                window.ramp() + " / " + SteadyWindowLine.millis(window.rampNanos()),
                window.drain() + " / " + SteadyWindowLine.millis(window.drainNanos()));
    }
}
