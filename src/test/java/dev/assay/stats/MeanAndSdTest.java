package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeanAndSdTest {
    /** SciPy 1.17.1: stats.ttest_1samp([3, 1, 4, 1, 5], 0).confidence_interval(0.9). */
    @Test
    void boundsOfTheMeanAgreeWithScipy() {
        var numbers = MeanAndSd.of(3, 1, 4, 1, 5);

        assertThat(numbers.meanAtLeast(0.95)).isCloseTo(1.094522570938679, within(1e-9));
        assertThat(numbers.meanAtMost(0.95)).isCloseTo(4.50547742906132, within(1e-9));
    }

    @Test
    void equalNumbersHaveExactlyNoSpread() {
        assertThat(MeanAndSd.of(0.1, 0.1, 0.1)).isEqualTo(new MeanAndSd(3, 0.1, 0));
        assertThat(MeanAndSd.of(0.1, 0.1, 0.1).meanAtMost(0.95)).isEqualTo(0.1);
    }

    @Test
    void nothingIsKnownOfTheSpreadOfOneNumber() {
        var one = MeanAndSd.of(7);

        assertThat(one).isEqualTo(new MeanAndSd(1, 7, Double.POSITIVE_INFINITY));
        assertThat(one.meanAtMost(0.95)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(one.meanAtLeast(0.95)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void logsAreThoseOfTheNumbers() {
        assertThat(MeanAndSd.ofLogs(1, Math.E, Math.E * Math.E).mean()).isCloseTo(1, within(1e-15));
        assertThatThrownBy(() -> MeanAndSd.ofLogs(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A logarithm needs a value above 0, found [0.0].");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 1, 1", "2, 1, Infinity", "2, NaN, 1", "2, 1, -1", "2, 1, NaN"})
    void refusesWhatIsNoSpread(int n, double mean, double sd) {
        assertThatThrownBy(() -> new MeanAndSd(n, mean, sd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A mean needs n >= 1, and a standard deviation that is infinite only if n is 1, found [n = "
                        + n + ", mean = " + mean + ", sd = " + sd + "].");
    }
}
