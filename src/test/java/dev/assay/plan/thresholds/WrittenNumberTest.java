package dev.assay.plan.thresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNumberTest {
    @ParameterizedTest
    @CsvSource({"50.671, 50.6705, 50.6715", "39.050, 39.0495, 39.0505", "39.05, 39.045, 39.055", "2, 1.5, 2.5"})
    void decimalsShowHowItWasRounded(String text, BigDecimal low, BigDecimal high) {
        var written = new WrittenNumber(new BigDecimal(text));

        assertThat(written.low()).isEqualTo(low);
        assertThat(written.high()).isEqualTo(high);
        assertThat(written).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1,5", "1.", ".5", "1e3", " 1", "１"})
    void doesNotParseOtherNotations(String text) {
        assertThat(WrittenNumber.parse(text)).isNull();
    }

    @Test
    void refusesANegativeValue() {
        assertThatThrownBy(() -> new WrittenNumber(new BigDecimal("-0.5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A published number must have only digits and at most one decimal point, found [-0.5].");
    }
}
