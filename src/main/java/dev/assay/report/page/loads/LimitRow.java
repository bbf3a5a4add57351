package dev.assay.report.page.loads;

import dev.assay.figures.FigureName;
import dev.assay.figures.RepeatedFigures;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.summary.limits.Excess;
import dev.assay.report.summary.limits.LimitText;
import dev.assay.report.words.Phrase;
import dev.assay.report.words.Said;
import dev.assay.stats.Interval;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A limit of a load test with what was measured.
 *
 * @param kind a CSS class: the name of the verdict in lower case
 * @param sign stands before the word, so that colour is not the only difference
 * @param reason why it is undecided and what to do, as the gate says it; empty for PASS and FAIL
 * @param bar empty if the limit cannot be drawn: it compares, it is not set yet, it is 0, or it is UNMEASURED
 */
public record LimitRow(
        String figure,
        String kind,
        String sign,
        Said word,
        Said measured,
        Said bound,
        Said beyond,
        int samples,
        String place,
        Optional<Said> reason,
        Optional<Bar> bar) {
    /**
     * A value beside the values that are allowed, in the unit of the figure. All are finite.
     *
     * @param interval the 95 % interval of the value; empty if it has none, or one that is open
     * @param from the smallest allowed value; empty if none is too small
     * @param to the largest allowed value; empty if none is too large
     */
    record Bar(Unit unit, double value, Optional<Interval> interval, Optional<Double> from, Optional<Double> to) {}

    static LimitRow of(TestVerdict test, LimitVerdict judged) {
        var limit = judged.limit();
        var excess = Excess.of(test, judged);
        return new LimitRow(
                limit.subject(),
                Phrase.of(judged.verdict()).name().toLowerCase(Locale.ROOT),
                sign(judged.verdict()),
                Said.in(language -> language.word(judged)),
                measured(test, judged),
                Said.in(language -> LimitText.allowed(limit.bound(), language)),
                excess.map(each -> Said.in(each::text)).orElseGet(() -> withoutExcess(test, judged)),
                judged.samples(),
                limit.place().toString(),
                reason(judged.verdict()),
                judged.verdict() instanceof Verdict.Unmeasured ? Optional.empty() : bar(test, limit));
    }

    /** The text on a limit that compares is the gate's. */
    private static Said measured(TestVerdict test, LimitVerdict judged) {
        return judged.limit().bound() instanceof Bound.Compared
                ? Said.original(judged.measured())
                : Said.in(language -> new LimitText(language).measured(test, judged));
    }

    private static String sign(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass ignored -> "✓";
            case Verdict.Fail ignored -> "✗";
            case Verdict.Unmeasured ignored -> "?";
            case Verdict.Inconclusive ignored -> "~";
        };
    }

    /** A quantile can keep its limit and miss it all the same: by failed requests, or by the requests' own quantiles of their gaps. */
    private static Said withoutExcess(TestVerdict test, LimitVerdict judged) {
        var bound = judged.limit().bound();
        return judged.verdict() instanceof Verdict.Fail
                        && !(bound instanceof Bound.Compared)
                        && Excess.value(test, judged.limit())
                                .filter(bound::allows)
                                .isPresent()
                ? Said.of("too many requests are beyond the limit", "超出阈值的请求过多")
                : Said.name("–");
    }

    private static Optional<Said> reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass ignored -> Optional.empty();
            case Verdict.Fail ignored -> Optional.empty();
            case Verdict.Unmeasured unmeasured -> Optional.of(Said.original(unmeasured.sentences()));
            case Verdict.Inconclusive open -> Optional.of(Said.original(open.reason() + ". " + open.remedy()));
        };
    }

    private static Optional<Bar> bar(TestVerdict test, Limit limit) {
        return Excess.value(test, limit).flatMap(value -> switch (limit.bound()) {
            case Bound.Max max ->
                bar(
                        test,
                        limit,
                        value,
                        Optional.empty(),
                        Optional.of(max.quantity().value()));
            case Bound.Min min ->
                bar(test, limit, value, Optional.of(min.quantity().value()), Optional.empty());
            case Bound.Between between ->
                bar(
                        test,
                        limit,
                        value,
                        Optional.of(between.low().value()),
                        Optional.of(between.high().value()));
            case Bound.OnGpu ignored -> Optional.<Bar>empty();
            case Bound.Calibrate ignored -> Optional.<Bar>empty();
            case Bound.Compared ignored -> Optional.<Bar>empty();
        });
    }

    /** A bar is drawn as a part of its limit, so a limit of 0 has none. */
    private static Optional<Bar> bar(
            TestVerdict test, Limit limit, double value, Optional<Double> from, Optional<Double> to) {
        return to.or(() -> from).orElseThrow() > 0
                ? Optional.of(new Bar(limit.figure().unit(), value, interval(test, limit), from, to))
                : Optional.empty();
    }

    private static Optional<Interval> interval(TestVerdict test, Limit limit) {
        var name = FigureName.of(limit);
        if (test instanceof TestVerdict.OfRepeats repeats) {
            var figures = limit.window() == Limit.Window.STEADY ? repeats.steady() : repeats.figures();
            return figures.values(name).flatMap(values -> RepeatedFigures.bounds(values, figures.starts()));
        }
        return test instanceof TestVerdict.OfLoadTest loadTest
                ? loadTest.steady()
                        .judged(limit, loadTest.figures())
                        .interval(name)
                        .filter(LimitRow::isClosed)
                : Optional.empty();
    }

    /** Returns the ends of an interval for people. */
    static Said said(Unit unit, Interval interval) {
        return Said.of(
                unit.range(interval.low(), interval.high()),
                unit.format(interval.low()) + " 至 " + unit.format(interval.high()));
    }

    static boolean isClosed(Interval interval) {
        return Double.isFinite(interval.low()) && Double.isFinite(interval.high());
    }

    void into(ArrayNode json) {
        bar.ifPresent(drawn -> {
            var row = json.addObject()
                    .put("figure", figure)
                    .put("sign", sign)
                    .put("kind", kind)
                    .put("value", drawn.value())
                    .put("shown", drawn.unit().format(drawn.value()));
            put(row.putObject("word"), word);
            put(row.putObject("bound"), bound);
            drawn.from().ifPresent(from -> row.put("from", from));
            drawn.to().ifPresent(to -> row.put("to", to));
            drawn.interval()
                    .ifPresent(interval ->
                            row.putArray("interval").add(interval.low()).add(interval.high()));
        });
    }

    static void put(ObjectNode json, Said text) {
        json.put("en", text.english()).put("zh", text.chinese());
    }
}
