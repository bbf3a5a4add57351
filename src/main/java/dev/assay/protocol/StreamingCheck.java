package dev.assay.protocol;

import dev.assay.trace.StreamSteps;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether output comes as it is made. A server writes each event as soon as it has it, so that each is a read of its own, or shares one with
 * others that were made in the same few milliseconds. What holds events back until a buffer is full (nginx: 4 KiB) or a time has passed
 * (HAProxy: 200 ms) brings several in one read, and then nothing for a while.
 */
final class StreamingCheck {
    /** An answer of so many bytes that took so long shows the steps of both. */
    private static final int LONG_BYTES = 4096;

    private static final Duration LONG = Duration.ofMillis(200);

    /** With so many events in a read, one at least waited for another; two may meet by chance. */
    private static final double SEVERAL = 1.5;

    /** Events that a server made one after the other do not lie in one read while the next is so far away. */
    private static final Duration FAR = Duration.ofMillis(20);

    private static final String REMEDY =
            ", so they are not sent as they are made; look for a proxy that holds them back: `proxy_buffering off` or"
                    + " `X-Accel-Buffering: no`, and `proxy_http_version 1.1`, for nginx, `option http-no-delay` for HAProxy";

    private StreamingCheck() {}

    /** Returns whether a long answer is one that shows steps. */
    static boolean shows(StreamSteps steps) {
        return steps.bytes() >= LONG_BYTES && steps.between().compareTo(LONG) >= 0;
    }

    /** Returns what is wrong with the steps of an answer; empty where they are a server's own. */
    static Optional<String> objection(StreamSteps steps) {
        if (steps.reads() == 1 && steps.events() > 1) {
            return Optional.of("all output (events: " + steps.events() + ") came in one read" + REMEDY);
        }
        var perRead = (double) steps.events() / steps.reads();
        return perRead >= SEVERAL && steps.step().compareTo(FAR) >= 0
                ? Optional.of(told(steps)
                        + String.format(
                                Locale.ROOT,
                                ", %.1f in each and %.3f ms from one to the next%s",
                                perRead,
                                steps.step().toNanos() / 1e6,
                                REMEDY))
                : Optional.empty();
    }

    static String told(StreamSteps steps) {
        return steps.events() + " events with output in " + steps.reads() + " reads";
    }
}
