package dev.assay.report.summary.limits;

import static java.math.RoundingMode.HALF_UP;

import dev.assay.accuracy.Scores;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.texts.TextFigure;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.words.Language;
import dev.assay.stats.Sample;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * By how much a measured value is beyond a missed limit.
 *
 * @param amount the distance from the allowed value, in the unit; above 0
 * @param share the same as a part of the allowed value; empty for a share, whose distance is in percentage points, and for an allowed value of 0
 * @param above whether the value is above the allowed one; if not, below
 */
public record Excess(Unit unit, double amount, Optional<Double> share, boolean above) {
    /** Returns it for a limit with the verdict FAIL that has a bound of its own; empty for any other limit. */
    public static Optional<Excess> of(TestVerdict test, LimitVerdict judged) {
        if (!(judged.verdict() instanceof Verdict.Fail)) {
            return Optional.empty();
        }
        return value(test, judged.limit())
                .flatMap(value -> judged.limit().bound().sides().stream()
                        .filter(side -> !side.allows(value))
                        .flatMap(side -> beyond(side, value).stream())
                        .findFirst());
    }

    private static Optional<Excess> beyond(Bound side, double value) {
        return switch (side) {
            case Bound.Max max ->
                Optional.of(of(max.quantity(), value - max.quantity().value(), true));
            case Bound.Min min -> Optional.of(of(min.quantity(), min.quantity().value() - value, false));
            case Bound.Between ignored -> Optional.empty();
            case Bound.OnGpu ignored -> Optional.empty();
            case Bound.Calibrate ignored -> Optional.empty();
            case Bound.Compared ignored -> Optional.empty();
        };
    }

    private static Excess of(Quantity allowed, double amount, boolean above) {
        var relative = allowed.unit() != Unit.SHARE && allowed.value() > 0;
        return new Excess(
                allowed.unit(), amount, relative ? Optional.of(amount / allowed.value()) : Optional.empty(), above);
    }

    /** Returns the value that the limit judges; empty if there is none. */
    public static Optional<Double> value(TestVerdict test, Limit limit) {
        return switch (test) {
            case TestVerdict.OfLoadTest loadTest ->
                loadTest.steady().judged(limit, loadTest.figures()).get(FigureName.of(limit))
                                instanceof Figure.Measured measured
                        ? Optional.of(measured.value())
                        : Optional.empty();
            case TestVerdict.OfAccuracy accuracy ->
                accuracy.scores().figure(limit.figure()).map(Scores.Share::value);
            case TextsVerdict texts ->
                limit.figure() instanceof TextFigure figure ? figure.of(texts.scores()) : Optional.empty();
            case TestVerdict.OfRepeats repeats ->
                values(repeats, limit).map(sample -> limit.repeats().median() ? sample.quantile(0.5) : sample.mean());
            case ProtocolVerdict ignored -> Optional.empty();
            case TestVerdict.NotRun ignored -> Optional.empty();
        };
    }

    private static Optional<Sample> values(TestVerdict.OfRepeats test, Limit limit) {
        if (limit.figure() instanceof TextFigure figure) {
            var values = test.texts(figure);
            return values.length == 0 ? Optional.empty() : Optional.of(Sample.of(values));
        }
        if (limit.figure() instanceof Scores.EvalsetFigure figure) {
            return test.scores().values(figure);
        }
        return test.planned().test() instanceof TestSpec.LoadTest
                ? (limit.window() == Limit.Window.STEADY ? test.steady() : test.figures()).values(FigureName.of(limit))
                : Optional.empty();
    }

    /** Returns it for people: {@code 10.688 ms (17.8 %) above the limit}, {@code 37.0 pp below the limit}. */
    public String text(Language language) {
        var part = share.map(each -> percent(each));
        var far = unit.spread(amount);
        return switch (language) {
            case ENGLISH ->
                far + part.map(each -> " (" + each + ")").orElse("") + (above ? " above" : " below") + " the limit";
            case CHINESE ->
                (above ? "高出阈值 " : "低于阈值 ")
                        + far
                        + part.map(each -> "（" + each + "）").orElse("");
        };
    }

    private static String percent(double share) {
        return new BigDecimal(share * 100).setScale(1, HALF_UP).toPlainString() + " %";
    }
}
