package dev.assay.report.summary;

import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.Scores;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.figures.texts.TextFigure;
import dev.assay.gate.results.Headline;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.protocol.CheckResult;
import dev.assay.recording.Provenance;
import dev.assay.report.against.ComparedRun;
import dev.assay.report.rules.RuleTables;
import dev.assay.report.summary.settings.SettingsBlock;
import dev.assay.report.summary.texts.TextsTable;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import dev.assay.stats.Interval;
import dev.assay.stats.Sample;
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
    private final List<String> lines = new ArrayList<>();

    private Summary(RunVerdict run, Language language) {
        this.run = run;
        this.language = language;
    }

    /** Returns the whole text of a run that is compared with nothing beside its limits. */
    public static String of(RunVerdict run, Language language) {
        return of(run, language, Optional.empty());
    }

    /** Returns the whole text. */
    public static String of(RunVerdict run, Language language, Optional<ComparedRun> compared) {
        var summary = new Summary(run, language);
        summary.head();
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
        summary.section(Phrase.DEFINITIONS, Definitions.of(language));
        summary.section(Phrase.FAILURES, summary.failures());
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

    private void head() {
        lines.add("# Assay: " + counts());
        lines.add("");
        var id = run.plan().partial() ? language.inBrackets(run.id(), language.say(Phrase.PARTIAL)) : run.id();
        item(Phrase.RUN, id);
        item(Phrase.PROVENANCE, provenance());
        item(Phrase.TARGET, run.target());
        run.changes().forEach(change -> item(Phrase.CHANGED, change));
        item(Phrase.AGAINST, language.say(Phrase.THE_LIMITS) + language.semicolon() + references());
        item(Phrase.WHOLE, "result.json");
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

    private void item(Phrase name, String value) {
        lines.add("- " + Markdown.text(language.fact(name, value)));
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

    private String provenance() {
        var headers =
                run.tests().stream().flatMap(test -> test.headers().stream()).toList();
        if (headers.isEmpty()) {
            return language.say(Phrase.NOTHING_JUDGED);
        }
        var dated = headers.stream()
                .map(header -> language.say(header.provenance()) + " "
                        + header.started().toString().substring(0, 10))
                .distinct()
                .sorted()
                .collect(Collectors.joining(language.semicolon()));
        return run.again() || headers.stream().noneMatch(header -> header.provenance() == Provenance.MEASURED)
                ? dated + language.semicolon() + language.say(Phrase.NO_SERVER)
                : dated;
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
        if (test instanceof TestVerdict.OfProtocol protocol) {
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
        var lines = Stream.concat(beside.stream(), test.limits().stream().map(limit -> limit(test, limit)))
                .collect(Collectors.joining("\n"));
        return lines.isEmpty() ? NO_VALUE : lines;
    }

    private String counted(TestVerdict.OfProtocol protocol) {
        var counts = new EnumMap<CheckResult.Result, Integer>(CheckResult.Result.class);
        protocol.checks().forEach(each -> counts.merge(each.result(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> language.say(ProtocolTable.phrase(entry.getKey())) + " " + entry.getValue())
                .collect(Collectors.joining(language.semicolon()));
    }

    private String limit(TestVerdict test, LimitVerdict limit) {
        return language.word(limit) + " " + limit.limit().subject() + " " + measured(test, limit) + language.semicolon()
                + bound(limit.limit().bound()) + language.semicolon() + "n=" + limit.samples();
    }

    /** In Chinese the value and its 95 % interval; the gate's text on it is English. */
    private String measured(TestVerdict test, LimitVerdict limit) {
        return switch (language) {
            case ENGLISH -> limit.measured();
            case CHINESE ->
                switch (test) {
                    case TestVerdict.OfLoadTest loadTest ->
                        limit.limit().bound() instanceof Bound.Ratio
                                ? limit.measured()
                                : value(loadTest, limit.limit());
                    case TestVerdict.OfAccuracy accuracy ->
                        accuracy.scores()
                                .figure(limit.limit().figure())
                                .map(share -> with(share.interval(), Unit.SHARE, share.toString()))
                                .orElse(limit.samples() == 0 ? language.say(Phrase.NO_VALUE) : limit.measured());
                    case TextsVerdict texts -> ofTexts(texts, limit);
                    case TestVerdict.OfProtocol ignored -> limit.measured();
                    case TestVerdict.OfRepeats repeats -> overRepeats(repeats, limit);
                    case TestVerdict.NotRun ignored -> limit.measured();
                };
        };
    }

    private String ofTexts(TextsVerdict test, LimitVerdict judged) {
        return judged.limit().figure() instanceof TextFigure figure && judged.compared() == null
                ? figure.of(test.scores())
                        .map(value -> test.scores()
                                .interval(figure)
                                .map(interval -> with(
                                        interval, figure.unit(), figure.unit().format(value)))
                                .orElse(figure.unit().format(value)))
                        .orElse(language.say(Phrase.NO_VALUE))
                : judged.measured();
    }

    private String overRepeats(TestVerdict.OfRepeats test, LimitVerdict judged) {
        var limit = judged.limit();
        if (limit.figure() instanceof TextFigure figure) {
            return TextsTable.of(test, figure);
        }
        var values = limit.figure() instanceof Scores.EvalsetFigure figure
                ? test.scores().values(figure)
                : test.planned().test() instanceof TestSpec.LoadTest
                        ? (limit.window() == Limit.Window.STEADY ? test.steady() : test.figures())
                                .values(FigureName.of(limit))
                        : Optional.<Sample>empty();
        var unit = limit.figure().unit();
        var isMedian = limit.repeats().median();
        return values.map(sample -> language.inBrackets(
                        unit.format(isMedian ? sample.quantile(0.5) : sample.mean()),
                        language.overRepeats(isMedian, sample.size())
                                + (sample.sd().isPresent()
                                        ? language.semicolon() + "sd "
                                                + unit.format(sample.sd().getAsDouble())
                                        : "")))
                .orElse(judged.samples() == 0 ? language.say(Phrase.NO_VALUE) : judged.measured());
    }

    private String value(TestVerdict.OfLoadTest loadTest, Limit limit) {
        var figures = loadTest.steady().judged(limit, loadTest.figures());
        var name = FigureName.of(limit);
        var value = switch (figures.get(name)) {
            case Figure.Measured measured -> {
                var shown = LimitVerdict.shown(limit.bound(), measured);
                yield figures.interval(name)
                        .filter(interval -> Double.isFinite(interval.low()) && Double.isFinite(interval.high()))
                        .map(interval -> with(interval, measured.unit(), shown))
                        .orElse(shown);
            }
            case Figure.Undefined ignored -> language.say(Phrase.NO_VALUE);
        };
        var whole = limit.window() == Limit.Window.STEADY && loadTest.steady() instanceof SteadyWindowFigures.None;
        return whole ? language.inBrackets(value, language.say(Phrase.WHOLE_RUN)) : value;
    }

    private String with(Interval interval, Unit unit, String value) {
        return language.inBrackets(
                value,
                language.say(Phrase.INTERVAL) + " " + unit.format(interval.low()) + " " + language.say(Phrase.TO) + " "
                        + unit.format(interval.high()));
    }

    private String bound(Bound bound) {
        if (bound instanceof Bound.Compared compared && !(bound instanceof Bound.Ratio)) {
            return switch (language) {
                case ENGLISH -> compared.toString();
                case CHINESE -> language.fact(Phrase.MARGIN, ComparisonTables.allowed(bound, language));
            };
        }
        return ComparisonTables.allowed(bound, language);
    }

    private List<String> failures() {
        var failures = new ArrayList<String>();
        for (var test : run.tests()) {
            if (!(test.verdict() instanceof Verdict.Pass)) {
                failures.add("- " + Markdown.text(test.headline()));
                failures.addAll(answers(test));
            }
        }
        run.missing()
                .forEach(planned ->
                        failures.add("- " + Markdown.text(language.say(Phrase.NO_VERDICT) + " " + planned.name())));
        return failures.isEmpty() ? List.of(language.say(Phrase.NONE)) : failures;
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
