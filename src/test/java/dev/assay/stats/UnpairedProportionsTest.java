package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpairedProportionsTest {
    static List<GoldenValue> atLeast() {
        return GoldenValue.of("mn-at-least");
    }

    static List<GoldenValue> atMost() {
        return GoldenValue.of("mn-at-most");
    }

    private static UnpairedProportions shares(GoldenValue golden) {
        return new UnpairedProportions(golden.number(0), golden.count(1), golden.number(2), golden.count(3));
    }

    @ParameterizedTest
    @MethodSource("atLeast")
    void lowerBoundsAgreeWithTheClosedFormSolvedByScipy(GoldenValue golden) {
        assertThat(shares(golden).differenceAtLeast(golden.number(4))).isCloseTo(golden.value(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("atMost")
    void upperBoundsAgreeWithTheClosedFormSolvedByScipy(GoldenValue golden) {
        assertThat(shares(golden).differenceAtMost(golden.number(4))).isCloseTo(golden.value(), within(1e-9));
    }

    /** Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998), table II. */
    @ParameterizedTest(name = "{0}/{1} and {2}/{3}")
    @CsvSource({"56, 70, 48, 80, 0.0528, 0.3382", "9, 10, 3, 10, 0.1700, 0.8406"})
    void boundsAreThePrintedOnesOfNewcombesExamples(int k1, int n1, int k2, int n2, double low, double high) {
        var shares = new UnpairedProportions((double) k1 / n1, n1, (double) k2 / n2, n2);

        assertThat(shares.differenceAtLeast(0.975)).isCloseTo(low, within(5e-5));
        assertThat(shares.differenceAtMost(0.975)).isCloseTo(high, within(5e-5));
    }

    @Test
    void sharesOfNoneAndAllHaveBounds() {
        assertThat(new UnpairedProportions(1, 40, 1, 40).differenceAtLeast(0.95))
                .isBetween(-0.1, -0.05);
        assertThat(new UnpairedProportions(0, 40, 1, 40).differenceAtLeast(0.95))
                .isEqualTo(-1);
        assertThat(new UnpairedProportions(0, 40, 0, 40).differenceAtMost(0.95)).isBetween(0.05, 0.1);
    }

    @Test
    void moreQuestionsNowDecideAsFarAsTheReferenceAllows() {
        var seen = new UnpairedProportions(0.92, 200, 0.92, 1319);

        var needed = seen.numberToShowNoWorse(0.03, 0.95).orElseThrow();
        assertThat(new UnpairedProportions(0.92, needed, 0.92, 1319).differenceAtLeast(0.95))
                .isGreaterThan(-0.03);
        assertThat(new UnpairedProportions(0.92, needed - 1, 0.92, 1319).differenceAtLeast(0.95))
                .isLessThan(-0.03);
        // 100 questions of the reference leave ±4.5 points, however many are asked now.
        assertThat(new UnpairedProportions(0.92, 200, 0.92, 100).numberToShowNoWorse(0.03, 0.95))
                .isEmpty();
    }

    @Test
    void aLossIsShownByMoreQuestionsNow() {
        var seen = new UnpairedProportions(0.89, 200, 0.92, 1319);

        var needed = seen.numberToShowWorse(0.99).orElseThrow();
        assertThat(new UnpairedProportions(0.89, needed, 0.92, 1319).differenceAtMost(0.99))
                .isNegative();
        assertThat(new UnpairedProportions(0.89, needed - 1, 0.92, 1319).differenceAtMost(0.99))
                .isPositive();
        assertThat(new UnpairedProportions(0.93, 200, 0.92, 1319).numberToShowWorse(0.99))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.1, 40, 0.5, 40", "0.5, 0, 0.5, 40", "0.5, 40, -0.1, 40", "0.5, 40, 0.5, 0", "NaN, 40, 0.5, 40"})
    void refusesSharesThatAreNone(double now, int n, double reference, int referenceN) {
        assertThatThrownBy(() -> new UnpairedProportions(now, n, reference, referenceN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two shares must be from 0 to 1, of at least 1, found [" + now + " of " + n + " and "
                        + reference + " of " + referenceN + "].");
    }

    @Test
    void oneOfEachIsEnough() {
        assertThat(new UnpairedProportions(1, 1, 0, 1).difference()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 1, 0, -0.1})
    void refusesAMarginThatIsNoShare(double margin) {
        var shares = new UnpairedProportions(0.5, 40, 0.5, 40);

        assertThatThrownBy(() -> shares.numberToShowNoWorse(margin, 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A margin must be between 0 and 1, found [" + margin + "].");
    }
}
