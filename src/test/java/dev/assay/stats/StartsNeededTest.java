package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartsNeededTest {
    private static MeanAndSd starts(int n, double mean, double sd) {
        return new MeanAndSd(n, mean, sd);
    }

    /** SciPy 1.17.1: the least k with 0.05 - stats.t.isf(0.01, 2k - 2) * 0.04 * sqrt(2 / k) > 0 is 9, with 0.01 / 12 it is 16. */
    @Test
    void aLossIsShownByTheLeastNumberOfStartsWhoseBoundIsAboveZero() {
        var now = starts(3, 4.05, 0.04);
        var reference = starts(5, 4, 0.04);

        assertThat(StartsNeeded.aSideToShowWorse(now, reference, 0.015, 0.99)).hasValue(9);
        assertThat(StartsNeeded.aSideToShowWorse(now, reference, 0.015, 1 - 0.01 / 12))
                .hasValue(16);
    }

    /** SciPy 1.17.1: the least k with stats.t.isf(0.05, 2k - 2) * 0.01 * sqrt(2 / k) < 0.03 is 2. */
    @Test
    void noLossIsShownByTheLeastNumberOfStartsWhoseBoundIsBelowTheMargin() {
        assertThat(StartsNeeded.aSideToShowNoWorse(starts(2, 4, 0.01), starts(2, 4, 0.01), 0.03, 0.95))
                .hasValue(2);
    }

    @Test
    void noNumberOfStartsShowsWhatWasNotSeen() {
        var now = starts(3, 4.01, 0.04);
        var reference = starts(3, 4, 0.04);

        assertThat(StartsNeeded.aSideToShowWorse(now, reference, 0.015, 0.99)).isEmpty();
        assertThat(StartsNeeded.aSideToShowNoWorse(now, reference, 0.01, 0.95)).isEmpty();
        assertThat(StartsNeeded.aSideToShowWorse(now.negated(), reference.negated(), 0, 0.99))
                .isEmpty();
    }

    @Test
    void oneStartHasNoSpreadToCalculateWith() {
        assertThat(StartsNeeded.aSideToShowWorse(MeanAndSd.of(5), starts(3, 4, 0.04), 0, 0.99))
                .isEmpty();
        assertThat(StartsNeeded.pairsToShowWorse(MeanAndSd.of(5), 0, 0.99)).isEmpty();
    }

    @Test
    void withoutSpreadTheFewestStartsDecide() {
        assertThat(StartsNeeded.aSideToShowWorse(starts(2, 6, 0), starts(2, 5, 0), 0.1, 0.99))
                .hasValue(2);
        assertThat(StartsNeeded.aSideToShowNoWorse(starts(2, 6, 0), starts(2, 5, 0), 1.1, 0.95))
                .hasValue(2);
    }

    @Test
    void noNumberOfStartsShowsADifferenceThatIsExactlyTheLimit() {
        assertThat(StartsNeeded.aSideToShowWorse(starts(2, 6, 0), starts(2, 5, 0), 1, 0.99))
                .isEmpty();
        assertThat(StartsNeeded.aSideToShowNoWorse(starts(2, 6, 0), starts(2, 5, 0), 1, 0.95))
                .isEmpty();
        assertThat(StartsNeeded.pairsToShowWorse(starts(3, 1, 0), 1, 0.99)).isEmpty();
        assertThat(StartsNeeded.pairsToShowNoWorse(starts(3, 1, 0), 1, 0.95)).isEmpty();
    }

    /** SciPy 1.17.1: the least k with 0.01 + stats.t.isf(0.05, k - 1) * 0.03 / sqrt(k) < 0.02 is 27. */
    @Test
    void noLossIsShownByTheLeastNumberOfPairsWhoseBoundIsBelowTheMargin() {
        assertThat(StartsNeeded.pairsToShowNoWorse(starts(3, 0.01, 0.03), 0.02, 0.95))
                .hasValue(27);
        assertThat(StartsNeeded.pairsToShowNoWorse(starts(3, 0.03, 0.03), 0.02, 0.95))
                .isEmpty();
    }

    @Test
    void pairsAreAtLeastThoseThatTheExactTestNeeds() {
        assertThat(StartsNeeded.pairsToShowWorse(starts(3, 0.05, 0.001), 0.015, 0.99))
                .hasValue(7);
        assertThat(StartsNeeded.pairsToShowNoWorse(starts(3, 0, 0.001), 0.03, 0.95))
                .hasValue(5);
        // SciPy 1.17.1: the least k with 0.05 - stats.t.isf(0.01, k - 1) * 0.08 / sqrt(k) > 0 is 18.
        assertThat(StartsNeeded.pairsToShowWorse(starts(3, 0.05, 0.08), 0.015, 0.99))
                .hasValue(18);
    }
}
