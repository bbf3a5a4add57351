package dev.assay.wire;

import java.time.Duration;

/**
 * The shortest time from one request to the next on one thread of the client. If a burst were written at full speed, the answers would come at full
 * speed, and the client would have to read one after another; that delay would look like the server's. A request that waits for the pace waits before
 * its stamp, so the wait counts as the client's.
 *
 * @param nanos in nanoseconds, at most {@link #SLOWEST}
 */
public record LaunchPace(long nanos) {
    /** The longest pause between two requests: 10,000 requests on one thread are sent within a second. */
    public static final Duration SLOWEST = Duration.ofNanos(100_000);

    /** The pace where nothing was measured, for requests whose times are not judged. */
    public static final LaunchPace DEFAULT = new LaunchPace(10_000);

    /** The pace where nothing could be measured, but times are judged. */
    public static final LaunchPace SLOW = new LaunchPace(50_000);

    /** Requests go out as fast as the thread can write them. */
    public static final LaunchPace NONE = new LaunchPace(0);

    public LaunchPace {
        if (nanos < 0 || nanos > SLOWEST.toNanos()) {
            throw new IllegalArgumentException("a pace is 0 to " + SLOWEST.toNanos() + " nanoseconds, found " + nanos);
        }
    }

    /** With more, a burst would be sent slower than the machine can bear, since its answers do not all come while it is sent. */
    private static final double MOST_BUSY = 0.6;

    /**
     * Returns the pace at which requests use only the time that reads leave: the time that one request takes, divided by the share of the thread's
     * time that is left. At least two fifths are taken to be left.
     *
     * @param launchNanos the processor time that sending one request takes
     * @param busy the share of the thread's time that reads take when all requests of the burst are being answered
     */
    public static LaunchPace beside(double launchNanos, double busy) {
        var left = 1 - Math.clamp(busy, 0, MOST_BUSY);
        return new LaunchPace(Math.min(SLOWEST.toNanos(), Math.round(launchNanos / left)));
    }
}
