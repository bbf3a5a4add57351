package dev.assay.tools.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateSpreadTest {
    // Two requests, the slower r times the other: mean(1 / x) × mean(x) = (1 + r)² / (4 r), the most that this factor
    // can give.
    @ParameterizedTest(name = "{1} times the other")
    @CsvSource({"1, 1", "1.125, 2", "1.5625, 4", "3.025, 10"})
    void findsTheFactorOfTwoRequests(double product, double factor) {
        assertThat(RateSpread.factor(product)).isEqualTo(factor);
    }

    @Test
    void roundsDownSinceItIsABound() {
        // (√1.01 + √0.01)² = 1.220998
        assertThat(RateSpread.factor(1.01)).isEqualTo(1.22);
    }

    @Test
    void refusesLessThanJensenAllows() {
        assertThatThrownBy(() -> RateSpread.factor(0.99))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A mean of rates is at least the rate of the mean, found [0.99].");
    }
}
