package dev.assay.report.summary;

import dev.assay.accuracy.Scores;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.report.words.Language;
import dev.assay.report.words.LoadDuring;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import dev.assay.stats.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The evalsets: a table for each, with a line for each deployment. */
final class AccuracyTables {
    private static final String NO_VALUE = "–";

    private AccuracyTables() {}

    static List<String> of(RunVerdict run, Language language) {
        var rows = new LinkedHashMap<String, List<List<String>>>();
        for (var test : run.tests()) {
            if (test.planned().test() instanceof TestSpec.Accuracy accuracy) {
                var name = accuracy.evalset().name();
                var called = accuracy.evalset().title();
                var title = called.equals(name) ? name : name + " · " + called;
                rows.computeIfAbsent(title, key -> new ArrayList<>()).add(evalset(test, language));
            }
        }
        var columns = List.of(
                language.say(Phrase.PRECISION),
                language.say(Phrase.MODEL),
                language.say(Phrase.RIGHT),
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

    private static List<String> evalset(TestVerdict test, Language language) {
        var deployment = test.planned().deployment();
        var share = share(test);
        return List.of(
                deployment.precision(),
                deployment.model(),
                share.map(each -> each.count() + " / " + each.of()).orElseGet(() -> counts(test)),
                share.map(each -> BigDecimal.valueOf(each.count())
                                .divide(BigDecimal.valueOf(each.of()), 3, RoundingMode.HALF_UP)
                                .toPlainString())
                        .orElseGet(() -> mean(test)),
                notes(test, language));
    }

    /** Returns the counts of each sound repeat: {@code 34, 36, 35 / 40}. */
    private static String counts(TestVerdict test) {
        var shares =
                repeated(test).map(scores -> scores.accuracy().orElseThrow()).toList();
        return shares.isEmpty()
                ? NO_VALUE
                : shares.stream().map(share -> Integer.toString(share.count())).collect(Collectors.joining(", "))
                        + " / " + shares.getFirst().of();
    }

    private static String mean(TestVerdict test) {
        var shares = repeated(test)
                .mapToDouble(scores -> scores.accuracy().orElseThrow().value())
                .toArray();
        return shares.length == 0 ? NO_VALUE : RepeatsTables.meanAndSd(Sample.of(shares));
    }

    private static Stream<Scores> repeated(TestVerdict test) {
        return test instanceof TestVerdict.OfRepeats repeats
                ? repeats.scores().repeats().stream()
                        .filter(scores -> scores.accuracy().isPresent())
                : Stream.empty();
    }

    /** If some answers are missing, the share of the others is not the accuracy of the evalset. */
    private static Optional<Scores.Share> share(TestVerdict test) {
        return switch (test) {
            case TestVerdict.OfAccuracy accuracy ->
                test.verdict() instanceof Verdict.Unmeasured
                        ? Optional.empty()
                        : accuracy.scores().accuracy();
            case TextsVerdict ignored -> Optional.empty();
            case ProtocolVerdict ignored -> Optional.empty();
            case TestVerdict.OfLoadTest ignored -> Optional.empty();
            case TestVerdict.OfRepeats ignored -> Optional.empty();
            case TestVerdict.NotRun ignored -> Optional.empty();
        };
    }

    /** The title of the table has the evalset's name, so only a test with another name needs it here. */
    private static String name(TestVerdict test) {
        var planned = test.planned();
        return planned.test() instanceof TestSpec.Accuracy accuracy && accuracy.renamed()
                ? planned.name()
                : planned.deployment().name();
    }

    private static String notes(TestVerdict test, Language language) {
        var notes = new ArrayList<String>();
        notes.add(name(test) + " " + language.say(test));
        test.header().ifPresent(header -> notes.add(language.say(header.provenance())));
        if (test instanceof TestVerdict.OfAccuracy accuracy) {
            accuracy.asking().during().ifPresent(load -> notes.add(LoadDuring.seen(load, language)));
            notes.add(accuracy.scores().counts().entrySet().stream()
                    .filter(entry -> entry.getValue() > 0)
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", ")));
        }
        notes.addAll(AuditNotes.of(test, language));
        return String.join(language.semicolon(), notes);
    }
}
