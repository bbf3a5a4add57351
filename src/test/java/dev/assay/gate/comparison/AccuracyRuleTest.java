package dev.assay.gate.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values worked out by hand; most are sums of powers of two, which a computer holds exactly. */
class AccuracyRuleTest {
    @Test
    void movesABoundByTheRootOfTheFactor() {
        assertThat(AccuracyRule.inflated(0.25, -0.25, 4)).isEqualTo(-0.75); // 0.25 − 2 × 0.5
        assertThat(AccuracyRule.inflated(0.25, -0.25, 1)).isEqualTo(-0.25);
    }

    @Test
    void keepsABoundWithinWhatSharesCanDiffer() {
        assertThat(AccuracyRule.within(-1.25)).isEqualTo(-1);
        assertThat(AccuracyRule.within(1.25)).isEqualTo(1);
        assertThat(AccuracyRule.within(0.25)).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource({
        // From 0.5 below the estimate to less than 0.25 below: more than 4 times as many.
        "100, 0.25, -0.25, 0, 401",
        "100, -0.25, 0.25, 0, 401",
        "100, 0.25, 0, 0, 101",
        "100, 0.5, 0.25, 0.125, 1",
        "249999, 0.25, -0.25, 0, 999997",
        // From 0.375 to less than 0.25: more than 2.25 times as many.
        "100, 0.5, 0.125, 0.25, 226",
        "100, 0.25, 0.625, 0.5, 226",
    })
    void knowsHowManyQuestionsABoundNeedsToGetPastAValue(
            int n, double estimate, double bound, double value, int needed) {
        assertThat(AccuracyRule.scaled(n, estimate, bound, value)).hasValue(needed);
    }

    @ParameterizedTest
    @CsvSource({
        // A million and more are never asked.
        "250000, 0.25, -0.25, 0",
        // An estimate that is not past the value stays there.
        "100, 0, -0.25, 0",
        "100, 0, 0.25, 0",
        "100, 0.125, 0.125, 0.125"
    })
    void knowsThatSomeBoundsNeverGetThere(int n, double estimate, double bound, double value) {
        assertThat(AccuracyRule.scaled(n, estimate, bound, value)).isEmpty();
    }

    @Test
    void needsTheLargerOfTwoNumbers() {
        assertThat(AccuracyRule.both(OptionalInt.of(3), OptionalInt.of(5))).hasValue(5);
        assertThat(AccuracyRule.both(OptionalInt.of(5), OptionalInt.of(3))).hasValue(5);
        assertThat(AccuracyRule.both(OptionalInt.of(5), OptionalInt.empty())).isEmpty();
        assertThat(AccuracyRule.both(OptionalInt.empty(), OptionalInt.of(5))).isEmpty();
    }

    @Test
    void saysADifferenceInPointsThatTellItFromWhatStandsBesideIt() {
        assertThat(AccuracyRule.points(0.025, 0)).isEqualTo("+2.5 pp");
        assertThat(AccuracyRule.points(-0.025, 0)).isEqualTo("-2.5 pp");
        assertThat(AccuracyRule.points(0, -0.025)).isEqualTo("+0.0 pp");
        assertThat(AccuracyRule.points(-0.02496, -0.025)).isEqualTo("-2.496 pp");
        // Four decimals at most.
        assertThat(AccuracyRule.points(-0.0249999, -0.025)).isEqualTo("-2.5000 pp");
        assertThat(AccuracyRule.percent(0.951, 0.9)).isEqualTo("95.1 %");
        assertThat(AccuracyRule.percent(0.98996, 0.99)).isEqualTo("98.996 %");
    }

    @Test
    void saysHowManyQuestionsDecide() {
        assertThat(AccuracyRule.open("it may be chance", OptionalInt.of(401)).remedy())
                .isEqualTo("If the shares of lost and gained questions stay as they are, 401 questions decide.");
        assertThat(AccuracyRule.open("it may be chance", OptionalInt.empty()).remedy())
                .isEqualTo(
                        "If the shares of lost and gained questions stay as they are, no number of questions up to 1000000 decides.");
    }

    @Test
    void saysByHowMuchALossExceedsItsMargin() {
        assertThat(JudgedChange.pointsBeyond(0.04, 0.015)).hasValue("2.5 pp");
        assertThat(JudgedChange.pointsBeyond(0.015, 0.015)).isEmpty();
    }
}
