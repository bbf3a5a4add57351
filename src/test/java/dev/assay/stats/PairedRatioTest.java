package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PairedRatioTest {
    private static final double Z_SQUARED = Math.pow(NormalDistribution.of(0, 1).inverseCumulativeProbability(0.95), 2);

    static List<GoldenValue> atLeast() {
        return GoldenValue.of("tang-at-least");
    }

    static List<GoldenValue> atMost() {
        return GoldenValue.of("tang-at-most");
    }

    private static PairedRatio ratio(GoldenValue golden) {
        return new PairedRatio(golden.count(0), golden.count(1), golden.count(2));
    }

    @ParameterizedTest
    @MethodSource("atLeast")
    void lowerBoundsAgreeWithTheLikelihoodSolvedByScipy(GoldenValue golden) {
        assertThat(ratio(golden).atLeast(golden.number(3))).isCloseTo(golden.value(), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("atMost")
    void upperBoundsAgreeWithTheLikelihoodSolvedByScipy(GoldenValue golden) {
        assertThat(ratio(golden).atMost(golden.number(3))).isCloseTo(golden.value(), within(1e-9));
    }

    /** Fagerland, Lydersen and Laake, Statistics in Medicine 33 (2014): airway hyper-responsiveness, Tang's interval with 95 %. */
    @Test
    void boundsAreThePrintedOnesOfFagerlandsExample() {
        var airways = new PairedRatio(1, 1, 7);

        assertThat(airways.value()).isEqualTo(0.25);
        assertThat(airways.atLeast(0.975)).isCloseTo(0.065, within(5e-4));
        assertThat(airways.atMost(0.975)).isCloseTo(0.907, within(5e-4));
    }

    /** With a successes and no change the equation becomes a (1 − r) / r = z². */
    @Test
    void withoutAChangeTheBoundsAreThoseOfOneProportion() {
        assertThat(new PairedRatio(38, 0, 0).atLeast(0.95)).isCloseTo(38 / (38 + Z_SQUARED), within(1e-12));
        assertThat(new PairedRatio(38, 0, 0).atMost(0.95)).isCloseTo((38 + Z_SQUARED) / 38, within(1e-12));
    }

    /** With c lost and nothing else the equation becomes c r = z². */
    @Test
    void ifAllIsLostTheRatioIsZeroAndHasAnUpperBound() {
        assertThat(new PairedRatio(0, 0, 20).value()).isZero();
        assertThat(new PairedRatio(0, 0, 20).atLeast(0.95)).isZero();
        assertThat(new PairedRatio(0, 0, 20).atMost(0.95)).isCloseTo(Z_SQUARED / 20, within(1e-12));
    }

    @Test
    void numberOfPairsForTheBoundIsTheLeastThatIsEnough() {
        // 95 % of the reference and no change: a / (a + z²) > 0.95 needs a > 19 z² = 51.4 successes, of 4 in 5 pairs
        // 64.3
        var seen = new PairedRatio(32, 0, 0);

        assertThat(seen.pairsToShowAtLeast(40, 0.95, 0.95)).hasValue(65);
        assertThat(seen.pairsToShowBelow(40, 0.95, 0.99)).isEmpty();
    }

    @Test
    void aRatioBelowTheWantedOneIsShownByMorePairs() {
        var seen = new PairedRatio(80, 2, 12);
        var needed = seen.pairsToShowBelow(100, 0.95, 0.99).orElseThrow();

        assertThat(seen.pairsToShowAtLeast(100, 0.95, 0.95)).isEmpty();
        assertThat(needed).isGreaterThan(100);
        var enough = needed / 100 + 1;
        assertThat(new PairedRatio(80 * enough, 2 * enough, 12 * enough).atMost(0.99))
                .isLessThan(0.95);
        var few = needed / 100;
        assertThat(new PairedRatio(80 * few, 2 * few, 12 * few).atMost(0.99)).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 0", "-1, 0, 2", "3, -1, 0", "3, 0, -1"})
    void refusesAReferenceWithoutSuccess(int both, int gained, int lost) {
        assertThatThrownBy(() -> new PairedRatio(both, gained, lost))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A paired ratio needs a success in the reference, found [" + both + " both, " + gained
                        + " gained, " + lost + " lost].");
    }

    @Test
    void oneSuccessInTheReferenceIsEnough() {
        assertThat(new PairedRatio(1, 0, 0).value()).isEqualTo(1);
        assertThat(new PairedRatio(0, 2, 1).value()).isEqualTo(2);
    }
}
