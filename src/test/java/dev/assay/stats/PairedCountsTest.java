package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedCountsTest {
    private static PairedCounts counts(int n, int gained, int lost) {
        return new PairedCounts(n - gained - lost, gained, lost, 0);
    }

    static List<GoldenValue> tangoAtLeast() {
        return GoldenValue.of("tango-at-least");
    }

    static List<GoldenValue> tangoAtMost() {
        return GoldenValue.of("tango-at-most");
    }

    static List<GoldenValue> mcNemarWorse() {
        return GoldenValue.of("mcnemar-worse");
    }

    static List<GoldenValue> mcNemar() {
        return GoldenValue.of("mcnemar");
    }

    @ParameterizedTest
    @MethodSource("tangoAtLeast")
    void lowerBoundsAgreeWithTheLikelihoodSolvedByScipy(GoldenValue golden) {
        assertThat(counts(golden.count(0), golden.count(1), golden.count(2)).differenceAtLeast(golden.number(3)))
                .isCloseTo(golden.value(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("tangoAtMost")
    void upperBoundsAgreeWithTheLikelihoodSolvedByScipy(GoldenValue golden) {
        assertThat(counts(golden.count(0), golden.count(1), golden.count(2)).differenceAtMost(golden.number(3)))
                .isCloseTo(golden.value(), within(1e-9));
    }

    /** SciPy's {@code binomtest(lost, gained + lost, 0.5, alternative='greater')}. */
    @ParameterizedTest
    @MethodSource("mcNemarWorse")
    void oneSidedMcNemarAgreesWithScipy(GoldenValue golden) {
        assertThat(counts(200, golden.count(0), golden.count(1)).mcNemarWorse())
                .isCloseTo(golden.value(), within(1e-9 * golden.value()));
    }

    /** SciPy's {@code binomtest(lost, gained + lost, 0.5)}. */
    @ParameterizedTest
    @MethodSource("mcNemar")
    void twoSidedMcNemarAgreesWithScipy(GoldenValue golden) {
        assertThat(counts(200, golden.count(0), golden.count(1)).mcNemar())
                .isCloseTo(golden.value(), within(1e-9 * golden.value()));
    }

    /** Tango 1998: 44 patients, 43 treated with success both times, 1 in the first way only; the interval with 90 %. */
    @Test
    void lowerBoundIsThePrintedOneOfTangosExample() {
        assertThat(new PairedCounts(43, 0, 1, 0).differenceAtLeast(0.95)).isCloseTo(-0.096, within(5e-4));
    }

    /** Fagerland, Lydersen and Laake, Statistics in Medicine 33 (2014): airway hyper-responsiveness, Tango's interval with 95 %. */
    @Test
    void boundsAreThePrintedOnesOfFagerlandsExample() {
        var airways = new PairedCounts(1, 1, 7, 12);

        assertThat(airways.differenceAtLeast(0.975)).isCloseTo(-0.517, within(5e-4));
        assertThat(airways.differenceAtMost(0.975)).isCloseTo(-0.026, within(5e-4));
    }

    @Test
    void noChangedPairIsNoSignOfAChange() {
        assertThat(counts(40, 0, 0).mcNemarWorse()).isEqualTo(1);
        assertThat(counts(40, 0, 0).mcNemar()).isEqualTo(1);
    }

    @Test
    void twoOutcomesWithoutAnyCommonOneHaveBoundsWithinTheRange() {
        assertThat(counts(5, 0, 5).differenceAtLeast(0.95)).isEqualTo(-1);
        assertThat(counts(5, 0, 5).differenceAtMost(0.95)).isBetween(-1.0, -0.1);
        assertThat(counts(1, 1, 0).differenceAtMost(0.95)).isEqualTo(1);
    }

    @Test
    void differenceIsGainedLessLost() {
        assertThat(counts(40, 1, 3).difference()).isEqualTo(-0.05);
        assertThat(new PairedCounts(20, 1, 3, 16).n()).isEqualTo(40);
    }

    @Test
    void ratioIsUndefinedWithoutASuccessInTheReference() {
        assertThat(new PairedCounts(0, 3, 0, 5).ratio()).isEmpty();
        assertThat(new PairedCounts(30, 2, 5, 3).ratio()).hasValue(new PairedRatio(30, 2, 5));
        assertThat(new PairedCounts(2, 1, 2, 0).ratio()).hasValue(new PairedRatio(2, 1, 2));
    }

    /** Without a change the bound is −z² / (n + z²): it is above −5 points with more than 19 z² = 51.4 questions. */
    @Test
    void fiftyTwoQuestionsWithoutAChangeShowNoLossOfFivePoints() {
        assertThat(counts(40, 0, 0).pairsToShowNoWorse(0.05, 0.95)).hasValue(52);
        assertThat(counts(52, 0, 0).differenceAtLeast(0.95)).isGreaterThan(-0.05);
        assertThat(counts(51, 0, 0).differenceAtLeast(0.95)).isLessThan(-0.05);
    }

    /** SciPy 1.17.1: optimize.brentq(lambda n: tango(n, 0.03 n, 0.04 n, -0.03) - stats.norm.isf(0.05), 1, 9999) = 516.429644, as in golden.py. */
    @Test
    void pairsThatShowNoWorseAreTheFewestWhoseBoundIsAboveTheMargin() {
        assertThat(counts(100, 3, 4).pairsToShowNoWorse(0.03, 0.95)).hasValue(517);
    }

    @Test
    void noNumberOfPairsShowsNoLossIfTheLossIsTheMargin() {
        assertThat(counts(100, 0, 3).pairsToShowNoWorse(0.03, 0.95)).isEqualTo(OptionalInt.empty());
        assertThat(counts(100, 0, 5).pairsToShowNoWorse(0.03, 0.95)).isEqualTo(OptionalInt.empty());
    }

    /** One of 100 is lost and none gained: with 700 questions 7 are lost, p = 1/128; with fewer than 665 p is above 0.01. */
    @Test
    void pairsThatShowALossAreTheFewestWithASmallP() {
        // SciPy 1.17.1: optimize.brentq(lambda n: special.betainc(n / 100, 1, 0.5) - 0.01, 1, 2000) = 664.385618977
        assertThat(counts(100, 0, 1).pairsToShowWorse(0.01)).hasValue(665);
        assertThat(counts(700, 0, 7).mcNemarWorse()).isEqualTo(1.0 / 128);
    }

    /** SciPy 1.17.1: optimize.brentq(lambda n: special.betainc(4 * n / 100, n / 100 + 1, 0.5) - 0.01, 1, 5000) = 351.3682809570118. */
    @Test
    void pairsThatShowALossDespiteAGainAreTheFewestWithASmallP() {
        assertThat(counts(100, 1, 4).pairsToShowWorse(0.01)).hasValue(352);
    }

    @Test
    void noNumberOfPairsShowsALossThatWasNotSeen() {
        assertThat(counts(100, 2, 2).pairsToShowWorse(0.01)).isEmpty();
        assertThat(counts(100, 2, 1).pairsToShowWorse(0.01)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "40, -1, 0, 0", "40, 0, -1, 0", "-1, 20, 21, 0", "1, 2, 3, -4"})
    void refusesCountsThatAreNone(int both, int gained, int lost, int neither) {
        assertThatThrownBy(() -> new PairedCounts(both, gained, lost, neither))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Counts of pairs must not be negative, nor all 0, found [" + both + " both, " + gained
                        + " gained, " + lost + " lost, " + neither + " neither].");
    }

    @Test
    void refusesALevelThatIsNotAOneSidedConfidence() {
        assertThatThrownBy(() -> counts(40, 0, 0).differenceAtLeast(0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A one-sided confidence level must be between 0.5 and 1, found [0.5].");
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 1, 0, -0.1})
    void refusesAMarginThatIsNoShare(double margin) {
        assertThatThrownBy(() -> counts(40, 0, 0).pairsToShowNoWorse(margin, 0.95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A margin must be between 0 and 1, found [" + margin + "].");
    }
}
