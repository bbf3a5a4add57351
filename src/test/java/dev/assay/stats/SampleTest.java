package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
    /** NumPy: np.quantile([-9] * below + [1, 2, 4, 8] + [99] * above, p); infinite if a -9 or a 99 takes part in the interpolation. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0.5, 3",
        "1, 0, 0.5, 2",
        "0, 1, 0.5, 4",
        "2, 0, 0.9, 6",
        "0, 1, 0.9, Infinity",
        "1, 0, 0.1, -Infinity",
        "0, 1, 0.75, 8",
        "3, 2, 0.5, 2",
        "0, 0, 0, 1",
        "0, 1, 0.125, 1.5",
        "0, 1, 1, Infinity",
        "0, 2, 1, Infinity",
    })
    void givesQuantilesWithFurtherNumbersBelowAndAbove(int below, int above, double p, double expected) {
        assertThat(Sample.of(1, 2, 4, 8).quantileWith(below, above, p)).isEqualTo(expected);
    }

    // The expected values are from NumPy 2.4.6; x = [412.5, 388.1, 401.0, 395.25, 1000.125, 390.0, 399.9].
    private static final Sample SEVEN = Sample.of(412.5, 388.1, 401.0, 395.25, 1000.125, 390.0, 399.9);
    private static final double RELATIVE = 1e-13;

    @Test
    void meanAndDeviationAgreeWithNumPy() {
        assertClose(SEVEN.mean(), 483.8392857142857); // np.mean(x)
        assertClose(SEVEN.sd().orElseThrow(), 227.8041071188974); // np.std(x, ddof=1)
    }

    @ParameterizedTest(name = "p = {0}")
    @CsvSource({
        "0, 388.1",
        "0.1, 389.24",
        "0.5, 399.9",
        "0.9, 647.5500000000002",
        "0.95, 823.8374999999996",
        "0.99, 964.8674999999997",
        "1, 1000.125"
    })
    void quantilesAgreeWithNumPy(double p, double expected) {
        assertClose(SEVEN.quantile(p), expected); // np.quantile(x, p)
    }

    @ParameterizedTest(name = "at {0}")
    @CsvSource({"0.5, 0.32", "0.95, 0.45880107109407897", "0.99, 0.5336358317278196"})
    void upperBoundOfTheMeanAgreesWithSciPy(double level, double expected) {
        // SciPy 1.17.1: np.mean(x) + stats.t.ppf(level, 9) * np.std(x, ddof=1) / 10**.5
        assertClose(Sample.of(0.1, 0.3, 0.2, 0.9, 0.4, 0.2, 0.3, 0.1, 0.2, 0.5).meanAtMost(level), expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.1, 1.0 / 30, 17.0 / 64, 1e-9})
    void equalNumbersHaveExactlyThisMeanAndNoSpread(double value) {
        for (var n = 2; n <= 7; n++) {
            var equal = Sample.of(DoubleStream.generate(() -> value).limit(n));

            assertThat(equal.mean()).isEqualTo(value);
            assertThat(equal.sd()).hasValue(0);
            assertThat(equal.meanAtLeast(0.95)).isEqualTo(value);
            assertThat(equal.meanAtMost(0.95)).isEqualTo(value);
        }
    }

    @Test
    void oneValueGivesNoBoundOfTheMean() {
        assertThat(Sample.of(5).meanAtMost(0.95)).isInfinite();
        assertThatThrownBy(() -> Sample.of(5).meanAtMost(1)).hasMessageContaining("found [1.0]");
    }

    @Test
    void aThousandValuesAgreeWithNumPy() {
        // y = [0.1*i*i for i in range(1, 1001)]
        var squares = Sample.of(IntStream.rangeClosed(1, 1000).mapToDouble(i -> 0.1 * i * i));

        assertClose(squares.mean(), 33383.35); // np.mean(y)
        assertClose(squares.sd().orElseThrow(), 29857.105064512423); // np.std(y, ddof=1)
        assertClose(squares.quantile(0.99), 98011.981); // np.quantile(y, 0.99)
        assertClose(squares.quantile(0.999), 99800.2999); // np.quantile(y, 0.999)
    }

    @Test
    void deviationIsExactWithALargeOffset() {
        // np.std([1e9+4, 1e9+7, 1e9+13, 1e9+16], ddof=1); the one-pass formula loses all digits here
        assertClose(Sample.of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).sd().orElseThrow(), 5.477225575051661);
    }

    @Test
    void resultsAreTheSameBitsForEveryOrderOfTheInput() {
        var random = new Random(20261120);
        var values = new ArrayList<>(DoubleStream.generate(() -> Math.exp(20 * random.nextGaussian()))
                .limit(997)
                .boxed()
                .toList());
        var expected = bits(Sample.of(values.stream().mapToDouble(Double::doubleValue)));

        for (var round = 0; round < 200; round++) {
            Collections.shuffle(values, random);
            assertThat(bits(Sample.of(values.stream().mapToDouble(Double::doubleValue))))
                    .isEqualTo(expected);
        }
    }

    private static List<Long> bits(Sample sample) {
        return DoubleStream.of(
                        sample.mean(),
                        sample.sd().orElseThrow(),
                        sample.quantile(0.5),
                        sample.quantile(0.99),
                        sample.min(),
                        sample.max())
                .mapToObj(Double::doubleToRawLongBits)
                .toList();
    }

    @Test
    void equalValuesHaveThemselvesAsMeanAndNoDeviation() {
        var same = Sample.of(DoubleStream.generate(() -> 0.1).limit(1000));

        assertThat(same.mean()).isEqualTo(0.1);
        assertThat(same.sd()).hasValue(0.0);
        assertThat(same.quantile(0.37)).isEqualTo(0.1);
    }

    @Test
    void oneValueHasNoDeviation() {
        var one = Sample.of(7.25);

        assertThat(one.sd()).isEmpty();
        assertThat(one.mean()).isEqualTo(7.25);
        assertThat(one.quantile(0.99)).isEqualTo(7.25);
    }

    @Test
    void countsOnlyNumbersStrictlyAbove() {
        var sample = Sample.of(1, 2, 2, 3);

        assertThat(sample.countAbove(2)).isEqualTo(1);
        assertThat(sample.countAbove(1.999)).isEqualTo(3);
        assertThat(sample.countAbove(3)).isZero();
        assertThat(sample.countAbove(0)).isEqualTo(4);
        assertThatThrownBy(() -> sample.countAbove(Double.NaN)).hasMessage("A limit must be a number, found [NaN].");
    }

    @Test
    void isEqualToASampleOfTheSameValues() {
        assertThat(Sample.of(3, 1, 2)).isEqualTo(Sample.of(1, 2, 3)).isNotEqualTo(Sample.of(1, 2, 3, 3));
        assertThat(Sample.of(-0.0)).isEqualTo(Sample.of(0.0)).hasToString("Sample of 1 from 0.0 to 0.0");
        assertThat(Sample.of(3, 1, 2))
                .hasSameHashCodeAs(Sample.of(1, 2, 3))
                .doesNotHaveSameHashCodeAs(Sample.of(1, 2, 4));
    }

    @Test
    void isMovedByANumber() {
        assertThat(Sample.of(3, 1, 2).plus(0.5)).isEqualTo(Sample.of(1.5, 2.5, 3.5));
        assertThat(Sample.of(3, 1, 2).plus(-3)).isEqualTo(Sample.of(-2, -1, 0));
    }

    /** However many numbers were expected. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 100})
    void collectsNumbersOneByOne(int expected) {
        var builder = new Sample.Builder(expected);
        for (var i = 0; i < 20; i++) {
            builder.add(i);
        }
        builder.addAll(IntStream.range(20, 40).asDoubleStream());

        assertThat(builder.count()).isEqualTo(40);
        assertThat(builder.build()).isEqualTo(Sample.of(IntStream.range(0, 40).asDoubleStream()));
    }

    @Test
    void keepsItsValuesWhenTheArrayChanges() {
        var values = new double[] {3, 1, 2};
        var sample = Sample.of(values);

        values[0] = 99;

        assertThat(values[1]).isEqualTo(1);
        assertThat(sample.values()).containsExactly(1.0, 2.0, 3.0);
        assertThat(sample.size()).isEqualTo(3);
        assertThat(sample.max()).isEqualTo(3);
    }

    @Test
    void refusesNoData() {
        assertThatThrownBy(() -> Sample.of())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A sample needs at least one value, found none.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersThatAreNotFinite(double value) {
        assertThatThrownBy(() -> Sample.of(1, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A sample needs finite values, found [" + value + "].");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, 99, Double.NaN})
    void refusesAQuantileOutsideItsRange(double p) {
        assertThatThrownBy(() -> SEVEN.quantile(p))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The p of a quantile must be from 0 to 1, found [" + p + "].");
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(Math.abs(expected) * RELATIVE));
    }
}
