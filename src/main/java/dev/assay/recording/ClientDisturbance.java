package dev.assay.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What delayed the client while a test was measured. A thread that had to wake at fixed times measured how late it woke: pauses of the garbage
 * collector, other processes and a hypervisor all show there. The threads that read the sockets measured what bytes had to wait for them. Times are
 * in nanoseconds.
 *
 * @param watched for how long the thread measured
 * @param lagP99 the p99 of its delays
 * @param longest the longest of these delays, longest first, at most {@value #KEPT}
 * @param lagShift by how much these delays put off an event at a random instant, on average
 * @param collections how many pauses the garbage collector made
 * @param longestPause the longest of these pauses; 0 if there was none
 * @param stolenPpm the share of the processors' time that the hypervisor gave to others, in millionths; absent if the system does not report it
 * @param reading what bytes waited for the threads that read; absent if none of them was watched, as in older recordings
 */
public record ClientDisturbance(
        long watched,
        long lagP99,
        List<Long> longest,
        long lagShift,
        int collections,
        long longestPause,
        @Nullable Long stolenPpm,
        @Nullable ReadingDelays reading) {
    /** How many delays are kept: enough for the slowest 1 % of ten thousand gaps. */
    public static final int KEPT = 100;

    /** Copies the delays. */
    public ClientDisturbance {
        longest = List.copyOf(longest);
    }

    /** Returns the longest delay of the thread that had to wake; 0 if there was none. */
    public long lagMax() {
        return longest.isEmpty() ? 0 : longest.get(0);
    }

    /** Returns the longest delay that any of the threads saw. */
    public long delayMax() {
        return Math.max(lagMax(), reading == null ? 0 : reading.most());
    }
}
