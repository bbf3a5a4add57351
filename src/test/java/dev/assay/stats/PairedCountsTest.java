package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedCountsTest {
    @ParameterizedTest(name = "{1} gained, {2} lost of {0}")
    @CsvSource({
        "40, 0, 0, -0.06335344864546007",
        "40, 0, 1, -0.10458856696171152",
        "40, 1, 2, -0.11999370118626207",
        "40, 5, 6, -0.16752666683690495",
        "1319, 20, 30, -0.01677591170035118",
        "40, 3, 0, 0.006895043274177466"
    })
    void lowerBoundAgreesWithALikelihoodMaximisedByAnotherProgram(int n, int gained, int lost, double bound) {
        // Python 3: a ternary search of the trinomial likelihood for the share that is lost, bisection for the bound, z
        // from statistics.NormalDist
        assertThat(new PairedCounts(n, gained, lost).lowerBound(0.95)).isCloseTo(bound, within(1e-8));
    }

    @ParameterizedTest(name = "{0} gained, {1} lost")
    @CsvSource({"0, 0, 1", "0, 1, 1", "5, 6, 1", "0, 5, 0.0625", "0, 6, 0.03125", "1, 8, 0.0390625", "8, 1, 0.0390625"})
    void mcNemarIsTwiceTheTailOfAFairCoin(int gained, int lost, double p) {
        // 2 × Σ C(m, i) / 2^m for i up to the smaller: 2 / 2^5, 2 / 2^6, 2 × (1 + 9) / 2^9
        assertThat(new PairedCounts(40, gained, lost).mcNemar()).isCloseTo(p, within(1e-12));
    }

    @Test
    void differenceIsGainedLessLost() {
        assertThat(new PairedCounts(40, 1, 3).difference()).isEqualTo(-0.05);
    }

    @Test
    void boundIsLowerWithMoreConfidenceAndWithMoreChanges() {
        assertThat(new PairedCounts(40, 0, 1).lowerBound(0.975))
                .isLessThan(new PairedCounts(40, 0, 1).lowerBound(0.95));
        assertThat(new PairedCounts(40, 1, 2).lowerBound(0.95)).isLessThan(new PairedCounts(40, 0, 1).lowerBound(0.95));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "40, -1, 0", "40, 0, -1", "40, 20, 21"})
    void refusesMoreChangesThanPairs(int n, int gained, int lost) {
        assertThatThrownBy(() -> new PairedCounts(n, gained, lost))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Gained and lost pairs must be at most all n pairs, and n at least 1, found [" + gained
                        + " and " + lost + " of " + n + "].");
    }

    @Test
    void refusesALevelThatIsNotAOneSidedConfidence() {
        assertThatThrownBy(() -> new PairedCounts(40, 0, 0).lowerBound(0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A one-sided confidence level must be between 0.5 and 1, found [0.5].");
    }
}
