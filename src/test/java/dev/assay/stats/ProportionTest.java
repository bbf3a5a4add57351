package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
    /** 15 of 50 of which 20 are independent are known as well as 6 of 20. */
    @Test
    void wilsonOfDependentObservationsIsThatOfFewer() {
        var few = new Proportion(6, 20).wilson(0.95);

        var dependent = new Proportion(15, 50).wilson(0.95, 20);

        assertEnds(dependent, few.low(), few.high());
        assertThat(new Proportion(15, 50).wilson(0.95, 50)).isEqualTo(new Proportion(15, 50).wilson(0.95));
        assertThat(new Proportion(0, 50).wilson(0.95, 10.5).low()).isZero();
        assertThat(new Proportion(50, 50).wilson(0.95, 10.5).high()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "34, 40, 0.709276756335103, 0.9293881228267964",
        "0, 40, 0, 0.08762160119728662",
        "40, 40, 0.9123783988027133, 1",
        "812, 1319, 0.5890661092303777, 0.6414981794576302"
    })
    void wilsonAgreesWithSciPy(int k, int n, double low, double high) {
        // SciPy 1.17.1: stats.binomtest(k, n).proportion_ci(0.95, 'wilson')
        assertEnds(new Proportion(k, n).wilson(0.95), low, high);
    }

    @Test
    void isMirroredIfHitsAndMissesAreExchanged() {
        for (var k = 0; k <= 40; k++) {
            var hits = new Proportion(k, 40).wilson(0.95);
            var misses = new Proportion(40 - k, 40).wilson(0.95);

            assertThat(hits.low()).isCloseTo(1 - misses.high(), within(1e-12));
            assertThat(new Proportion(k, 40).value()).isBetween(hits.low(), hits.high());
        }
    }

    /** SciPy 1.17.1: binom.cdf(4, 10, 7.5/11), binom.sf(1, 46, 1.5/47), binom.cdf(1199, 1319, 1230.5/1320). */
    @Test
    void probabilitiesOfAnotherCountAgreeWithSciPy() {
        assertThat(new Proportion(7, 10).probabilityOf(count -> count <= 4))
                .isCloseTo(0.06208583457202101, within(1e-12));
        assertThat(new Proportion(1, 46).probabilityOf(count -> count > 1))
                .isCloseTo(0.43399942654477275, within(1e-12));
        assertThat(new Proportion(1230, 1319).probabilityOf(count -> count <= 1199))
                .isCloseTo(0.0007954483051695961, within(1e-12));
    }

    /** SciPy 1.17.1: binom.sf(0, 40, 0.5/41). */
    @Test
    void aShareOfNoneOrAllMayChangeInARepetition() {
        assertThat(new Proportion(0, 40).probabilityOf(count -> count > 0))
                .isCloseTo(0.38786577809167994, within(1e-12));
        assertThat(new Proportion(40, 40).probabilityOf(count -> count < 40))
                .isCloseTo(0.38786577809167994, within(1e-12));
    }

    @Test
    void valueIsKOverN() {
        assertThat(new Proportion(34, 40).value()).isEqualTo(0.85);
        assertThat(new Proportion(1, 1).value()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-1, 40", "41, 40"})
    void refusesCountsThatAreNotAProportion(int k, int n) {
        assertThatThrownBy(() -> new Proportion(k, n))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A proportion needs 0 <= k <= n and n >= 1, found [" + k + " of " + n + "].");
    }

    @Test
    void refusesAConfidenceLevelOutsideItsRange() {
        assertThatThrownBy(() -> new Proportion(1, 2).wilson(95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A confidence level must be between 0 and 1, found [95.0].");
    }

    private static void assertEnds(Interval interval, double low, double high) {
        assertThat(interval.low()).isCloseTo(low, within(1e-12));
        assertThat(interval.high()).isCloseTo(high, within(1e-12));
        assertThat(interval.level()).isEqualTo(0.95);
    }
}
