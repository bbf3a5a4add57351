package dev.assay.report.summary;

import static dev.assay.figures.Statistic.MEAN;

import dev.assay.accuracy.Scores;
import dev.assay.accuracy.repeats.RepeatedScores;
import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.report.summary.texts.TextsTable;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import dev.assay.stats.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The tests that were measured several times: a line for each repeat, and how much the answers of evalsets changed. */
final class RepeatsTables {
    private static final int MOST_QUESTIONS = 20;
    private static final String NO_VALUE = "–";
    private static final List<FigureName> FIGURES = List.of(
            RunFigure.QPS, MEAN.of(RequestFigure.TTFT), MEAN.of(RequestFigure.E2E), MEAN.of(RequestFigure.TPOT));

    private final Language language;

    private RepeatsTables(Language language) {
        this.language = language;
    }

    static List<String> of(RunVerdict run, Language language) {
        var tables = new RepeatsTables(language);
        var tests = run.tests().stream()
                .flatMap(test -> test instanceof TestVerdict.OfRepeats repeats ? Stream.of(repeats) : Stream.empty())
                .toList();
        var lines = new ArrayList<String>();
        lines.addAll(tables.table(
                tests.stream()
                        .filter(test -> test.planned().test() instanceof TestSpec.LoadTest)
                        .toList(),
                List.of("QPS", "TTFT (ms)", "E2E (ms)", "TPOT (ms)")));
        var evalsets = tables.table(
                tests.stream()
                        .filter(test -> test.planned().test() instanceof TestSpec.Accuracy)
                        .toList(),
                List.of(language.say(Phrase.RIGHT), "accuracy"));
        if (!lines.isEmpty() && !evalsets.isEmpty()) {
            lines.add("");
        }
        lines.addAll(evalsets);
        var texts = tables.table(
                tests.stream()
                        .filter(test -> test.planned().test() instanceof LogProbabilities)
                        .toList(),
                TextsTable.FIGURES);
        if (!lines.isEmpty() && !texts.isEmpty()) {
            lines.add("");
        }
        lines.addAll(texts);
        var changes = tests.stream().flatMap(tables::changes).toList();
        if (!changes.isEmpty()) {
            lines.add("");
            lines.addAll(changes);
        }
        return lines;
    }

    private List<String> table(List<TestVerdict.OfRepeats> tests, List<String> values) {
        if (tests.isEmpty()) {
            return List.of();
        }
        var columns = new ArrayList<>(List.of(
                language.say(Phrase.TEST),
                language.say(Phrase.REPEAT),
                language.say(Phrase.TIME),
                language.say(Phrase.SERVER_START)));
        columns.addAll(values);
        columns.add(language.say(Phrase.NOTES));
        var rows = new ArrayList<List<String>>();
        for (var test : tests) {
            test.repeats().forEach(repeat -> rows.add(row(test, repeat, values.size(), false)));
            test.superseded().forEach(repeat -> rows.add(row(test, repeat, values.size(), true)));
        }
        return Markdown.table(columns, rows);
    }

    private List<String> row(TestVerdict.OfRepeats test, TestVerdict.OfRepeat repeat, int values, boolean superseded) {
        var header = repeat.alone().header();
        var row = new ArrayList<>(List.of(
                test.planned().name(),
                Integer.toString(repeat.number()),
                header.map(each -> each.started().toString()).orElse(NO_VALUE),
                header.flatMap(Recording.Header::serverStart).orElse(language.say(Phrase.NOT_RECORDED))));
        row.addAll(values(repeat.alone(), values));
        var notes = new ArrayList<String>();
        repeat.spoilt().ifPresentOrElse(why -> notes.add(spoilt(why)), () -> notes.add(language.say(Phrase.SOUND)));
        if (superseded) {
            notes.add(language.say(Phrase.SUPERSEDED));
        }
        row.add(String.join(language.semicolon(), notes));
        return row;
    }

    /** The reason is English. */
    private String spoilt(String why) {
        return switch (language) {
            case ENGLISH -> language.fact(Phrase.SPOILT, why);
            case CHINESE -> language.say(Phrase.SPOILT);
        };
    }

    private static List<String> values(TestVerdict alone, int count) {
        return switch (alone) {
            case TestVerdict.OfLoadTest loadTest ->
                FIGURES.stream()
                        .map(figure -> LoadTables.value(loadTest.figures(), figure))
                        .toList();
            case TestVerdict.OfAccuracy accuracy -> values(accuracy.scores().accuracy());
            case TextsVerdict texts -> TextsTable.values(texts.scores());
            case ProtocolVerdict ignored -> none(count);
            case TestVerdict.OfRepeats ignored -> none(count);
            case TestVerdict.NotRun ignored -> none(count);
        };
    }

    private static List<String> values(Optional<Scores.Share> accuracy) {
        return accuracy.map(share -> List.of(share.count() + " / " + share.of(), LoadTables.decimals(share.value())))
                .orElse(none(2));
    }

    private static List<String> none(int count) {
        return Stream.generate(() -> NO_VALUE).limit(count).toList();
    }

    private Stream<String> changes(TestVerdict.OfRepeats test) {
        return test.scores().stability().stream()
                .flatMap(
                        stability -> changes(test.planned().name(), test.sound().size(), stability));
    }

    private Stream<String> changes(String name, int repeats, RepeatedScores.Stability stability) {
        var questions = stability.flipped().stream()
                .limit(MOST_QUESTIONS)
                .map(question -> "  - " + Markdown.text(language.rightIn(question.id(), question.right(), repeats)));
        var more = stability.flipped().size() - MOST_QUESTIONS;
        return Stream.of(
                        Stream.of("- " + Markdown.text(language.fact(name, said(stability)))),
                        questions,
                        more <= 0 ? Stream.<String>empty() : Stream.of("  - " + more + " " + language.say(Phrase.MORE)))
                .flatMap(each -> each);
    }

    private String said(RepeatedScores.Stability stability) {
        return switch (language) {
            case ENGLISH -> stability.toString();
            case CHINESE ->
                stability.questions() + " 题中有 " + stability.flipped().size() + " 题在各次重复之间结果不一致（平均翻转率 "
                        + Unit.SHARE.format(stability.flipRate()) + "）；正确率在各次之间的标准差为 "
                        + RepeatedScores.Stability.points(stability.sd()) + "，若各题独立变化则为 "
                        + RepeatedScores.Stability.points(stability.independentSd());
        };
    }

    /** Returns mean, standard deviation and count: {@code 11.000 ± 2.646 (3)}; without a deviation where there is one value. */
    static String meanAndSd(Sample values) {
        return LoadTables.decimals(values.mean())
                + (values.sd().isPresent()
                        ? " ± " + LoadTables.decimals(values.sd().getAsDouble())
                        : "") + " ("
                + values.size() + ")";
    }
}
