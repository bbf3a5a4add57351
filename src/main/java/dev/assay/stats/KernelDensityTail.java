package dev.assay.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Estimates which share of future values is above or below a limit, by a kernel density estimate: each value of the sample stands for a
 * log-normal distribution around it. A limit just above the largest value thus has a share above it, and a limit far above has almost none.
 *
 * <p>The width of the kernels follows Silverman's rule, but is at least {@value #NARROWEST} of the value: two runs on the same server
 * differ by that much even if the requests of one run do not. Values of 0 have no kernel.
 *
 * <p>Source: Silverman, Density Estimation for Statistics and Data Analysis (1986), 3.4.2, of the logarithms; SciPy's
 * {@code gaussian_kde(log(x), bw_method='silverman')}.
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
