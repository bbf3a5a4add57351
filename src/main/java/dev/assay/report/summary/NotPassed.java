package dev.assay.report.summary;

import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.report.summary.limits.Excess;
import dev.assay.report.summary.limits.LimitText;
import dev.assay.report.summary.limits.OpenTests;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is not passed, and by how much: the first thing that a reader sees. */
public final class NotPassed {
    private final Language language;

    private NotPassed(Language language) {
        this.language = language;
    }

    /** Returns a line for each test that is not passed, with its missed or undecided limits below; none if all are passed. */
    public static List<String> of(RunVerdict run, Language language) {
        var part = new NotPassed(language);
        var lines = new ArrayList<String>();
        for (var test : OpenTests.of(run)) {
            lines.add("- " + Markdown.text(part.first(test)));
            part.below(test).forEach(line -> lines.add("  - " + Markdown.text(line)));
        }
        run.missing()
                .forEach(planned ->
                        lines.add("- " + Markdown.text(language.say(Phrase.NO_VERDICT) + " " + planned.name())));
        return lines;
    }

    /** In Chinese the gate's own line, which is English, follows below. */
    private String first(TestVerdict test) {
        return switch (language) {
            case ENGLISH -> test.headline();
            case CHINESE -> language.word(test) + " " + test.planned().name();
        };
    }

    private Stream<String> below(TestVerdict test) {
        var open = OpenTests.limits(test);
        return switch (language) {
            case ENGLISH ->
                open.stream()
                        .filter(limit -> open.size() > 1
                                || Excess.of(test, limit).isPresent()
                                || !limit.word().equals(test.word()))
                        .map(limit -> english(test, limit));
            case CHINESE ->
                Stream.concat(
                        open.stream().map(limit -> chinese(test, limit)),
                        Stream.of(language.fact(Phrase.ORIGINAL, test.headline())));
        };
    }

    private String english(TestVerdict test, LimitVerdict limit) {
        return limit.word() + " "
                + Excess.of(test, limit)
                        .map(excess -> limit.limit().subject() + " " + limit.measured() + ": " + excess.text(language))
                        .orElseGet(limit::sentence);
    }

    private String chinese(TestVerdict test, LimitVerdict limit) {
        return new LimitText(language).of(test, limit)
                + Excess.of(test, limit)
                        .map(excess -> language.semicolon() + excess.text(language))
                        .orElse("");
    }
}
