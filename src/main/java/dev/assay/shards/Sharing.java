package dev.assay.shards;

import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import java.util.stream.IntStream;

/** How many shards share a test. There are never more than it has streams, so that all of them together have no more requests in flight than the test allows. */
public final class Sharing {
    private Sharing() {}

    /**
     * Returns how many of the shards, from the first on, send requests of a test; at least 1.
     *
     * <p>A protocol test and the log-probabilities of texts are few requests, and belong to the first shard. So does an evalset that is asked during a load,
     * because the load and the questions must begin and end together in one process.
     *
     * @param shards how many there are
     */
    public static int of(TestSpec test, int shards) {
        return switch (test) {
            case Protocol ignored -> 1;
            case LogProbabilities ignored -> 1;
            case TestSpec.Accuracy accuracy ->
                accuracy.during() != null
                        ? 1
                        : least(
                                shards,
                                accuracy.concurrency(),
                                accuracy.evalset().questions().size());
            case TestSpec.LoadTest load -> least(shards, streams(load.pace()), load.requests());
        };
    }

    /** Returns how many requests may be in flight at once, by which the requests are split too; {@link Integer#MAX_VALUE} if nothing limits them. */
    public static int streams(Pace pace) {
        return switch (pace) {
            case Pace.Closed closed -> closed.inFlight();
            case Pace.Open open -> open.maxInFlight() == null ? Integer.MAX_VALUE : open.maxInFlight();
        };
    }

    /** Returns the pace of one part in words: {@code 2 in flight}, {@code 0.500/s of 2/s poisson}. */
    public static String words(Pace whole, Part part) {
        var own = pace(whole, part);
        return own instanceof Pace.Open open && !part.whole()
                ? Unit.PER_SECOND.format(open.rate().value() * part.share(streams(whole))) + " of " + open
                : own.toString();
    }

    private static int least(int... numbers) {
        return IntStream.of(numbers).min().orElse(1);
    }

    /** Returns the streams and the throttle of one part. */
    public static Pace pace(Pace whole, Part part) {
        var most = whole.maxInFlight();
        var throttle = most == null ? null : part.streams(most);
        return switch (whole) {
            case Pace.Closed closed -> new Pace.Closed(part.streams(closed.concurrency()), throttle);
            case Pace.Open open -> new Pace.Open(open.rate(), open.arrivals(), open.seed(), open.rampUp(), throttle);
        };
    }
}
