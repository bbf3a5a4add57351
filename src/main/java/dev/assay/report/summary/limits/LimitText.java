package dev.assay.report.summary.limits;

import dev.assay.accuracy.Scores;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.SteadyWindowFigures;
import dev.assay.figures.texts.TextFigure;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.summary.texts.TextsTable;
import dev.assay.report.words.Language;
import dev.assay.report.words.Phrase;
import dev.assay.stats.Interval;
import dev.assay.stats.Sample;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a limit measured and what it allows, in one language. */
public record LimitText(Language language) {
    /** Returns verdict, figure, value, allowed values and sample count: {@code FAIL tpot.mean 70.688 ms; ≤ 60 ms; n=40}. */
    public String of(TestVerdict test, LimitVerdict limit) {
        return language.word(limit) + " " + limit.limit().subject() + " " + measured(test, limit) + language.semicolon()
                + bound(limit.limit().bound()) + language.semicolon() + "n=" + limit.samples();
    }

    /** Returns what was measured. In Chinese that is the value and its 95 % interval; the gate's text on a limit that compares is English. */
    public String measured(TestVerdict test, LimitVerdict limit) {
        return switch (language) {
            case ENGLISH -> limit.measured();
            case CHINESE -> valueOr(test, limit, limit.measured());
        };
    }

    /** Returns the value that the limit judges with its 95 % interval, without a sentence of the gate; says so if there is none. */
    public String value(TestVerdict test, LimitVerdict limit) {
        return valueOr(test, limit, language.say(Phrase.NO_VALUE));
    }

    /** Returns the value that the limit judges alone, without an interval: {@code 108/200}, {@code 70.688 ms}. */
    public String shortValue(TestVerdict test, LimitVerdict limit) {
        return switch (test) {
            case TestVerdict.OfAccuracy accuracy ->
                accuracy.scores()
                        .figure(limit.limit().figure())
                        .map(Scores.Share::toString)
                        .orElseGet(() -> value(test, limit));
            default ->
                limit.limit().bound() instanceof Bound.Compared
                        ? value(test, limit)
                        : Excess.value(test, limit.limit())
                                .map(value -> LimitVerdict.shown(
                                        limit.limit().bound(),
                                        limit.limit().figure().unit(),
                                        value))
                                .orElseGet(() -> value(test, limit));
        };
    }

    private String valueOr(TestVerdict test, LimitVerdict limit, String other) {
        return switch (test) {
            case TestVerdict.OfLoadTest loadTest ->
                limit.limit().bound() instanceof Bound.Ratio ? other : value(loadTest, limit.limit());
            case TestVerdict.OfAccuracy accuracy ->
                accuracy.scores()
                        .figure(limit.limit().figure())
                        .map(share -> with(share.interval(), Unit.SHARE, share.toString()))
                        .orElse(limit.samples() == 0 ? language.say(Phrase.NO_VALUE) : other);
            case TextsVerdict texts -> ofTexts(texts, limit, other);
            case ProtocolVerdict ignored -> other;
            case TestVerdict.OfRepeats repeats -> overRepeats(repeats, limit, other);
            case TestVerdict.NotRun ignored -> other;
        };
    }

    /** A limit that compares has a text of its own, except where sentences are left out. */
    private String ofTexts(TextsVerdict test, LimitVerdict judged, String other) {
        return judged.limit().figure() instanceof TextFigure figure
                        && (judged.compared() == null || !other.equals(judged.measured()))
                ? figure.of(test.scores())
                        .map(value -> test.scores()
                                .interval(figure)
                                .map(interval -> with(
                                        interval, figure.unit(), figure.unit().format(value)))
                                .orElse(figure.unit().format(value)))
                        .orElse(language.say(Phrase.NO_VALUE))
                : other;
    }

    private String overRepeats(TestVerdict.OfRepeats test, LimitVerdict judged, String other) {
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
                .orElse(judged.samples() == 0 ? language.say(Phrase.NO_VALUE) : other);
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

    /** Returns what is allowed. */
    public String bound(Bound bound) {
        if (bound instanceof Bound.Compared compared && !(bound instanceof Bound.Ratio)) {
            return switch (language) {
                case ENGLISH -> compared.toString();
                case CHINESE -> language.fact(Phrase.MARGIN, margin(compared));
            };
        }
        return allowed(bound, language);
    }

    /** Returns the margin of a limit that compares, in Chinese, with the direction in which the change may go. */
    public static String margin(Bound.Compared bound) {
        var amount = allowed(bound, Language.CHINESE);
        return switch (bound) {
            case Bound.NoWorse ignored -> "最多低 " + amount;
            case Bound.NoWorseThanScore ignored -> "最多低 " + amount;
            case Bound.LessLikely ignored -> "最多高 " + amount;
            case Bound.Regression ignored -> "最多变差 " + amount;
            case Bound.Recovery ignored -> amount;
            case Bound.Ratio ignored -> amount;
        };
    }

    /** Returns the allowed values, or the margin of a limit that compares. */
    public static String allowed(Bound bound, Language language) {
        return switch (bound) {
            case Bound.Regression limit -> limit.margin().toString();
            case Bound.NoWorse limit -> limit.margin().toString();
            case Bound.NoWorseThanScore limit -> limit.margin().toString();
            case Bound.LessLikely limit -> limit.margin().toString();
            case Bound.Recovery limit -> "≥ " + limit.min();
            case Bound.Ratio limit -> allowed(limit.side(), language);
            case Bound.Max limit -> "≤ " + limit.quantity();
            case Bound.Min limit -> "≥ " + limit.quantity();
            case Bound.Between limit -> limit.low() + " … " + limit.high();
            case Bound.OnGpu limit ->
                limit.all().stream()
                        .map(each -> allowed(each, language))
                        .collect(Collectors.joining(language.semicolon()));
            case Bound.Calibrate ignored -> language.say(Phrase.TO_CALIBRATE);
        };
    }
}
