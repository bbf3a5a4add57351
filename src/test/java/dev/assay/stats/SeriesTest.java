package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void keepsItsNumbersInTheirOrder() {
        var numbers = new double[] {3, Double.NaN, -1};
        var series = Series.of(numbers);
        numbers[0] = 99;

        assertThat(series.size()).isEqualTo(3);
        assertThat(series.get(0)).isEqualTo(3);
        assertThat(series.get(2)).isEqualTo(-1);
        assertThat(series.stream()).containsExactly(3.0, Double.NaN, -1.0);
        assertThat(series).hasToString("3 numbers");
    }

    @Test
    void isEqualToASeriesOfTheSameNumbersInTheSameOrder() {
        assertThat(Series.of(1, 2))
                .isEqualTo(Series.of(DoubleStream.of(1, 2)))
                .hasSameHashCodeAs(Series.of(DoubleStream.of(1, 2)))
                .isNotEqualTo(Series.of(2, 1))
                .doesNotHaveSameHashCodeAs(Series.of(2, 1))
                .isNotEqualTo("2 numbers");
    }
}
