package dev.assay.recording;

import java.util.List;

/**
 * How long bytes may have waited for the threads that read the sockets. Such a thread looks which of its sockets have bytes, reads these one after
 * another, and looks again: that is a pass. Times are in nanoseconds.
 *
 * @param reads how many sockets were read, over all passes
 * @param readShift how long a read had waited on average: half of the wait of its pass
 * @param instantShift how long bytes that come at a random instant wait on average: half of the square of what each pass made them wait, over the time; of several
 *     threads, the largest value
 * @param lateMax by how much a thread woke late at most, whether it then found bytes or not
 * @param longest the passes that read something, those with the longest waits, longest first, at most {@value ClientDisturbance#KEPT}
 */
public record ReadingDelays(long reads, long readShift, long instantShift, long lateMax, List<Pass> longest) {
    /**
     * A pass.
     *
     * @param waited the longest time that bytes which it read may have waited for the thread
     * @param reads how many sockets it read, at least 1
     */
    public record Pass(long waited, long reads) {}

    /** Copies the passes. */
    public ReadingDelays {
        longest = List.copyOf(longest);
    }

    /** Returns the longest time for which a thread kept bytes waiting, or would have if some had come. */
    public long most() {
        return Math.max(lateMax, longest.isEmpty() ? 0 : longest.getFirst().waited());
    }
}
