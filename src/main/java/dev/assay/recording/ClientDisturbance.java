package dev.assay.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What kept the harness from its work while a test was measured. A thread woke at fixed times, and saw how late it came: pauses of the
 * garbage collector, other processes and a hypervisor all show there. Times are in nanoseconds.
 *
 * @param watched how long that thread looked
 * @param lagP99 p99 of how late it woke
 * @param longest the longest of these delays, longest first, at most {@value #KEPT}
 * @param lagShift by how much such delays put off an event at any instant, on average
 * @param collections pauses of the garbage collector
 * @param longestPause the longest of them; 0 without any
 * @param stolenPpm which part of the processors' time a hypervisor gave to others, in millionths; absent where the system does not say
 */
public record ClientDisturbance(
        long watched,
        long lagP99,
        List<Long> longest,
        long lagShift,
        int collections,
        long longestPause,
        @Nullable Long stolenPpm) {
    /** How many delays are kept: enough for what one in a hundred of ten thousand gaps may have met. */
    public static final int KEPT = 100;

    /** Keeps the delays. */
    public ClientDisturbance {
        longest = List.copyOf(longest);
    }

    /** Returns how late that thread woke at most; 0 if it never did. */
    public long lagMax() {
        return longest.isEmpty() ? 0 : longest.get(0);
    }
}
