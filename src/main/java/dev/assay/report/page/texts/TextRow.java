package dev.assay.report.page.texts;

import dev.assay.figures.texts.TextFigure;
import dev.assay.figures.texts.TextScores;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.report.summary.limits.Excess;
import dev.assay.report.summary.limits.LimitText;
import dev.assay.report.summary.texts.TextsTable;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A figure of a log-probabilities test, with one of its limits.
 *
 * @param repeated which repeat it is; empty for the test as a whole
 * @param texts how many texts have log-probabilities, of how many
 * @param tokens how many tokens have one; empty over repeats
 * @param value the figure with its unit; undefined if a text has no log-probabilities, since the other texts are not the whole set
 * @param interval its 95 % interval, with texts as the sample; empty if it has none
 * @param judged the verdict on the limit; empty without one, and for a repeat
 */
public record TextRow(
        String test,
        Said repeated,
        String figure,
        String texts,
        String tokens,
        Said value,
        Said interval,
        Optional<Judged> judged) {
    private static final Said NOTHING = Said.name("");
    private static final Said UNDEFINED = Said.of("undefined", "无定义");

    /**
     * The verdict on a limit.
     *
     * @param subject the figure, and what it is compared with
     * @param kind a CSS class: {@code pass}, {@code fail}, {@code unmeasured}, {@code inconclusive}
     * @param excess by how much the limit is missed, or the change if it compares; empty if it is kept
     */
    public record Judged(String subject, Said allowed, String kind, Said word, Said excess) {
        static Judged of(TestVerdict test, LimitVerdict limit) {
            return new Judged(
                    limit.limit().subject(),
                    Said.in(language -> LimitText.allowed(limit.limit().bound(), language)),
                    Phrase.of(limit.verdict()).name().toLowerCase(Locale.ROOT),
                    Said.in(language -> language.word(limit)),
                    excess(test, limit));
        }

        private static Said excess(TestVerdict test, LimitVerdict limit) {
            var change = Optional.ofNullable(limit.compared()).flatMap(LimitVerdict.Compared::change);
            return change.map(each -> Said.of("changed by " + each.amount(), "变化 " + each.amount()))
                    .orElseGet(() -> Said.in(language -> Excess.of(test, limit)
                            .map(excess -> excess.text(language))
                            .orElse("")));
        }
    }

    /** Returns the rows of a test: of each figure its limits, or one row without a limit, each followed by its repeats. */
    static List<TextRow> of(TestVerdict test) {
        var rows = new ArrayList<TextRow>();
        for (var figure : TextFigure.values()) {
            var judged = test.limits().stream()
                    .filter(limit -> limit.limit().figure() == figure)
                    .map(limit -> Optional.of(Judged.of(test, limit)))
                    .toList();
            (judged.isEmpty() ? List.of(Optional.<Judged>empty()) : judged)
                    .forEach(limit -> rows.add(whole(test, figure, limit)));
            if (test instanceof TestVerdict.OfRepeats repeats) {
                repeats.repeats().forEach(repeat -> {
                    if (repeat.alone() instanceof TextsVerdict one) {
                        rows.add(row(
                                test,
                                Said.in(language -> language.repeat(repeat.number())),
                                figure,
                                one.scores(),
                                Optional.empty()));
                    }
                });
            }
        }
        return rows;
    }

    private static TextRow whole(TestVerdict test, TextFigure figure, Optional<Judged> judged) {
        return switch (test) {
            case TextsVerdict one -> row(test, NOTHING, figure, one.scores(), judged);
            case TestVerdict.OfRepeats repeats ->
                new TextRow(
                        test.planned().name(),
                        NOTHING,
                        figure.key(),
                        "",
                        "",
                        Said.name(TextsTable.of(repeats, figure)),
                        NOTHING,
                        judged);
            default -> new TextRow(test.planned().name(), NOTHING, figure.key(), "", "", UNDEFINED, NOTHING, judged);
        };
    }

    private static TextRow row(
            TestVerdict test, Said repeated, TextFigure figure, TextScores scores, Optional<Judged> judged) {
        var whole = scores.unscored().isEmpty();
        return new TextRow(
                test.planned().name(),
                repeated,
                figure.key(),
                scores.all().size() + " / "
                        + (scores.all().size() + scores.unscored().size()),
                Integer.toString(scores.tokens()),
                figure.of(scores)
                        .filter(value -> whole)
                        .map(value -> Said.name(figure.unit().format(value)))
                        .orElse(UNDEFINED),
                scores.interval(figure)
                        .filter(interval -> whole)
                        .map(interval -> Said.in(language -> figure.unit().format(interval.low()) + " "
                                + language.say(Phrase.TO) + " "
                                + figure.unit().format(interval.high())))
                        .orElse(NOTHING),
                judged);
    }
}
