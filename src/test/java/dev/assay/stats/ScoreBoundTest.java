package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreBoundTest {
    /** Between 0 and any other number there are a thousand halvings. */
    @Test
    void aBorderAtZeroIsFoundToTheLastOfAHundredHalvings() {
        assertThat(ScoreBound.between(0, 1, value -> false)).isEqualTo(Math.scalb(1.0, -100));
        assertThat(ScoreBound.between(0, -1, value -> false)).isEqualTo(-Math.scalb(1.0, -100));
    }

    @Test
    void aBorderBetweenTwoNeighboursIsTheOneThatIsKept() {
        assertThat(ScoreBound.between(0, 1, value -> value < 0.3)).isEqualTo(0.3);
        assertThat(ScoreBound.between(1, 0, value -> value > 0.3)).isEqualTo(0.3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 95, Double.NaN})
    void refusesALevelThatIsNotAOneSidedConfidence(double level) {
        assertThatThrownBy(() -> ScoreBound.requireOneSided(level))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A one-sided confidence level must be between 0.5 and 1, found [" + level + "].");
    }
}
