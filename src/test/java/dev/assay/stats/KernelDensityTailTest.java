package dev.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelDensityTailTest {
    /** SciPy 1.17.1: gaussian_kde(np.log([20, 21, 22, 24, 30]), bw_method='silverman').integrate_box_1d(np.log(limit), np.inf). */
    @ParameterizedTest
    @CsvSource({
        "19, 0.8621603534216338",
        "25, 0.312281688565754",
        "30, 0.10846496467718461",
        "31, 0.08328698592152464",
        "45, 9.40573442832493e-05",
        "60, 1.560795293009676e-09"
    })
    void agreesWithSciPy(double limit, double above) {
        var sample = Sample.of(20, 21, 22, 24, 30);

        assertThat(KernelDensityTail.above(sample, limit)).isCloseTo(above, within(1e-12));
        assertThat(KernelDensityTail.below(sample, limit)).isCloseTo(1 - above, within(1e-12));
    }

    /** Equal values still get kernels with a width of 1.5 %: norm.sf(log(20.4 / 20) / 0.015) = 0.0933882728366795. */
    @Test
    void hasKernelsAtLeastAsWideAsTheDifferenceOfTwoRuns() {
        var sample = Sample.of(DoubleStream.generate(() -> 20).limit(40));

        assertThat(KernelDensityTail.above(sample, 20.4)).isCloseTo(0.0933882728366795, within(1e-12));
        assertThat(KernelDensityTail.above(sample, 22)).isCloseTo(1.0488523886736478e-10, within(1e-16));
        assertThat(KernelDensityTail.above(Sample.of(20), 20.4)).isCloseTo(0.0933882728366795, within(1e-12));
    }

    @Test
    void givesValuesOfZeroNoKernel() {
        assertThat(KernelDensityTail.above(Sample.of(0, 0, 0, 20), 20)).isCloseTo(0.125, within(1e-12));
        assertThat(KernelDensityTail.below(Sample.of(0, 0, 0, 20), 20)).isCloseTo(0.875, within(1e-12));
        assertThat(KernelDensityTail.above(Sample.of(0, 0), 20)).isZero();
    }

    /**
     * Runs of 40 log-normal times with a limit that no time may exceed. If half of all runs miss the limit, nearly every run that keeps it
     * gives a warning (0.96 of 2,000 runs in NumPy). If one run of a thousand misses it, few runs give a warning (0.04).
     */
    @ParameterizedTest
    @CsvSource({"0.5, 0.9, 1", "0.2, 0.7, 0.9", "0.001, 0, 0.1"})
    void estimatesHowOftenAnotherRunMissesTheLimit(double missed, double least, double most) {
        var random = new Random(20261128);
        var share = 1 - Math.pow(1 - missed, 1 / 40.0);
        var limit = Math.exp(0.1 * NormalDistribution.of(0, 1).inverseSurvivalProbability(share));
        var kept = IntStream.range(0, 1000)
                .mapToObj(run -> Sample.of(DoubleStream.generate(() -> Math.exp(0.1 * random.nextGaussian()))
                        .limit(40)))
                .filter(run -> run.countAbove(limit) == 0)
                .toList();

        var warned = kept.stream()
                .filter(run ->
                        Proportion.probabilityOf(KernelDensityTail.above(run, limit), 40, count -> count > 0) > 0.05)
                .count();

        assertThat((double) warned / kept.size()).isBetween(least, most);
    }

    /** SciPy 1.17.1: gaussian_kde(np.log([20, 24]), bw_method='silverman').integrate_box_1d(np.log(25), np.inf). */
    @Test
    void knowsTheSpreadOfTwoValues() {
        assertThat(KernelDensityTail.above(Sample.of(20, 24), 25)).isCloseTo(0.19795326017236975, within(1e-12));
    }
}
