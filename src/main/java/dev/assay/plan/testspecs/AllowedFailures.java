package dev.assay.plan.testspecs;

import dev.assay.plan.thresholds.Bound;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How many requests of a load test may fail. The limits on {@value #FAILED} and {@value #FAILED_SHARE} say it: the lowest upper end of the
 * enforced ones counts. If there is no such limit, no request may fail.
 *
 * @param count the most requests that may fail
 * @param share the largest share of the sent requests that may fail, from 0 to 1
 * @param written whether the load test has a limit on one of the two figures
 */
public record AllowedFailures(double count, double share, boolean written) {
    /** The figure for the number of failed requests. */
    public static final String FAILED = "failed";

    /** The figure for their share of the sent requests. */
    public static final String FAILED_SHARE = "failed-share";

    /** After this many failures more than allowed, no more requests are started, because the test can no longer pass. */
    public static final int GIVE_UP_AFTER = 3;

    /** Returns the allowed failures of a test; none for evalsets and protocol tests. */
    public static AllowedFailures of(TestSpec test) {
        var limits = test instanceof TestSpec.LoadTest loadTest ? loadTest.limits() : List.<Limit>of();
        var counts = ends(limits, FAILED);
        var shares = ends(limits, FAILED_SHARE);
        return new AllowedFailures(
                least(counts, shares.length == 0 ? 0 : Double.POSITIVE_INFINITY),
                least(shares, counts.length == 0 ? 0 : 1),
                limits.stream().anyMatch(limit -> isOn(limit, FAILED) || isOn(limit, FAILED_SHARE)));
    }

    private static double least(double[] ends, double none) {
        return DoubleStream.of(ends).min().orElse(none);
    }

    private static double[] ends(List<Limit> limits, String figure) {
        var all = limits.stream()
                .filter(limit -> isOn(limit, figure))
                .filter(limit -> !(limit.bound() instanceof Bound.Calibrate || limit.bound() instanceof Bound.Compared))
                .toList();
        var enforced = all.stream().filter(Limit::enforced).toList();
        return (enforced.isEmpty() ? all : enforced)
                .stream().mapToDouble(limit -> end(limit.bound())).toArray();
    }

    private static boolean isOn(Limit limit, String figure) {
        return limit.figure().key().equals(figure);
    }

    private static double end(Bound bound) {
        return switch (bound) {
            case Bound.Max max -> max.quantity().value();
            case Bound.Between between -> between.high().value();
            case Bound.Min ignored -> 0;
            case Bound.OnGpu ignored -> 0;
            case Bound.Calibrate ignored -> 0;
            case Bound.Compared ignored -> 0;
        };
    }

    /** Returns whether this many failed requests, of the requests that were sent, are allowed. */
    public boolean covers(int failed, int sent) {
        return failed <= count && (failed == 0 || (double) failed / sent <= share);
    }

    /** Returns the largest number of failed requests that is allowed. */
    public int most(int sent) {
        var most = (int) Math.min(sent, Math.min(count, Math.round(share * sent) + 1.0));
        while (most > 0 && !covers(most, sent)) {
            most--;
        }
        return most;
    }
}
