package dev.assay.gate.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelsTest {
    @ParameterizedTest(name = "{0} limits: {1}")
    @CsvSource({"1, 99 %", "2, 99.5 %", "6, 99.83 %", "12, 99.92 %"})
    void limitsShareTheRateOfFalseAlarms(int limits, String fail) {
        assertThat(Levels.text(Levels.of(limits).fail())).isEqualTo(fail);
        assertThat(Levels.text(Levels.of(limits).pass())).isEqualTo("95 %");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "1, p = 1.00",
        "0.6543, p = 0.65",
        "0.0625, p = 0.063",
        "0.001953, p = 0.0020",
        "0.00011, p = 0.0001",
        "0.0001, p = 0.0001",
        "0.00009, p < 0.0001",
        "0, p < 0.0001"
    })
    void probabilitiesAreShownWithTwoDigitsThatCount(double p, String shown) {
        assertThat(Levels.p(p)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.01", "1.0, 0.01", "0.95, 0.0", "0.95, 0.5"})
    void refusesWhatIsNoLevel(double pass, double falseAlarms) {
        assertThatThrownBy(() -> new Levels(pass, falseAlarms))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "PASS needs a confidence between 0.5 and 1, and FAIL an error probability between 0 and 0.5, found ["
                                + pass + "] and [" + falseAlarms + "].");
    }
}
