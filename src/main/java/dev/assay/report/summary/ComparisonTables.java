package dev.assay.report.summary;

import dev.assay.gate.comparison.Flips;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.report.summary.limits.LimitText;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The limits that compare a test with a reference: both values, the change with its bounds, and which questions were lost and gained. */
public final class ComparisonTables {
    private static final int MOST_QUESTIONS = 20;

    private final Language language;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    /** Limits of one test on the same reference have the same flips. */
    private final Set<String> flips = new LinkedHashSet<>();

    private ComparisonTables(Language language) {
        this.language = language;
    }

    public static List<String> of(RunVerdict run, Language language) {
        var tables = new ComparisonTables(language);
        for (var test : run.tests()) {
            for (var limit : test.limits()) {
                if (limit.compared() != null) {
                    tables.add(test, limit, limit.compared());
                }
            }
        }
        return tables.lines();
    }

    private void add(TestVerdict test, LimitVerdict limit, LimitVerdict.Compared compared) {
        var name = test.planned().name();
        var row = new ArrayList<>(List.of(
                name,
                limit.limit().subject(),
                compared.with(),
                LimitText.allowed(limit.limit().bound(), language),
                language.word(limit)));
        switch (language) {
            case ENGLISH -> row.add(4, limit.measured());
            case CHINESE -> sentences.add("- " + Markdown.text(name + ": " + compared.sentence()));
        }
        rows.add(row);
        compared.flips()
                .ifPresent(each -> flips.add(String.join(
                        "\n",
                        flips(language.inBrackets(name, language.fact(Phrase.COMPARED_WITH, compared.with())), each))));
    }

    private List<String> flips(String name, Flips flips) {
        var lines = new ArrayList<String>();
        lines.add("- " + Markdown.text(language.fact(name, "")).stripTrailing());
        lines.add("  - " + Markdown.text(ids(Phrase.LOST, flips.lost())));
        lines.add("  - " + Markdown.text(ids(Phrase.GAINED, flips.gained())));
        for (var subject : flips.subjects()) {
            if (subject.lost() + subject.gained() > 0) {
                lines.add("  - "
                        + Markdown.text(language.fact(
                                language.inBrackets(
                                        subject.name(),
                                        language.fact(Phrase.QUESTIONS, Integer.toString(subject.questions()))),
                                language.say(Phrase.LOST) + " " + subject.lost() + language.semicolon()
                                        + language.say(Phrase.GAINED) + " " + subject.gained())));
            }
        }
        return lines;
    }

    private String ids(Phrase what, List<String> ids) {
        var more = ids.size() - MOST_QUESTIONS;
        return language.fact(
                language.inBrackets(language.say(what), Integer.toString(ids.size())),
                ids.isEmpty()
                        ? language.say(Phrase.NONE)
                        : String.join(" ", ids.subList(0, Math.min(MOST_QUESTIONS, ids.size())))
                                + (more > 0 ? language.semicolon() + more + " " + language.say(Phrase.MORE) : ""));
    }

    private List<String> lines() {
        if (rows.isEmpty()) {
            return List.of();
        }
        var columns = new ArrayList<>(List.of(
                language.say(Phrase.TEST),
                language.say(Phrase.LIMIT),
                language.say(Phrase.COMPARED_WITH),
                language.say(Phrase.MARGIN),
                language.say(Phrase.VERDICT)));
        if (language == Language.ENGLISH) {
            columns.add(4, language.say(Phrase.VALUES_AND_CHANGE));
        }
        var lines = new ArrayList<>(Markdown.table(columns, rows));
        if (!sentences.isEmpty()) {
            lines.add("");
            lines.addAll(sentences);
        }
        if (!flips.isEmpty()) {
            lines.addAll(List.of("", "### " + language.say(Phrase.FLIPS), ""));
            lines.addAll(flips);
        }
        return lines;
    }
}
