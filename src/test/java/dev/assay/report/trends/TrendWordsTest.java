package dev.assay.report.trends;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendWordsTest {
    /** 7 values that rise are one of 5,040 orders: two-sided 2/5040 = 0.0004. */
    @Test
    void sevenRunsThatRiseAreATrend() {
        var said = TrendWords.of(new double[] {10, 11, 12, 13, 14, 15, 16}, "ms");

        assertThat(said.english())
                .isEqualTo(
                        "rises over 7 runs: +6.000 ms (+46.2 %) from the first to the last (Theil-Sen; Kendall p = 0.0004)");
        assertThat(said.chinese()).startsWith("7 次运行呈上升趋势：首末次相差 +6.000 ms (+46.2 %)（");
    }

    @Test
    void sixRunsAreTooFew() {
        assertThat(TrendWords.of(new double[] {1, 2, 3, 4, 5, 6}, "ms").english())
                .isEqualTo("6 runs with this figure; a trend needs at least 7");
    }

    @Test
    void noiseIsNoTrend() {
        assertThat(TrendWords.of(new double[] {10, 12, 11, 12, 10, 11, 12, 10}, "/s")
                        .english())
                .startsWith("no trend over 8 runs (Kendall p = ")
                .endsWith("; median 11.00/s");
    }

    @Test
    void valuesThatAreAllTheSameAreNoTrend() {
        assertThat(TrendWords.of(new double[] {0, 0, 0, 0, 0, 0, 0}, "").english())
                .isEqualTo("no trend over 7 runs (Kendall p = 1.0000); median 0");
    }

    @Test
    void ofManyRunsTheLastHundredCount() {
        var falling = DoubleStream.concat(
                        DoubleStream.iterate(0, i -> i + 1).limit(50),
                        DoubleStream.iterate(300, i -> i - 1).limit(100))
                .toArray();

        assertThat(TrendWords.of(falling, "ms").english()).startsWith("falls over 100 runs: -99.00 ms (");
    }

    /** 8 of 8 larger: 1 of 12,870 choices, two-sided 2/12870 = 0.00016. */
    @Test
    void aStepAtAChangeOfTheEnvironmentIsTold() {
        var values = IntStream.range(0, 16)
                .mapToObj(i -> Double.valueOf((i < 8 ? 400 : 430) + i % 8))
                .toList();
        var changes = IntStream.range(0, 16)
                .mapToObj(i -> i == 8 ? "version 0.31 → 0.32" : "")
                .toList();

        assertThat(TrendWords.steps(values, changes, "ms"))
                .singleElement()
                .satisfies(step -> assertThat(step.english())
                        .isEqualTo("version 0.31 → 0.32: higher since then, median 403.5 ms → 433.5 ms (+7.4 %),"
                                + " 8 runs before and 8 after (exact rank sum, p = 0.0002)"));
    }

    @Test
    void aChangeAfterFewRunsShowsNoClearDifference() {
        assertThat(TrendWords.steps(List.of(1.0, 1.1, 2.0), List.of("", "", "driver 1 → 2"), ""))
                .singleElement()
                .satisfies(step -> assertThat(step.english())
                        .startsWith("driver 1 → 2: no clear difference, median 1.050 → 2.000"));
        assertThat(TrendWords.steps(Arrays.asList(null, 1.1), List.of("", "gpu a → b"), ""))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"41.7, 41.70", "0.325, 0.3250", "0.00812, 0.008120", "12345.678, 12346", "0, 0", "-2.5, -2.500"})
    void numbersHaveFourDigitsThatCount(double value, String shown) {
        assertThat(TrendWords.number(value)).isEqualTo(shown);
    }
}
