package dev.assay.plan.tests;

import dev.assay.plan.thresholds.Bound;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How many requests of a load test its server may fail: the upper ends of its limits on {@value #FAILED} and {@value #FAILED_SHARE}, the
 * strictest of those that are enforced. Where the file says nothing, none.
 *
 * @param count the most that may fail
 * @param share the largest part of the requests that were sent that may fail
 * @param written whether the file limits one of the two figures
 */
public record AllowedFailures(double count, double share, boolean written) {
    /** The figure that counts the requests that failed. */
    public static final String FAILED = "failed";

    /** The figure that says which part of the requests they are. */
    public static final String FAILED_SHARE = "failed-share";

    /** So many failures beyond the allowance, and no more requests are started: the test cannot pass any more. */
    public static final int GIVE_UP_AFTER = 3;

    /** Returns that of a test; an evalset and a protocol have none. */
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
                .filter(limit -> !(limit.bound() instanceof Bound.Calibrate))
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
            case Bound.Calibrate ignored -> 0;
        };
    }

    /** Returns whether so many failed requests, of so many that were sent, are within it. */
    public boolean covers(int failed, int sent) {
        return failed <= count && (failed == 0 || (double) failed / sent <= share);
    }

    /** Returns how many of so many requests it covers at most. */
    public int most(int sent) {
        var most = (int) Math.min(sent, Math.min(count, Math.round(share * sent) + 1.0));
        while (most > 0 && !covers(most, sent)) {
            most--;
        }
        return most;
    }
}
