package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EarlyLookTest {
    @Test
    void theThreeLooksSpendWhatOneTestMay() {
        var looks = IntStream.rangeClosed(1, EarlyLook.LOOKS)
                .mapToObj(number -> EarlyLook.of(number, 6))
                .toList();

        assertThat(looks.stream().mapToDouble(EarlyLook::failAlpha).sum()).isCloseTo(0.01 / 6, within(1e-15));
        assertThat(looks.stream().mapToDouble(EarlyLook::passAlpha).sum()).isCloseTo(0.05, within(1e-15));
    }

    @Test
    void theFirstLookCannotPass() {
        assertThat(EarlyLook.of(1, 1)).isEqualTo(new EarlyLook(1, 0.002, 0));
        assertThat(EarlyLook.of(2, 2)).isEqualTo(new EarlyLook(2, 0.0015, 0.01));
        assertThat(EarlyLook.of(3, 1)).isEqualTo(new EarlyLook(3, 0.005, 0.04));
    }

    @Test
    void refusesAFourthLook() {
        assertThatThrownBy(() -> EarlyLook.of(4, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A look must be 1 to 3, with at least one limit, found [4 with 1 limits].");
    }
}
