package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void containsBothEnds() {
        var interval = new Interval(1, 2, 0.95);

        assertThat(interval.contains(1)).isTrue();
        assertThat(interval.contains(2)).isTrue();
        assertThat(interval.contains(2.5)).isFalse();
        assertThat(interval.contains(0.5)).isFalse();
        assertThat(interval.contains(Double.NaN)).isFalse();
    }

    @Test
    void saysWhichSideIsBounded() {
        var above = new Interval(Double.NEGATIVE_INFINITY, 2, 0.95);
        var below = new Interval(1, Double.POSITIVE_INFINITY, 0.95);

        assertThat(above.boundedBelow()).isFalse();
        assertThat(above.boundedAbove()).isTrue();
        assertThat(below.boundedBelow()).isTrue();
        assertThat(below.boundedAbove()).isFalse();
    }

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
