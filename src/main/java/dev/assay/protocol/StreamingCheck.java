package dev.assay.protocol;

import dev.assay.trace.StreamSteps;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks that output is sent as soon as it is generated. A server sends each event at once, so a read has one event, or a few that were
 * generated within the same milliseconds. A proxy that buffers events until a buffer is full (nginx: 4 KiB) or a time has passed (HAProxy:
 * 200 ms) sends several in one read, and then nothing for a while.
 */
final class StreamingCheck {
    /** An answer with at least this many bytes that took at least this long shows buffering by size and by time. */
    private static final int LONG_BYTES = 4096;

    private static final Duration LONG = Duration.ofMillis(200);

    /** Mean number of events per read from which on events are held back. Two events may share a read by chance. */
    private static final double SEVERAL = 1.5;

    /**
     * Mean time between reads from which on events are held back. A server that generates events that slowly sends each in its own read.
     */
    private static final Duration FAR = Duration.ofMillis(20);

    private static final String REMEDY =
            ", so they are not sent as they are generated; look for a proxy that buffers them: for nginx set"
                    + " `proxy_buffering off` or `X-Accel-Buffering: no`, and `proxy_http_version 1.1`; for"
                    + " HAProxy set `option http-no-delay`";

    private StreamingCheck() {}

    /** Returns whether an answer is long enough to show buffering. */
    static boolean shows(StreamSteps steps) {
        return steps.bytes() >= LONG_BYTES && steps.between().compareTo(LONG) >= 0;
    }

    /** Returns why the events of an answer were not sent as they were generated; empty if they were. */
    static Optional<String> objection(StreamSteps steps) {
        if (steps.reads() == 1 && steps.events() > 1) {
            return Optional.of("all output (events: " + steps.events() + ") came in one read" + REMEDY);
        }
        var perRead = (double) steps.events() / steps.reads();
        return perRead >= SEVERAL && steps.step().compareTo(FAR) >= 0
                ? Optional.of(describe(steps)
                        + String.format(
                                Locale.ROOT,
                                ", %.1f in each and %.3f ms from one to the next%s",
                                perRead,
                                steps.step().toNanos() / 1e6,
                                REMEDY))
                : Optional.empty();
    }

    static String describe(StreamSteps steps) {
        return steps.events() + " events with output in " + steps.reads() + " reads";
    }
}
