package dev.assay.plan.testspecs;

import java.util.Arrays;
import java.util.Random;

/**
 * Computes when the requests of an open loop are due. The times depend only on the {@link Pace.Open}, so every run of a plan has the same
 * times on every machine. The first request is due one gap after the start.
 *
 * <p>Gaps with mean 1 are drawn and added up. The inverse of the expected number of arrivals turns each sum into a time; the expected
 * number until time t is λt, or λt² / 2r during a ramp-up of length r (Çinlar, Introduction to Stochastic Processes, 1975, section 4.7).
 * The ramp-up thus changes the rate, and not the distribution of the gaps around it.
 */
public final class Schedule {
    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MS = 1e6;

    private final Arrivals arrivals;
    private final double perSecond;
    private final double rampSeconds;
    /** Java's specification fixes its algorithm, also for Gaussian numbers. */
    private final Random random;

    private double sum;

    private Schedule(Pace.Open pace) {
        this.arrivals = pace.arrivals();
        this.perSecond = pace.rate().value();
        this.rampSeconds = pace.rampUp() == null ? 0 : pace.rampUp().value() * NANOS_PER_MS / NANOS;
        this.random = new Random(pace.seed());
    }

    /** Returns when the first requests are due, in nanoseconds after the start. */
    public static long[] first(Pace.Open pace, int requests) {
        var schedule = new Schedule(pace);
        var due = new long[requests];
        Arrays.setAll(due, i -> schedule.next());
        return due;
    }

    /** Returns how many requests are due within this time after the start; at most {@code most}. */
    static int countWithin(Pace.Open pace, long nanos, int most) {
        var schedule = new Schedule(pace);
        var count = 0;
        while (count < most && schedule.next() <= nanos) {
            count++;
        }
        return count;
    }

    private long next() {
        sum += switch (arrivals) {
            case Arrivals.Constant ignored -> 1;
            case Arrivals.Poisson ignored -> -StrictMath.log1p(-random.nextDouble());
            case Arrivals.Gamma gamma -> gamma(gamma.burstiness()) / gamma.burstiness();
        };
        return Math.round(seconds(sum) * NANOS);
    }

    private double seconds(double expected) {
        var inRamp = perSecond * rampSeconds / 2;
        return expected < inRamp
                ? Math.sqrt(2 * expected * rampSeconds / perSecond)
                : rampSeconds + (expected - inRamp) / perSecond;
    }

    /**
     * Draws a number with a gamma distribution. Source: Marsaglia and Tsang, A simple method for generating gamma variables, ACM
     * Transactions on Mathematical Software 26, 2000.
     */
    private double gamma(double shape) {
        if (shape < 1) {
            // 1 − u, because nextDouble may return 0 and never returns 1.
            return gamma(shape + 1) * StrictMath.pow(1 - random.nextDouble(), 1 / shape);
        }
        var d = shape - 1.0 / 3;
        var c = 1 / Math.sqrt(9 * d);
        while (true) {
            var x = random.nextGaussian();
            var v = (1 + c * x) * (1 + c * x) * (1 + c * x);
            var u = 1 - random.nextDouble();
            if (v > 0 && StrictMath.log(u) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
                return d * v;
            }
        }
    }
}
