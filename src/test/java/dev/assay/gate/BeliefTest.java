package dev.assay.gate;

import static dev.assay.testing.Plans.between;
import static dev.assay.testing.Plans.calibrate;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.causes.Cause;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.Uncertainty;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mean of 100 ms with causes that are made up. */
class BeliefTest {
    private static final double VALUE = 100;
    private static final Cause DELAY = cause("a delay", 3, 0);
    private static final Cause LONGER_DELAY = cause("a longer delay", 5, 0);
    private static final Cause EARLY_START = cause("an early start", 0, 4);
    private static final Cause UNKNOWN_DELAY = cause("an unknown delay", Double.POSITIVE_INFINITY, 0);
    private static final Cause UNKNOWN = cause("something else", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static Cause cause(String name, double below, double above) {
        return new Cause(name, new Uncertainty(below, above), "there was " + name, "Avoid " + name + ".");
    }

    private static LimitVerdict left(Limit limit, Cause... causes) {
        var judged = new LimitVerdict(limit, at(limit.bound(), 0), "100 ms", 40);
        return new Belief(List.of(causes))
                .in(judged, VALUE, Unit.MILLISECONDS, BeliefTest::at)
                .verdict();
    }

    private static Verdict at(Bound bound, double by) {
        if (bound instanceof Bound.Calibrate && Double.isFinite(by)) {
            return Inconclusive.NO_LIMIT;
        }
        return bound.allows(VALUE + by) ? new Pass() : new Fail();
    }

    private static Limit atMost(double millis) {
        return max("ttft.mean", millis, Unit.MILLISECONDS, millis + " ms");
    }

    private static String word(Limit limit, Cause... causes) {
        return left(limit, causes).verdict().word();
    }

    @Test
    void leavesTheVerdictOfAFigureThatNothingAffects() {
        assertThat(word(atMost(100))).isEqualTo("PASS");
        assertThat(word(atMost(99.999))).isEqualTo("FAIL");
    }

    @Test
    void leavesAVerdictThatBothEndsGet() {
        assertThat(word(atMost(104), DELAY, EARLY_START)).isEqualTo("PASS");
        assertThat(word(atMost(96.9), DELAY, EARLY_START)).isEqualTo("FAIL");
    }

    /** 3 ms or 5 ms alone leave a FAIL at 94 ms; together they are 8 ms. */
    @Test
    void addsUpTheEndsOfAllCauses() {
        assertThat(word(atMost(94), DELAY)).isEqualTo("FAIL");
        assertThat(word(atMost(94), LONGER_DELAY)).isEqualTo("FAIL");
        assertThat(left(atMost(94), DELAY, LONGER_DELAY).sentence())
                .isEqualTo(
                        "ttft.mean 100 ms, allowed at most 94.0 ms, n=40: it could be as low as 92.000 ms, which would get"
                                + " PASS, since there was a longer delay; 'a delay' adds to that. Avoid a longer delay.");
        assertThat(new Belief(List.of(DELAY, LONGER_DELAY, EARLY_START)).total())
                .isEqualTo(new Uncertainty(8, 4));
    }

    @Test
    void namesTheWidestCauseOnTheSideWhereTheVerdictChanges() {
        assertThat(left(atMost(101), LONGER_DELAY, EARLY_START).sentence())
                .isEqualTo(
                        "ttft.mean 100 ms, allowed at most 101.0 ms, n=40: it could be as high as 104.000 ms, which would"
                                + " get FAIL, since there was an early start. Avoid an early start.");
    }

    @Test
    void namesTheFirstOfCausesThatAreEquallyWide() {
        var other = cause("another delay", 3, 0);

        assertThat(left(atMost(95), DELAY, other).sentence())
                .endsWith("since there was a delay; 'another delay' adds to that. Avoid a delay.");
        assertThat(left(atMost(95), other, DELAY, cause("a third", 1, 0)).sentence())
                .endsWith("since there was another delay; 'a delay' and 'a third' add to that. Avoid another delay.");
    }

    @Test
    void takesAnUnknownCauseForUnbounded() {
        assertThat(left(atMost(1), DELAY, UNKNOWN_DELAY).sentence())
                .isEqualTo(
                        "ttft.mean 100 ms, allowed at most 1.0 ms, n=40: it may read too high, since there was an unknown"
                                + " delay. Avoid an unknown delay.");
        assertThat(word(atMost(100), DELAY, UNKNOWN_DELAY)).isEqualTo("PASS");
        assertThat(left(atMost(100), UNKNOWN).sentence())
                .isEqualTo("ttft.mean 100 ms, allowed at most 100.0 ms, n=40: there was something else. Avoid something"
                        + " else.");
    }

    /** Both ends can miss the limit, on different sides, while 100 ms or what lies between keeps it. */
    @ParameterizedTest
    @CsvSource({
        "110, 120, 4, 4, FAIL",
        "110, 120, 4, 12, UNMEASURED",
        "110, 120, 4, 25, UNMEASURED",
        "96, 106, 4, 6, PASS",
        "96, 106, 5, 6, UNMEASURED",
        "96, 106, 6, 7, UNMEASURED",
        "80, 99, 0, 9, FAIL",
        "80, 99, 30, 0, UNMEASURED",
    })
    void judgesBothBoundsOfBetween(double low, double high, double below, double above, String word) {
        var limit = between("ttft.mean", low, high, Unit.MILLISECONDS, low + " ms", high + " ms");

        assertThat(word(limit, cause("both", below, above))).isEqualTo(word);
    }

    @Test
    void saysNoVerdictOfAnEndThatMissesTheLimitOnTheOtherSide() {
        var limit = between("ttft.mean", 80, 99, Unit.MILLISECONDS, "80 ms", "99 ms");

        assertThat(left(limit, cause("a long delay", 30, 0)).sentence())
                .isEqualTo(
                        "ttft.mean 100 ms, allowed between 80 ms and 99 ms, n=40: it could be as low as 70.000 ms, since"
                                + " there was a long delay. Avoid a long delay.");
    }

    @Test
    void setsNoLimitByAFigureThatMayBeAnything() {
        assertThat(word(calibrate("ttft.mean"), DELAY)).isEqualTo("INCONCLUSIVE");
        assertThat(word(calibrate("ttft.mean"), UNKNOWN_DELAY)).isEqualTo("UNMEASURED");
        assertThat(word(calibrate("ttft.mean"), UNKNOWN)).isEqualTo("UNMEASURED");
    }

    @Test
    void leavesALowerLimitThatADelayCannotHelp() {
        assertThat(word(min("ttft.mean", 101, Unit.MILLISECONDS, "101 ms"), DELAY))
                .isEqualTo("FAIL");
        assertThat(word(min("ttft.mean", 98, Unit.MILLISECONDS, "98 ms"), DELAY))
                .isEqualTo("UNMEASURED");
    }

    @Test
    void saysOfAFigureWithoutValueWhichUnboundedCauseItHas() {
        var judged = new LimitVerdict(
                atMost(100), new Verdict.Unmeasured("no request has it", "See the traces."), "has no value", 0);

        assertThat(Stream.of(List.of(DELAY), List.of(DELAY, UNKNOWN_DELAY, UNKNOWN))
                        .map(causes -> new Belief(causes)
                                .withoutValue(judged)
                                .verdict()
                                .sentence()))
                .containsExactly(
                        "ttft.mean has no value, allowed at most 100.0 ms, n=0: no request has it. See the traces.",
                        "ttft.mean has no value, allowed at most 100.0 ms, n=0: it may read too high, since there was an"
                                + " unknown delay. Avoid an unknown delay.");
    }
}
