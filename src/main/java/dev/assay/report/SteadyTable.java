package dev.assay.report;

import dev.assay.figures.Steady;
import dev.assay.figures.SteadyFigures;
import dev.assay.gate.RowVerdict;
import dev.assay.gate.RunVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The cells once more, each with the steady part of its run and what that leaves out. */
final class SteadyTable {
    private static final List<String> FIGURES =
            List.of("qps", "output-tps", "prompt-tps", "decode-tps.mean", "ttft.mean", "e2e.mean", "tpot.mean");

    private final Language language;

    private SteadyTable(Language language) {
        this.language = language;
    }

    static List<String> of(RunVerdict run, Language language) {
        var table = new SteadyTable(language);
        var rows = run.rows().stream()
                .filter(RowVerdict.OfCell.class::isInstance)
                .map(row -> table.row((RowVerdict.OfCell) row))
                .toList();
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
                language.say(Phrase.CELL),
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

    private List<String> row(RowVerdict.OfCell cell) {
        var name = cell.planned().name();
        return switch (cell.steady()) {
            case SteadyFigures.None none -> {
                var row = new ArrayList<>(List.of(name, language.fact(Phrase.NONE, none.reason())));
                row.addAll(
                        Stream.generate(() -> "–").limit(columns().size() - 2L).toList());
                yield row;
            }
            case SteadyFigures.Measured measured -> {
                var row = new ArrayList<>(edges(name, measured.window()));
                FIGURES.forEach(figure -> row.add(LoadTables.value(measured.figures(), figure)));
                yield row;
            }
        };
    }

    private static List<String> edges(String name, Steady.Window window) {
        return List.of(
                name,
                window.requests().size() + " / " + window.issued().size(),
                window.ramp() + " / " + SteadyLine.millis(window.rampNanos()),
                window.drain() + " / " + SteadyLine.millis(window.drainNanos()));
    }
}
