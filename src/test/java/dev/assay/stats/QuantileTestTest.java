package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileTestTest {
    @ParameterizedTest(name = "{0} over at p = {1}")
    @CsvSource({
        "0, 0.5, 5", "0, 0.9, 29", "0, 0.95, 59", "0, 0.99, 299", "0, 0.999, 2995",
        "1, 0.9, 46", "1, 0.99, 473", "2, 0.99, 628", "5, 0.99, 1049", "5, 0.999, 10511"
    })
    void sampleSizesAgreeWithSciPy(int over, double p, int expected) {
        // SciPy 1.17.1: the smallest n with stats.binom.sf(n-over-1, n, p) <= 0.05
        assertThat(QuantileTest.minimumSamples(over, p)).isEqualTo(expected);
        assertThat(over > 0 || QuantileTest.minimumSamples(p) == expected).isTrue();
    }

    /** One value is at or below the 5th percentile with a probability of 0.05, which is just small enough. */
    @Test
    void aProbabilityOfExactlyFivePercentProves() {
        assertThat(QuantileTest.pValue(0, 1, 0.05)).isEqualTo(0.05);
        assertThat(QuantileTest.proves(0, 1, 0.05)).isTrue();
    }

    @ParameterizedTest(name = "{0} values at p = {1}")
    @CsvSource({
        "5, 0.5, 0",
        "29, 0.9, 0",
        "59, 0.95, 0",
        "299, 0.99, 0",
        "472, 0.99, 0",
        "473, 0.99, 1",
        "628, 0.99, 2",
        "1048, 0.99, 4",
        "1049, 0.99, 5",
        "1000, 0.5, 473",
        "2995, 0.9, 272",
        "2995, 0.999, 0"
    })
    void allowedCountsAgreeWithSciPy(int n, double p, int expected) {
        // SciPy 1.17.1: the largest k with stats.binom.sf(n-k-1, n, p) <= 0.05
        assertThat(QuantileTest.allowedOver(n, p)).hasValue(expected);
    }

    @ParameterizedTest(name = "{0} values at p = {1}")
    @CsvSource({"1, 0.5", "4, 0.5", "28, 0.9", "58, 0.95", "298, 0.99", "2994, 0.999"})
    void allowsNoCountWhenTheSampleIsTooSmall(int n, double p) {
        assertThat(QuantileTest.allowedOver(n, p)).isEmpty();
        assertThat(QuantileTest.proves(0, n, p)).isFalse();
    }

    @ParameterizedTest(name = "{0} of {1} over at p = {2}")
    @CsvSource({
        "0, 299, 0.99, 0.04953625663766233",
        "0, 298, 0.99, 0.0500366228663256",
        "1, 473, 0.99, 0.04979753881984887",
        "5, 1049, 0.99, 0.04986616983606315",
        "5, 1048, 0.99, 0.05015857373360392",
        "3, 100, 0.9, 0.007836487121184415"
    })
    void pValuesAgreeWithSciPy(int over, int n, double p, double expected) {
        // SciPy 1.17.1: stats.binomtest(over, n, 1-p, alternative='less').pvalue
        assertThat(QuantileTest.pValue(over, n, p)).isCloseTo(expected, within(1e-13));
    }

    @Test
    void provesExactlyUpToTheAllowedCount() {
        for (var p : new double[] {0.5, 0.9, 0.95, 0.99}) {
            for (var n = 1; n <= 700; n++) {
                var allowed = QuantileTest.allowedOver(n, p).orElse(-1);

                assertThat(allowed < 0 || QuantileTest.proves(allowed, n, p)).isTrue();
                assertThat(QuantileTest.proves(allowed + 1, n, p)).isFalse();
            }
        }
    }

    @Test
    void provesNothingIfAllValuesAreAbove() {
        assertThat(QuantileTest.pValue(300, 300, 0.99)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} values at p = {1}")
    @CsvSource({
        "6, 0.5, 1, 6",
        "20, 0.5, 6, 15",
        "40, 0.5, 14, 27",
        "40, 0.9, 32, 40",
        "100, 0.9, 84, 96",
        "400, 0.99, 392, 400",
        "1000, 0.5, 469, 532",
        "1000, 0.9, 881, 919",
        "1000, 0.99, 983, 997"
    })
    void intervalsAgreeWithSciPy(int n, double p, double low, double high) {
        // SciPy 1.17.1: stats.quantile_test(np.arange(1, n+1), q=0, p=p).confidence_interval(0.95)
        assertThat(QuantileTest.interval(oneTo(n), p, 0.95)).isEqualTo(new Interval(low, high, 0.95));
    }

    @ParameterizedTest(name = "{0} values at p = {1}")
    @CsvSource({"6, 0.9, 4", "20, 0.9, 15", "40, 0.99, 38", "100, 0.99, 97"})
    void hasNoUpperEndIfTheSampleIsTooSmall(int n, double p, double low) {
        // The same call; SciPy answers nan for the upper end.
        var interval = QuantileTest.interval(oneTo(n), p, 0.95);

        assertThat(interval).isEqualTo(new Interval(low, Double.POSITIVE_INFINITY, 0.95));
    }

    @Test
    void hasNoEndsIfTheSampleIsMuchTooSmall() {
        // The same call for n = 5, p = 0.5; SciPy answers nan for both ends.
        var interval = QuantileTest.interval(oneTo(5), 0.5, 0.95);

        assertThat(interval).isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.95));
    }

    @Test
    void refusesCountsOutsideTheirRange() {
        assertThatThrownBy(() -> QuantileTest.proves(6, 5, 0.5))
                .hasMessage("The number of values above a limit must be from 0 to n, found [6 of 5].");
        assertThatThrownBy(() -> QuantileTest.proves(-1, 5, 0.5))
                .hasMessage("The number of values above a limit must be from 0 to n, found [-1 of 5].");
        assertThatThrownBy(() -> QuantileTest.minimumSamples(-1, 0.5))
                .hasMessage("The number of values above a limit must be at least 0, found [-1].");
        assertThatThrownBy(() -> QuantileTest.allowedOver(0, 0.5))
                .hasMessage("A test needs at least one value, found n = [0].");
    }

    @Test
    void refusesAPercentileOutsideItsRange() {
        assertThatThrownBy(() -> QuantileTest.minimumSamples(99))
                .hasMessage("A percentile must be between 0 and 1, found [99.0].");
        assertThatThrownBy(() -> QuantileTest.minimumSamples(1))
                .hasMessage("A percentile must be between 0 and 1, found [1.0].");
        assertThatThrownBy(() -> QuantileTest.allowedOver(10, 0))
                .hasMessage("A percentile must be between 0 and 1, found [0.0].");
    }

    private static Sample oneTo(int n) {
        return Sample.of(IntStream.rangeClosed(1, n).asDoubleStream());
    }

    /**
     * One-sided at 95 %: SciPy 1.17.1, stats.quantile_test(np.arange(1, n+1), q=0, p=p, alternative='less' or
     * 'greater').confidence_interval(0.95).
     */
    @ParameterizedTest
    @CsvSource({"40, 0.9, 33, 40", "46, 0.9, 38, 45", "100, 0.5, 42, 59", "5, 0.5, 1, 5", "299, 0.99, 293, 299"})
    void boundsAgreeWithSciPy(int n, double p, double low, double high) {
        assertThat(QuantileTest.lowerBound(oneTo(n), 0, p)).isEqualTo(low);
        assertThat(QuantileTest.upperBound(oneTo(n), 0, p)).isEqualTo(high);
    }

    @Test
    void hasNoBoundsIfThereAreTooFewValues() {
        assertThat(QuantileTest.upperBound(oneTo(28), 0, 0.9)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(QuantileTest.lowerBound(oneTo(4), 0, 0.5)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** One of 46 values may be above the limit. If the added value is that one, none of the 45 may be. */
    @Test
    void countsTheAddedValues() {
        assertThat(QuantileTest.upperBound(oneTo(45), 1, 0.9)).isEqualTo(45);
        assertThat(QuantileTest.upperBound(oneTo(44), 2, 0.9)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(QuantileTest.lowerBound(oneTo(45), 1, 0.1)).isEqualTo(1);
        assertThat(QuantileTest.lowerBound(oneTo(44), 2, 0.1)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** SciPy's bounds of 105 values are the 44th and the 62nd, by the call of {@link #boundsAgreeWithSciPy}. */
    @Test
    void fiveAddedValuesMoveABoundByFive() {
        assertThat(QuantileTest.lowerBound(oneTo(100), 5, 0.5)).isEqualTo(44 - 5);
        assertThat(QuantileTest.upperBound(oneTo(100), 5, 0.5)).isEqualTo(62);
    }

    /** A limit is proven if it is at the upper bound, and not if it is below. */
    @ParameterizedTest
    @CsvSource({"29, 0.9", "40, 0.9", "100, 0.5", "473, 0.99"})
    void upperBoundIsTheLowestProvenLimit(int n, double p) {
        var sample = oneTo(n);
        var high = QuantileTest.upperBound(sample, 0, p);

        assertThat(QuantileTest.proves(sample.countAbove(high), n, p)).isTrue();
        assertThat(QuantileTest.proves(sample.countAbove(high - 0.5), n, p)).isFalse();
    }
}
