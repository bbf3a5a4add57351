package dev.assay.report.summary;

import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.protocol.CheckResult;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each endpoint did on the wire: a line for each check. The observations are English; in Chinese they stand below the table. */
public final class ProtocolTable {
    private ProtocolTable() {}

    /** Returns a row for each check of each deployment; what was observed is English. Empty without a protocol test. */
    public static Optional<Table> table(RunVerdict run, Language language) {
        var rows = rows(run, language);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        List.of(
                                language.say(Phrase.DEPLOYMENT),
                                language.say(Phrase.CHECK),
                                language.say(Phrase.FINDING),
                                language.say(Phrase.SEEN)),
                        rows));
    }

    static List<String> of(RunVerdict run, Language language) {
        return table(run, language).map(table -> lines(table, language)).orElse(List.of());
    }

    private static List<List<String>> rows(RunVerdict run, Language language) {
        var lines = new ArrayList<List<String>>();
        for (var test : run.tests()) {
            if (test instanceof ProtocolVerdict protocol) {
                var deployment = test.planned().deployment().name();
                protocol.checks()
                        .forEach(checked -> lines.add(List.of(
                                deployment,
                                checked.check().toString(),
                                language.say(phrase(checked.result())),
                                checked.text())));
            }
        }
        return lines;
    }

    private static List<String> lines(Table table, Language language) {
        return switch (language) {
            case ENGLISH -> Markdown.table(table);
            case CHINESE -> {
                var page = new ArrayList<>(Markdown.table(
                        table.columns().subList(0, 3),
                        table.rows().stream().map(row -> row.subList(0, 3)).toList()));
                page.addAll(List.of("", language.say(Phrase.SEEN), ""));
                table.rows()
                        .forEach(row -> page.add(
                                "- " + Markdown.text(language.fact(row.get(0) + " " + row.get(1), row.get(3)))));
                yield page;
            }
        };
    }

    static Phrase phrase(CheckResult.Result result) {
        return switch (result) {
            case HOLDS -> Phrase.HOLDS;
            case NOT_SHOWN -> Phrase.NOT_SHOWN;
            case UNMEASURED -> Phrase.UNMEASURED;
            case BROKEN -> Phrase.BROKEN;
        };
    }
}
