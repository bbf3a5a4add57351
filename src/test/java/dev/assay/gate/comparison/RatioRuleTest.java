package dev.assay.gate.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.starts.RunSet;
import dev.assay.stats.Uncertainty;
import dev.assay.testing.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The time to the first token with a warm cache, divided by that with a cold one. */
class RatioRuleTest {
    private static final RunSet COLD = RunSets.starts("cold", "ttft.p50", 100);

    private static Limit limit(Bound side) {
        return Plans.max("ttft.p50", 1, Unit.MILLISECONDS, "1 ms").with(new Bound.Ratio("cold", side));
    }

    private static Quantity number(double value) {
        return new Quantity(value, Unit.COUNT, Double.toString(value));
    }

    private static Limit max(double most) {
        return limit(new Bound.Max(number(most)));
    }

    private static ComparedVerdict judge(Limit limit, RunSet warm, RunSet cold) {
        return Comparison.judge(limit, warm, new Reference.Found(cold, false), 1, List.of());
    }

    private static RunSet warm(double... values) {
        return RunSets.starts("warm", "ttft.p50", values);
    }

    @Test
    void isTheQuotientOfBothFigures() {
        var judged = judge(max(0.4), warm(39), COLD);

        assertThat(judged.verdict()).isEqualTo(new Pass());
        assertThat(judged.sentence())
                .isEqualTo("ttft.p50 / cold 0.390 (39.000 ms of [warm] / 100.000 ms of [cold]), allowed at most 0.4");
    }

    @ParameterizedTest
    @CsvSource({
        "40, PASS, 0.400",
        "40.00001, FAIL, 0.4000001",
        // Twelve decimals at most.
        "40.00000000001, FAIL, 0.400000000000",
        "90, FAIL, 0.900"
    })
    void allowsTheBoundItselfAndShowsOnWhichSideItLies(double value, String verdict, String shown) {
        var judged = judge(max(0.4), warm(value), COLD);

        assertThat(judged.verdict().word()).isEqualTo(verdict);
        assertThat(judged.measured()).startsWith(shown + " (");
    }

    @ParameterizedTest
    @CsvSource({"0.1, FAIL", "0.3, PASS", "0.5, FAIL"})
    void mayHaveTwoEnds(double ratio, String verdict) {
        var judged = judge(limit(new Bound.Between(number(0.2), number(0.4))), warm(100 * ratio), COLD);

        assertThat(judged.verdict().word()).isEqualTo(verdict);
    }

    @Test
    void mayHaveALowerEndAlone() {
        assertThat(judge(limit(new Bound.Min(number(0.3))), warm(29), COLD).verdict())
                .isEqualTo(new Fail());
    }

    /** (30 + 40) / 2 = 35 by (90 + 110) / 2 = 100. */
    @Test
    void dividesTheMeansOfRepeats() {
        var judged = judge(max(0.4), warm(30, 40), RunSets.starts("cold", "ttft.p50", 90, 110));

        assertThat(judged.measured())
                .isEqualTo("0.350 (35.000 ms of [warm] / 100.000 ms of [cold], means of 2 and 2 measurements)");
    }

    /** 39 ms of at least 95 ms is at most 0.411; of at least 98 ms at most 0.398. */
    @ParameterizedTest
    @CsvSource({"5, UNMEASURED", "2, PASS"})
    void isUnmeasuredIfADifferentVerdictIsPossible(double below, String verdict) {
        var judged = judge(max(0.4), warm(39), RunSets.off(COLD, new Uncertainty(below, 0)));

        assertThat(judged.verdict().word()).isEqualTo(verdict);
    }

    @Test
    void saysWhichFigureMayBeOff() {
        var judged = judge(max(0.4), warm(39), RunSets.off(COLD, new Uncertainty(5, 0)));

        assertThat(judged.verdict())
                .isEqualTo(new Unmeasured(
                        "it could be as high as 0.411, which would get FAIL, since ttft.p50 of [cold] may be off",
                        "See the audits of [cold]."));
    }

    /** 40 ms may be off by a fifth or a tenth of it, 100 ms by a tenth. */
    @ParameterizedTest
    @CsvSource({"8, warm", "4, warm", "1, cold"})
    void namesTheFigureThatMayBeOffByTheLargestPartOfIt(double warmOff, String name) {
        var judged = judge(
                max(0.41),
                RunSets.off(warm(40), new Uncertainty(0, warmOff)),
                RunSets.off(COLD, new Uncertainty(10, 0)));

        assertThat(judged.sentence())
                .endsWith("since ttft.p50 of [" + name + "] may be off. See the audits of [" + name + "].");
    }

    /** 0 ms by at least 0 ms may be any ratio. */
    @Test
    void isUnmeasuredIfBothFiguresMayBeZero() {
        assertThat(judge(max(0.4), warm(0), RunSets.off(COLD, new Uncertainty(100, 0)))
                        .verdict())
                .isEqualTo(new Unmeasured(
                        "nothing says how high it may be, since ttft.p50 of [cold] may be off",
                        "See the audits of [cold]."));
    }

    @Test
    void isUnmeasuredIfNothingBoundsAFigure() {
        var judged = judge(max(0.4), RunSets.off(warm(39), new Uncertainty(0, Double.POSITIVE_INFINITY)), COLD);

        assertThat(judged.verdict())
                .isEqualTo(new Unmeasured(
                        "nothing says how high it may be, since ttft.p50 of [warm] may be off",
                        "See the audits of [warm]."));
    }

    /** What may only make a missed ratio larger changes nothing. */
    @Test
    void failsInSpiteOfAFigureThatIsOffOnTheOtherSide() {
        var judged = judge(max(0.4), RunSets.off(warm(50), new Uncertainty(0, Double.POSITIVE_INFINITY)), COLD);

        assertThat(judged.verdict()).isEqualTo(new Fail());
    }

    @Test
    void isUnmeasuredIfTheOtherTestIsSpoilt() {
        var judged = judge(max(0.4), warm(39), RunSets.spoilt(COLD, 0, "the server died"));

        assertThat(judged.sentence())
                .startsWith("ttft.p50 / cold not compared: no measurement of the reference (cold) can be used: ")
                .contains("the server died");
    }

    @Test
    void isUnmeasuredIfTheOtherTestHasNoValue() {
        var judged = judge(max(0.4), warm(39), RunSets.starts("cold", "tpot.mean", 100));

        assertThat(judged.sentence())
                .isEqualTo("ttft.p50 / cold has no value: ttft.p50 of [cold] has no value. See the traces of both load"
                        + " tests.");
    }

    @Test
    void isUnmeasuredIfTheOtherFigureIsZero() {
        assertThat(judge(max(0.4), warm(39), RunSets.starts("cold", "ttft.p50", 0))
                        .verdict())
                .isEqualTo(new Unmeasured(
                        "ttft.p50 of [cold] is zero, and nothing is divided by zero",
                        "See the traces of both load tests."));
    }
}
