package dev.assay.report.summary;

import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.protocol.CheckResult;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import java.util.ArrayList;
import java.util.List;

/** What each endpoint did on the wire: a line for each check. The observations are English; in Chinese they stand below the table. */
final class ProtocolTable {
    private ProtocolTable() {}

    static List<String> of(RunVerdict run, Language language) {
        var lines = new ArrayList<List<String>>();
        for (var test : run.tests()) {
            if (test instanceof TestVerdict.OfProtocol protocol) {
                var deployment = test.planned().deployment().name();
                protocol.checks()
                        .forEach(checked -> lines.add(List.of(
                                deployment,
                                checked.check().toString(),
                                language.say(phrase(checked.result())),
                                checked.text())));
            }
        }
        var columns = List.of(
                language.say(Phrase.DEPLOYMENT),
                language.say(Phrase.CHECK),
                language.say(Phrase.FINDING),
                language.say(Phrase.SEEN));
        if (lines.isEmpty()) {
            return List.of();
        }
        return switch (language) {
            case ENGLISH -> Markdown.table(columns, lines);
            case CHINESE -> {
                var page = new ArrayList<>(Markdown.table(
                        columns.subList(0, 3),
                        lines.stream().map(line -> line.subList(0, 3)).toList()));
                page.addAll(List.of("", language.say(Phrase.SEEN), ""));
                lines.forEach(line ->
                        page.add("- " + Markdown.text(language.fact(line.get(0) + " " + line.get(1), line.get(3)))));
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
