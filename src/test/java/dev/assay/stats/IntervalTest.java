package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void refusesEndsThatAreNotInOrder() {
        assertThatThrownBy(() -> new Interval(2, 1, 0.95))
                .hasMessage("An interval needs low <= high, found [2.0, 1.0].");
        assertThatThrownBy(() -> new Interval(Double.NaN, 1, 0.95))
                .hasMessage("An interval needs low <= high, found [NaN, 1.0].");
    }

    @Test
    void refusesALevelThatIsNotAConfidence() {
        assertThatThrownBy(() -> new Interval(1, 2, 1))
                .hasMessage("A confidence level must be between 0 and 1," + " found [1.0].");
        assertThatThrownBy(() -> new Interval(1, 2, 0))
                .hasMessage("A confidence level must be between 0 and 1," + " found [0.0].");
    }
}
