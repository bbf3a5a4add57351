package dev.assay.report.summary.texts;

import dev.assay.figures.texts.TextFigure;
import dev.assay.figures.texts.TextScores;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.report.words.Language;
import dev.assay.report.words.Markdown;
import dev.assay.report.words.Phrase;
import dev.assay.stats.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The log-probabilities tests: a line for each, with its figures. */
public final class TextsTable {
    /** The headings of {@link #values}. */
    public static final List<String> FIGURES =
            Arrays.stream(TextFigure.values()).map(TextsTable::heading).toList();

    private static final String NO_VALUE = "–";

    private TextsTable() {}

    /**
     * Returns the lines of a run; none if it has no such test.
     *
     * @param notes what the audits say beside the figures of a test
     */
    public static List<String> of(RunVerdict run, Language language, Function<TestVerdict, List<String>> notes) {
        var rows = new ArrayList<List<String>>();
        for (var test : run.tests()) {
            if (test.planned().test() instanceof LogProbabilities texts) {
                rows.add(row(test, texts, language, notes.apply(test)));
            }
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        var columns = Stream.of(
                        Stream.of(
                                language.say(Phrase.TEXT_SET),
                                language.say(Phrase.PRECISION),
                                language.say(Phrase.MODEL),
                                language.say(Phrase.TEXTS),
                                language.say(Phrase.TOKENS)),
                        FIGURES.stream(),
                        Stream.of(language.say(Phrase.NOTES)))
                .flatMap(each -> each)
                .toList();
        var lines = new ArrayList<>(Markdown.table(columns, rows));
        lines.add("");
        lines.add(Markdown.text(language.say(Phrase.NLL_NOTE)));
        return lines;
    }

    private static String heading(TextFigure figure) {
        var unit = figure.unit().symbol();
        return unit.isEmpty() ? figure.key() : figure.key() + " (" + unit + ")";
    }

    private static List<String> row(TestVerdict test, LogProbabilities texts, Language language, List<String> audits) {
        var row = new ArrayList<>(List.of(
                texts.texts().name(),
                test.planned().deployment().precision(),
                test.planned().deployment().model(),
                Integer.toString(texts.texts().texts().size()),
                test instanceof TextsVerdict one ? Integer.toString(one.scores().tokens()) : NO_VALUE));
        row.addAll(
                switch (test) {
                    case TextsVerdict one -> values(one.scores());
                    case TestVerdict.OfRepeats repeats ->
                        Arrays.stream(TextFigure.values())
                                .map(figure -> of(repeats, figure))
                                .toList();
                    case ProtocolVerdict ignored -> none();
                    case TestVerdict.OfAccuracy ignored -> none();
                    case TestVerdict.OfLoadTest ignored -> none();
                    case TestVerdict.NotRun ignored -> none();
                });
        var notes = new ArrayList<String>();
        notes.add(test.planned().name() + " " + language.say(test));
        test.header().ifPresent(header -> notes.add(language.say(header.provenance())));
        notes.addAll(audits);
        row.add(String.join(language.semicolon(), notes));
        return row;
    }

    private static List<String> none() {
        return FIGURES.stream().map(figure -> NO_VALUE).toList();
    }

    /** Returns the figures of one measurement. */
    public static List<String> values(TextScores scores) {
        return Arrays.stream(TextFigure.values())
                .map(figure -> figure.of(scores).map(value -> decimals(value)).orElse(NO_VALUE))
                .toList();
    }

    /** Returns a figure over the sound repeats: mean, standard deviation and count. */
    public static String of(TestVerdict.OfRepeats test, TextFigure figure) {
        var values = test.texts(figure);
        return values.length == 0 ? NO_VALUE : meanAndSd(Sample.of(values));
    }

    private static String meanAndSd(Sample values) {
        return decimals(values.mean())
                + (values.sd().isPresent() ? " ± " + decimals(values.sd().getAsDouble()) : "") + " ("
                + values.size() + ")";
    }

    private static String decimals(double value) {
        return new BigDecimal(value).setScale(4, RoundingMode.HALF_UP).toPlainString();
    }
}
