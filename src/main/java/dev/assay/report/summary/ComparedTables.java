package dev.assay.report.summary;

import dev.assay.report.against.ComparedPair;
import dev.assay.report.against.ComparedRun;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A run beside what it is compared with, test by test. The sentences are English in every language. */
public final class ComparedTables {
    private ComparedTables() {}

    /** Returns the tables of the usual figures and of those with a limit, each with the questions that changed and a sentence. */
    public static List<String> of(ComparedRun compared, Language language) {
        var lines = new ArrayList<String>();
        lines.add(Markdown.text(compared.other()));
        for (var test : compared.tests()) {
            switch (test) {
                case ComparedPair.Shown pair -> {
                    lines.add("");
                    lines.add(Markdown.text(pair.heading()));
                    add(table(pair, false, language), lines);
                    lines.add("");
                    Stream.concat(pair.questions().stream(), Stream.of(pair.sentence()))
                            .forEach(line -> lines.add("- " + Markdown.text(line)));
                }
                case ComparedPair.NotCompared no -> {
                    lines.add("");
                    lines.add("- " + Markdown.text(no.name() + ": not compared, since " + no.reason()));
                }
            }
        }
        return lines;
    }

    /** Returns a page with the tables of all figures that can be better or worse. */
    public static String page(ComparedRun compared) {
        var lines = new ArrayList<String>();
        lines.add("# Compared with " + Markdown.text(compared.other()));
        for (var test : compared.tests()) {
            lines.add("");
            lines.add("## " + Markdown.text(test.name()));
            lines.add("");
            switch (test) {
                case ComparedPair.Shown pair -> {
                    lines.add(Markdown.text(pair.heading()));
                    add(table(pair, true, Language.ENGLISH), lines);
                    lines.add("");
                    Stream.concat(pair.questions().stream(), Stream.of(pair.sentence()))
                            .forEach(line -> lines.add("- " + Markdown.text(line)));
                }
                case ComparedPair.NotCompared no ->
                    lines.add("Not compared, since " + Markdown.text(no.reason()) + ".");
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static void add(List<String> table, List<String> lines) {
        if (!table.isEmpty()) {
            lines.add("");
            lines.addAll(table);
        }
    }

    private static List<String> table(ComparedPair.Shown pair, boolean all, Language language) {
        var rows = pair.rows(all);
        var columns = Stream.of(Phrase.FIGURE, Phrase.HERE, Phrase.THERE, Phrase.CHANGE, Phrase.INTERVAL)
                .map(language::say)
                .toList();
        return rows.isEmpty() ? List.of() : Markdown.table(columns, rows);
    }
}
