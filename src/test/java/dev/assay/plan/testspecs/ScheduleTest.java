package dev.assay.plan.testspecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final int MANY = 2000;

    /** The distance that a sample of 2,000 exceeds with a probability of 1 %: scipy.stats.kstwo.isf(0.01, 2000), SciPy 1.17.1. */
    private static final double FAR = 0.036308207396644955;

    private static Pace.Open pace(double perSecond, Arrivals arrivals, long seed, @Nullable Integer rampSeconds) {
        var ramp =
                rampSeconds == null ? null : new Quantity(rampSeconds * 1000.0, Unit.MILLISECONDS, rampSeconds + " s");
        return new Pace.Open(new Quantity(perSecond, Unit.PER_SECOND, perSecond + "/s"), arrivals, seed, ramp, null);
    }

    private static double[] gaps(Pace.Open pace, int requests) {
        var due = Schedule.first(pace, requests);
        return IntStream.range(0, requests)
                .mapToDouble(i -> (due[i] - (i == 0 ? 0 : due[i - 1])) / 1e9)
                .toArray();
    }

    /** The largest distance between the sample's distribution and another (Kolmogorov and Smirnov). */
    private static double distance(double[] sample, DoubleUnaryOperator distribution) {
        var sorted = sample.clone();
        Arrays.sort(sorted);
        var n = sorted.length;
        return IntStream.range(0, n)
                .mapToDouble(i -> {
                    var expected = distribution.applyAsDouble(sorted[i]);
                    return Math.max(expected - (double) i / n, (i + 1.0) / n - expected);
                })
                .max()
                .orElseThrow();
    }

    @Test
    void isDueAtTheRateAfterOneGap() {
        assertThat(Schedule.first(pace(4, new Arrivals.Constant(), 1, null), 4))
                .containsExactly(250_000_000, 500_000_000, 750_000_000, 1_000_000_000);
    }

    /** A million gaps of a third of a second do not add up rounding errors. */
    @Test
    void doesNotDrift() {
        var due = Schedule.first(pace(3, new Arrivals.Constant(), 1, null), 999_999);

        assertThat(due[999_998]).isEqualTo(333_333_000_000_000L);
    }

    /** Of twenty seeds, at most one exceeds the distance that one in a hundred exceeds. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5, 1, 2, 10})
    void hasGapsOfTheDistributionThatWasAskedFor(double shape) {
        var gamma = GammaDistribution.of(shape, 1 / (2 * shape));

        var far = IntStream.rangeClosed(1, 20)
                .mapToObj(seed -> gaps(pace(2, new Arrivals.Gamma(shape), seed, null), MANY))
                .filter(gaps -> distance(gaps, gamma::cumulativeProbability) > FAR)
                .count();

        assertThat(far).isLessThanOrEqualTo(1);
    }

    @Test
    void hasExponentialGapsOfAPoissonProcess() {
        var far = IntStream.rangeClosed(1, 20)
                .mapToObj(seed -> gaps(pace(2, new Arrivals.Poisson(), seed, null), MANY))
                .filter(gaps -> distance(gaps, gap -> 1 - Math.exp(-2 * gap)) > FAR)
                .count();

        assertThat(far).isLessThanOrEqualTo(1);
    }

    /** The distance, and the p-value that scipy.stats.kstest gives for the same gaps: 0.2413 (SciPy 1.17.1). */
    @Test
    void hasTheDistanceToItsDistributionThatSciPyGives() {
        var gaps = gaps(pace(2, new Arrivals.Poisson(), 1, null), MANY);

        assertThat(distance(gaps, gap -> 1 - Math.exp(-2 * gap))).isCloseTo(0.02290144098827185, within(1e-9));
    }

    /** Gaps of shape 0.8 are not exponential, and the distance shows it. */
    @Test
    void differsFromAnotherDistribution() {
        var gaps = gaps(pace(2, new Arrivals.Gamma(0.8), 1, null), MANY);

        assertThat(distance(gaps, gap -> 1 - Math.exp(-2 * gap))).isGreaterThan(FAR);
    }

    /** The mean of 2,000 gaps of shape k has a relative standard deviation of 1 / √(2000 k). No mean differs by four of them. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 1, 4})
    void hasTheRateThatWasAskedFor(double shape) {
        assertThat(IntStream.rangeClosed(1, 20)
                        .mapToLong(
                                seed -> Schedule.first(pace(2, new Arrivals.Gamma(shape), seed, null), MANY)[MANY - 1]))
                .allSatisfy(last -> assertThat(last / 1e9).isCloseTo(1000, within(4 * 1000 / Math.sqrt(MANY * shape))));
    }

    /** While the rate grows from zero to 4/s in 10 s, 20 requests arrive, the k-th at √(5 k) s. Then four arrive per second. */
    @Test
    void growsThroughTheRampUpToItsRate() {
        var due = Schedule.first(pace(4, new Arrivals.Constant(), 1, 10), 24);

        assertThat(due[0]).isEqualTo(Math.round(Math.sqrt(5) * 1e9));
        assertThat(due[4]).isEqualTo(5_000_000_000L);
        assertThat(due[19]).isEqualTo(10_000_000_000L);
        assertThat(LongStream.of(due).skip(20))
                .containsExactly(10_250_000_000L, 10_500_000_000L, 10_750_000_000L, 11_000_000_000L);
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        var one = Schedule.first(pace(2, new Arrivals.Gamma(0.5), 1, 5), 50);

        assertThat(Schedule.first(pace(2, new Arrivals.Gamma(0.5), 1, 5), 50)).isEqualTo(one);
        assertThat(Schedule.first(pace(2, new Arrivals.Gamma(0.5), 2, 5), 50)).isNotEqualTo(one);
        assertThat(Schedule.first(pace(2, new Arrivals.Gamma(0.5), 1, 5), 20)).isEqualTo(Arrays.copyOf(one, 20));
    }

    /** Fixed values, so that runs on other machines and of later versions have the same times. */
    @Test
    void isTheSameOnEveryMachine() {
        assertThat(Schedule.first(pace(2, new Arrivals.Poisson(), 1, null), 4))
                .containsExactly(656_295_590, 920_180_450, 1_036_597_401, 1_238_867_961);
        assertThat(Schedule.first(pace(2, new Arrivals.Gamma(0.5), 1, null), 4))
                .containsExactly(1_690_581_716, 2_308_290_523L, 2_388_100_210L, 2_395_249_318L);
    }

    @Test
    void countsRequestsWithinATimeItsEndIncluded() {
        var pace = pace(4, new Arrivals.Constant(), 1, null);

        assertThat(Schedule.countWithin(pace, 1_000_000_000L, 100)).isEqualTo(4);
        assertThat(Schedule.countWithin(pace, 999_999_999L, 100)).isEqualTo(3);
        assertThat(Schedule.countWithin(pace, 1_000_000_000_000L, 100)).isEqualTo(100);
    }
}
