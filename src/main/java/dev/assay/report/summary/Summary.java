package dev.assay.report.summary;

import dev.assay.accuracy.Outcome;
import dev.assay.gate.results.Headline;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.protocol.CheckResult;
import dev.assay.report.against.ComparedRun;
import dev.assay.report.rules.RuleTables;
import dev.assay.report.summary.limits.LimitText;
import dev.assay.report.summary.settings.SettingsBlock;
import dev.assay.report.summary.texts.TextsTable;
import dev.assay.report.words.FigureSource;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run's verdicts as Markdown: {@code summary.md} in English, {@code summary.zh.md} in Chinese. */
public final class Summary {
    private static final int MOST_ANSWERS = 20;
    private static final String NO_VALUE = "–";

    private final RunVerdict run;
    private final Language language;
    private final LimitText limits;
    private final List<String> lines = new ArrayList<>();

    private Summary(RunVerdict run, Language language) {
        this.run = run;
        this.language = language;
        this.limits = new LimitText(language);
    }

    /** Returns the whole text of a run that is compared with nothing beside its limits. */
    public static String of(RunVerdict run, Language language) {
        return of(run, language, Optional.empty());
    }

    /** Returns the whole text. */
    public static String of(RunVerdict run, Language language, Optional<ComparedRun> compared) {
        var summary = new Summary(run, language);
        summary.head();
        summary.section(Phrase.RUN, summary.runFacts());
        summary.section(Phrase.VERDICTS, summary.verdicts());
        compared.ifPresent(with -> summary.section(Phrase.COMPARED, ComparedTables.of(with, language)));
        summary.section(Phrase.SETTINGS, SettingsBlock.of(run, language));
        summary.section(Phrase.ENVIRONMENT, EnvironmentBlock.of(run, language));
        summary.section(Phrase.PROTOCOL, ProtocolTable.of(run, language));
        summary.section(Phrase.LOAD, LoadTables.of(run, language));
        summary.section(Phrase.ACCURACY, AccuracyTables.of(run, language));
        summary.section(Phrase.LOG_PROBABILITIES, TextsTable.of(run, language, test -> AuditNotes.of(test, language)));
        summary.section(Phrase.OTHER_RULES, RuleTables.of(run, language));
        summary.section(Phrase.REPEATS, RepeatsTables.of(run, language));
        summary.section(Phrase.COMPARISONS, ComparisonTables.of(run, language));
        summary.section(Phrase.ANSWERS, summary.answers());
        summary.section(Phrase.DEFINITIONS, Definitions.of(run, language));
        return String.join("\n", summary.lines) + "\n";
    }

