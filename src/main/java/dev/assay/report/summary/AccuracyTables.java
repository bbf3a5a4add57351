package dev.assay.report.summary;

import dev.assay.accuracy.Scores;
import dev.assay.gate.RunVerdict;
import dev.assay.gate.TestVerdict;
import dev.assay.gate.Verdict;
import dev.assay.plan.tests.TestSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The evalsets, one table each, with a line for each deployment that was asked. */
final class AccuracyTables {
    private static final String NO_VALUE = "–";

    private AccuracyTables() {}

    static List<String> of(RunVerdict run, Language language) {
        var rows = new LinkedHashMap<String, List<List<String>>>();
        for (var row : run.tests()) {
            if (row.planned().test() instanceof TestSpec.Accuracy accuracy) {
                var name = accuracy.evalset().name();
                var called = accuracy.evalset().title();
                var title = called.equals(name) ? name : name + " · " + called;
                rows.computeIfAbsent(title, key -> new ArrayList<>()).add(evalset(row, language));
            }
        }
        var columns = List.of(
                language.say(Phrase.PRECISION),
                language.say(Phrase.MODEL),
                "ok / count",
                "accuracy",
                language.say(Phrase.NOTES));
        var lines = new ArrayList<String>();
        rows.forEach((title, table) -> {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add("### " + Markdown.text(title));
            lines.add("");
            lines.addAll(Markdown.table(columns, table));
        });
        return lines;
    }

    private static List<String> evalset(TestVerdict row, Language language) {
        var deployment = row.planned().deployment();
        var share = share(row);
        return List.of(
                deployment.precision(),
                deployment.model(),
                share.map(each -> each.count() + " / " + each.of()).orElse(NO_VALUE),
                share.map(each -> BigDecimal.valueOf(each.count())
                                .divide(BigDecimal.valueOf(each.of()), 3, RoundingMode.HALF_UP)
                                .toPlainString())
                        .orElse(NO_VALUE),
                notes(row, language));
    }

    /** Where some answers are missing, the share of the others is not the evalset's. */
    private static Optional<Scores.Share> share(TestVerdict row) {
        return switch (row) {
            case TestVerdict.OfAccuracy accuracy ->
                row.verdict() instanceof Verdict.Unmeasured
                        ? Optional.empty()
                        : accuracy.scores().accuracy();
            case TestVerdict.OfProtocol ignored -> Optional.empty();
            case TestVerdict.OfLoadTest ignored -> Optional.empty();
            case TestVerdict.NotRun ignored -> Optional.empty();
        };
    }

    private static String notes(TestVerdict row, Language language) {
        var notes = new ArrayList<String>();
        notes.add(row.planned().deployment().name() + " " + language.say(row));
        row.header().ifPresent(header -> notes.add(language.say(header.provenance())));
        if (row instanceof TestVerdict.OfAccuracy accuracy) {
            notes.add(accuracy.scores().counts().entrySet().stream()
                    .filter(entry -> entry.getValue() > 0)
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", ")));
        }
        notes.addAll(AuditNotes.of(row));
        return String.join(language.semicolon(), notes);
    }
}
