package dev.assay.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Which share of the values to come lies beyond a limit, by where those at hand lie and not only by how many of them are beyond it: each stands
 * for a log-normal heap of values around it. So a limit just above the largest has a share, and one far above has none.
 *
 * <p>The heaps are as wide as Silverman's rule says, but at least {@value #NARROWEST} of the value: two runs of one server differ by
 * that much even where the requests of one run do not. Values of 0 have no heap.
 *
 * <p>Source: Silverman, Density Estimation for Statistics and Data Analysis (1986), 3.4.2, of the logarithms; SciPy's {@code
 * gaussian_kde(log(x), bw_method='silverman')}.
 */
public final class KernelDensityTail {
    private static final double NARROWEST = 0.015;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private KernelDensityTail() {}

    /**
     * Returns the share above a limit, from 0 to 1.
     *
     * @param limit more than 0
     */
    public static double above(Sample sample, double limit) {
        var width = width(sample);
        return of(sample, log -> NORMAL.cumulativeProbability((log - Math.log(limit)) / width), 0);
    }

    /**
     * Returns the share below a limit, from 0 to 1.
     *
     * @param limit more than 0
     */
    public static double below(Sample sample, double limit) {
        var width = width(sample);
        return of(sample, log -> NORMAL.cumulativeProbability((Math.log(limit) - log) / width), 1);
    }

    private static double of(Sample sample, DoubleUnaryOperator beyond, double ofZero) {
        return sample.values()
                        .map(value -> value > 0 ? beyond.applyAsDouble(Math.log(value)) : ofZero)
                        .sum()
                / sample.size();
    }

    private static double width(Sample sample) {
        var logs = sample.values().filter(value -> value > 0).map(Math::log).toArray();
        if (logs.length < 2) {
            return NARROWEST;
        }
        var spread = Sample.of(logs).sd().orElseThrow();
        return Math.max(NARROWEST, spread * Math.pow(0.75 * logs.length, -0.2));
    }
}
