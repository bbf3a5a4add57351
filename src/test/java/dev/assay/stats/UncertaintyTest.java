package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class UncertaintyTest {
    private static final double ANY = Double.POSITIVE_INFINITY;

    @Test
    void isTheDistanceToWhatAFigureCouldBe() {
        assertThat(Uncertainty.of(100, 98)).isEqualTo(new Uncertainty(2, 0));
        assertThat(Uncertainty.of(100, 103)).isEqualTo(new Uncertainty(0, 3));
        assertThat(Uncertainty.of(100, ANY)).isEqualTo(new Uncertainty(0, ANY));
        assertThat(Uncertainty.of(ANY, ANY)).isEqualTo(Uncertainty.NONE);
    }

    @Test
    void addsUpForCausesThatActTogether() {
        assertThat(new Uncertainty(2, 0).plus(new Uncertainty(3, 4))).isEqualTo(new Uncertainty(5, 4));
        assertThat(new Uncertainty(2, 1).plus(Uncertainty.UNBOUNDED)).isEqualTo(Uncertainty.UNBOUNDED);
    }

    @Test
    void hasTheFartherEndsOfWaysThatExcludeEachOther() {
        assertThat(new Uncertainty(2, 0).or(new Uncertainty(1, 4))).isEqualTo(new Uncertainty(2, 4));
    }

    @Test
    void refusesAnEndOnTheWrongSide() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Uncertainty(-1, 0))
                .withMessage("An end of an uncertainty is at least 0, found [-1.0] below and [0.0] above.");
        assertThatIllegalArgumentException().isThrownBy(() -> new Uncertainty(0, Double.NaN));
    }
}
