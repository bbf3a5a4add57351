package dev.assay.report.page.answers;

import dev.assay.accuracy.GuessingLevel;
import dev.assay.accuracy.Scores;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.page.answers.AskedTest.Asked;
import dev.assay.report.summary.limits.Excess;
import dev.assay.report.summary.limits.LimitText;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Said;
import dev.assay.stats.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * A share of the answers of a test: its accuracy, or another figure with a limit.
 *
 * @param repeat from 1; 0: the test as a whole
 * @param figure such as {@code accuracy}
 * @param count how many of how many; empty if there is no such pair of numbers
 * @param value the figure for people
 * @param interval its 95 % interval (Wilson); empty if it has none
 * @param share of one measurement; empty if it is undefined, and for a test that was measured several times
 * @param judged the verdict on the limit; empty without one, and for a repeat
 * @param bounds the allowed values that are shares
 */
public record RateRow(
        AskedTest of,
        int repeat,
        String figure,
        String count,
        Said value,
        Said interval,
        Optional<Scores.Share> share,
        Optional<Judged> judged,
        List<Double> bounds) {
    private static final String ACCURACY = "accuracy";
    private static final Said UNDEFINED = Said.of("undefined", "无定义");

    public RateRow {
        bounds = List.copyOf(bounds);
    }

    /**
     * The verdict on a limit.
     *
     * @param kind a CSS class: {@code pass}, {@code fail}, {@code unmeasured}, {@code inconclusive}
     * @param excess by how much the limit is missed; empty if it is kept
     */
    public record Judged(Said allowed, String kind, Said word, Said excess) {
        static Judged of(TestVerdict test, LimitVerdict limit) {
            return new Judged(
                    Said.in(language -> LimitText.allowed(limit.limit().bound(), language)),
                    Phrase.of(limit.verdict()).name().toLowerCase(Locale.ROOT),
                    Said.in(language -> language.word(limit)),
                    Said.in(language -> Excess.of(test, limit)
                            .map(excess -> excess.text(language))
                            .orElse("")));
        }
    }

    /** Returns the rows of a test: its accuracy first, then the other figures with a limit, each followed by its repeats. */
    static List<RateRow> of(AskedTest test) {
        var limits = test.test().limits().stream()
                .filter(limit -> !(limit.limit().bound() instanceof Bound.Compared))
                .toList();
        var ofAccuracy = limits.stream().filter(RateRow::isAccuracy).toList();
        return Stream.of(
                        ofAccuracy.isEmpty() ? rows(test, accuracy(), Optional.empty()) : List.<RateRow>of(),
                        ofAccuracy.stream()
                                .flatMap(limit -> rows(test, limit.limit().figure(), Optional.of(limit)).stream())
                                .toList(),
                        limits.stream()
                                .filter(limit -> !isAccuracy(limit))
                                .flatMap(limit -> rows(test, limit.limit().figure(), Optional.of(limit)).stream())
                                .toList())
                .flatMap(List::stream)
                .toList();
    }

    private static NamedFigure accuracy() {
        return Scores.FIGURES.stream()
                .filter(figure -> figure.key().equals(ACCURACY))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isAccuracy(LimitVerdict limit) {
        return limit.limit().figure().key().equals(ACCURACY);
    }

    private static List<RateRow> rows(AskedTest test, NamedFigure figure, Optional<LimitVerdict> limit) {
        var rows = new ArrayList<RateRow>();
        rows.add(
                test.test() instanceof TestVerdict.OfRepeats repeats
                        ? ofRepeats(test, repeats, figure, limit)
                        : ofOne(test, figure, limit));
        if (test.test() instanceof TestVerdict.OfRepeats) {
            test.asked()
                    .forEach(asked -> rows.add(
                            row(test, asked.repeat(), figure, share(asked, figure), Optional.empty(), bounds(limit))));
        }
        return rows;
    }

    private static RateRow ofOne(AskedTest test, NamedFigure figure, Optional<LimitVerdict> limit) {
        var share = test.asked().stream().findFirst().flatMap(asked -> share(asked, figure));
        var row = row(test, 0, figure, share, limit.map(each -> Judged.of(test.test(), each)), bounds(limit));
        // A figure of the server is no share, and the limit has its text.
        return share.isEmpty() && limit.isPresent() && limit.get().samples() > 0 && figure.unit() != Unit.SHARE
                ? row.with(Said.name(limit.get().measured()))
                : row;
    }

    private static RateRow ofRepeats(
            AskedTest test, TestVerdict.OfRepeats repeats, NamedFigure figure, Optional<LimitVerdict> limit) {
        var row = row(test, 0, figure, Optional.empty(), limit.map(each -> Judged.of(repeats, each)), bounds(limit));
        var values = figure instanceof Scores.EvalsetFigure share
                ? repeats.scores().values(share)
                : Optional.<Sample>empty();
        return values.map(sample -> row.with(Said.in(language -> language.inBrackets(
                        Unit.SHARE.format(sample.mean())
                                + (sample.sd().isPresent()
                                        ? " ± " + Unit.SHARE.format(sample.sd().getAsDouble())
                                        : ""),
                        language.overRepeats(false, sample.size())))))
                .orElse(row);
    }

    /** If some answers are missing, the share of the others is not the share of the evalset. */
    private static Optional<Scores.Share> share(Asked asked, NamedFigure figure) {
        return asked.verdict().verdict() instanceof Verdict.Unmeasured
                ? Optional.empty()
                : asked.verdict().scores().figure(figure);
    }

    private static List<Double> bounds(Optional<LimitVerdict> limit) {
        return limit.filter(each -> each.limit().figure().unit() == Unit.SHARE)
                .map(each -> each.limit().bound().sides().stream()
                        .flatMap(side -> switch (side) {
                            case Bound.Max max -> Stream.of(max.quantity().value());
                            case Bound.Min min -> Stream.of(min.quantity().value());
                            default -> Stream.<Double>empty();
                        })
                        .toList())
                .orElse(List.of());
    }

    private static RateRow row(
            AskedTest test,
            int repeat,
            NamedFigure figure,
            Optional<Scores.Share> share,
            Optional<Judged> judged,
            List<Double> bounds) {
        return new RateRow(
                test,
                repeat,
                figure.key(),
                share.map(each -> each.count() + " / " + each.of()).orElse(""),
                share.map(each -> Said.name(Unit.SHARE.format(each.value()))).orElse(UNDEFINED),
                share.map(Scores.Share::interval)
                        .map(each -> Said.in(language -> Unit.SHARE.format(each.low()) + " " + language.say(Phrase.TO)
                                + " " + Unit.SHARE.format(each.high())))
                        .orElse(Said.name("")),
                share,
                judged,
                bounds);
    }

    private RateRow with(Said other) {
        return new RateRow(of, repeat, figure, count, other, interval, share, judged, bounds);
    }

    /** Returns which repeat it is; empty for the test as a whole. */
    public Said repeated() {
        return repeat == 0 ? Said.name("") : Said.in(language -> language.repeat(repeat));
    }

    /** Adds what a chart needs; an undefined share is left out. */
    void into(ObjectNode json) {
        json.put("test", of.name()).put("repeat", repeat).put("figure", figure);
        share.ifPresent(each -> json.put("value", each.value())
                .put("low", each.interval().low())
                .put("high", each.interval().high())
                .put("count", count));
        judged.ifPresent(each -> json.put("kind", each.kind())
                .put("en", each.word().english())
                .put("zh", each.word().chinese()));
        var limits = json.putArray("limits");
        bounds.forEach(limits::add);
    }

    /** Returns the accuracy of guessing; empty for another figure, and where not every question has options. */
    public Optional<String> guessing() {
        return figure.equals(ACCURACY)
                ? GuessingLevel.of(of.spec().evalset().questions()).map(level -> Unit.SHARE.format(level.share()))
                : Optional.empty();
    }

    public String evalset() {
        return of.evalset();
    }

    /** Returns the deployment, or the name of the test if that is not the name of the evalset. */
    public String deployment() {
        return of.spec().renamed() ? of.name() : of.deployment();
    }
}
