package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendTest {
    private static double[] values(String written) {
        return Arrays.stream(written.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** SciPy 1.17.1: stats.kendalltau(range(n), y, method='exact'), stats.theilslopes(y, range(n)).slope. */
    @ParameterizedTest
    @CsvSource({
        "1 2 3 4 5 6 7 8 9 10, 45, 5.511463844797178e-07, 1",
        "3.1 2.9 3.3 3.0 3.6 3.4 3.8 3.7 4.0 3.9, 33, 0.002212852733686067, 0.11666666666666663",
        "41.2 40.8 41.9 40.5 41.1 41.3 40.9 41.7 41.0 41.4, 7, 0.6006536596119929, 0.025000000000000355",
        "1 3 2 5 4 6 8 7 10 9, 37, 0.0003576940035273369, 1",
        "10 9 7 8 6 5 3 4 2 1, -41, 2.9761904761904762e-05, -1",
        "5 4 3 2 1, -10, 0.016666666666666666, -1",
        "2.5 1.5, -1, 1, -1"
    })
    void agreesWithSciPy(String written, int s, double pValue, double slope) {
        var trend = Trend.of(values(written));

        assertThat(trend.s()).isEqualTo(s);
        assertThat(trend.pValue()).isCloseTo(pValue, within(pValue * 1e-12));
        assertThat(trend.slope()).isCloseTo(slope, within(1e-12));
    }

    /**
     * SciPy has no exact test with ties, so the p-values are from a program that counts all orders one by one. The slopes are from
     * stats.theilslopes.
     */
    @ParameterizedTest
    @CsvSource({
        "1 1 2 2 3 3, 12, 0.022222222222222223, 0.5",
        "1 2 2 3 3 3 4, 17, 0.004761904761904762, 0.5",
        "5 5 5 1, -3, 0.5, -0.6666666666666666",
        "1 2 3 3 5 6 7, 20, 0.0007936507936507937, 1",
        "3 1 2 2 1 3 3 4, 11, 0.20357142857142857, 0.3333333333333333",
        "2 2 2, 0, 1, 0"
    })
    void isExactWithTies(String written, int s, double pValue, double slope) {
        var trend = Trend.of(values(written));

        assertThat(trend.s()).isEqualTo(s);
        assertThat(trend.pValue()).isCloseTo(pValue, within(1e-12));
        assertThat(trend.slope()).isCloseTo(slope, within(1e-12));
    }

    @Test
    void needsTwoValuesAndNoMoreThanAHundred() {
        assertThatThrownBy(() -> Trend.of(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A trend needs 2 to 100 values, found [1].");
        assertThatThrownBy(() -> Trend.of(new double[101]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A trend needs 2 to 100 values, found [101].");
    }

    /** All pairs of 100 values rise: of the 100! orders, this one and its reverse are as far from 0. */
    @Test
    void aHundredValuesAreNotTooMany() {
        var rising = Trend.of(IntStream.range(0, 100).asDoubleStream().toArray());

        assertThat(rising.s()).isEqualTo(4950);
        // Python 3.11: 2 / math.factorial(100)
        assertThat(rising.pValue()).isCloseTo(2.143020576250934e-158, within(1e-168));
        assertThat(rising.slope()).isEqualTo(1);
    }
}
