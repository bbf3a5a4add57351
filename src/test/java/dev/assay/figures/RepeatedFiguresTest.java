package dev.assay.figures;

import static dev.assay.testing.Figures.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.stats.Sample;
import dev.assay.testing.Traces;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedFiguresTest {
    @Test
    void hasAValueOfEachMeasurementThatHasOne() {
        var repeated = new RepeatedFigures(
                List.of(
                        FigureTable.of(List.of(Traces.whole("a", 0, 20, 10, 3))),
                        FigureTable.of(List.of()),
                        FigureTable.of(List.of(Traces.whole("a", 0, 30, 10, 3)))),
                3);

        assertThat(repeated.values(named("ttft.mean"))).hasValue(Sample.of(20, 30));
        assertThat(repeated.values(named("goodput"))).isEmpty();
    }

    /** SciPy 1.17.1: stats.ttest_1samp([20, 30, 25, 29], 0).confidence_interval(0.9). */
    @Test
    void boundsTheMeanOverMoreStarts() {
        var bounds = RepeatedFigures.bounds(Sample.of(20, 30, 25, 29), 4).orElseThrow();

        assertThat(bounds.low()).isCloseTo(20.650733646188332, within(1e-9));
        assertThat(bounds.high()).isCloseTo(31.349266353811664, within(1e-9));
        assertThat(bounds.level()).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void knowsNothingOfAnotherStartByOneOrBySeveralMeasurementsOfOne() {
        assertThat(RepeatedFigures.bounds(Sample.of(20), 1)).isEmpty();
        assertThat(RepeatedFigures.bounds(Sample.of(20, 30), 1)).isEmpty();
        assertThat(RepeatedFigures.bounds(Sample.of(20, 30), 3)).isPresent();
    }
}