    private void section(Phrase title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add("## " + language.say(title));
            lines.add("");
            lines.addAll(content);
        }
    }

    /** The first thing to read is what is not passed. */
    private void head() {
        lines.add("# Assay: " + counts());
        var open = NotPassed.of(run, language);
        if (!open.isEmpty()) {
            section(Phrase.FAILURES, open);
        } else if (!run.tests().isEmpty()) {
            lines.add("");
            var passed = language.fact(
                    Phrase.ALL_PASSED, Integer.toString(run.tests().size()));
            lines.add(Markdown.text(
                    run.plan().partial() ? language.inBrackets(passed, language.say(Phrase.PARTIAL)) : passed));
        }
    }

    private List<String> runFacts() {
        var id = run.plan().partial() ? language.inBrackets(run.id(), language.say(Phrase.PARTIAL)) : run.id();
        var facts = new ArrayList<String>();
        facts.add(item(Phrase.RUN, id));
        facts.add(item(Phrase.PROVENANCE, FigureSource.of(run, language)));
        facts.add(item(Phrase.TARGET, run.target()));
        run.changes().forEach(change -> facts.add(item(Phrase.CHANGED, change)));
        facts.add(item(Phrase.AGAINST, language.say(Phrase.THE_LIMITS) + language.semicolon() + references()));
        facts.add(item(Phrase.WHOLE, "result.json"));
        return facts;
    }

    private String references() {
        var with = run.tests().stream()
                .flatMap(test -> test.limits().stream())
                .map(LimitVerdict::compared)
                .filter(Objects::nonNull)
                .map(LimitVerdict.Compared::with)
                .distinct()
                .collect(Collectors.joining(", "));
        return with.isEmpty() ? language.say(Phrase.NO_BASELINE) : language.fact(Phrase.COMPARED_WITH, with);
    }

    private String item(Phrase name, String value) {
        return "- " + Markdown.text(language.fact(name, value));
    }

    private String counts() {
        var counts = new LinkedHashMap<String, Integer>();
        run.tests().stream()
                .sorted(Comparator.comparing((TestVerdict test) -> Phrase.of(test.verdict()))
                        .thenComparing(TestVerdict::tolerated))
                .forEach(test -> counts.merge(language.word(test), 1, Integer::sum));
        if (!run.missing().isEmpty()) {
            counts.put(language.say(Phrase.NO_VERDICT), run.missing().size());
        }
        return counts.isEmpty()
                ? language.say(Phrase.NOTHING_JUDGED)
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(" · "));
    }

    private List<String> verdicts() {
        var rows = new ArrayList<List<String>>();
        for (var test : run.tests()) {
            rows.add(List.of(
                    test.planned().name(),
                    language.say(test),
                    test.header()
                            .map(header -> language.say(header.provenance()))
                            .orElse(NO_VALUE),
                    decided(test)));
        }
        run.missing()
                .forEach(planned ->
                        rows.add(List.of(planned.name(), language.say(Phrase.NO_VERDICT), NO_VALUE, NO_VALUE)));
        var columns = List.of(
                language.say(Phrase.TEST),
                language.say(Phrase.VERDICT),
                language.say(Phrase.FROM),
                language.say(Phrase.LIMITS));
        return rows.isEmpty() ? List.of() : Markdown.table(columns, rows);
    }

    private String decided(TestVerdict test) {
        if (test instanceof ProtocolVerdict protocol) {
            return switch (language) {
                case ENGLISH -> protocol.said();
                case CHINESE -> counted(protocol);
            };
        }
        // What makes a test UNMEASURED stands beside its verdict.
        var beside = test.verdict() instanceof Verdict.Fail
                ? new Headline(test).besideLimits().map(text -> switch (language) {
                    case ENGLISH -> language.say(test) + " " + text;
                    case CHINESE -> language.inBrackets(language.say(test), language.say(Phrase.FAILURES));
                })
                : Optional.<String>empty();
        var lines = Stream.concat(beside.stream(), test.limits().stream().map(limit -> limits.of(test, limit)))
                .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? NO_VALUE : lines;
    }

    private String counted(ProtocolVerdict protocol) {
        var counts = new EnumMap<CheckResult.Result, Integer>(CheckResult.Result.class);
        protocol.checks().forEach(each -> counts.merge(each.result(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> language.say(ProtocolTable.phrase(entry.getKey())) + " " + entry.getValue())
                .collect(Collectors.joining(language.semicolon()));
    }

    /** Returns the answers of the evalsets that are not passed, as far as they are not correct. */
    private List<String> answers() {
        var lines = new ArrayList<String>();
        for (var test : run.tests()) {
            var wrong = test.verdict() instanceof Verdict.Pass ? List.<String>of() : answers(test);
            if (!wrong.isEmpty()) {
                lines.add("- " + Markdown.text(test.planned().name()));
                lines.addAll(wrong);
            }
        }
        return lines;
    }

    private List<String> answers(TestVerdict test) {
        if (!(test instanceof TestVerdict.OfAccuracy accuracy)) {
            return List.of();
        }
        var wrong = accuracy.scores().all().stream()
                .filter(scored -> scored.outcome() != Outcome.CORRECT)
                .map(scored -> scored.question().id() + " " + scored.outcome() + ": " + scored.explanation())
                .toList();
        var shown = wrong.stream()
                .limit(MOST_ANSWERS)
                .map(answer -> "  - " + Markdown.text(answer))
                .collect(Collectors.toCollection(ArrayList::new));
        if (wrong.size() > MOST_ANSWERS) {
            shown.add("  - " + (wrong.size() - MOST_ANSWERS) + " " + language.say(Phrase.MORE));
        }
        return shown;
    }
}
