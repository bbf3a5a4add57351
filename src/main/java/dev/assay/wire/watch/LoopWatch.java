package dev.assay.wire.watch;

import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ReadingDelays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures how long bytes may wait for the thread of one loop, between {@link #begin} and {@link #end}. The thread tells when it looks at its sockets
 * and when it wakes. It takes the time twice for each pass, and allocates nothing.
 *
 * <p>Bytes that are read in a pass came after the thread had looked for the last time and seen nothing of them. If its look returned at once, they
 * may have come during the pass before. Otherwise it slept until they came, so they did not wait; or until it was to wake, and what it woke later
 * than that they may have waited.
 */
public final class LoopWatch {
    /** How long the thread sleeps at most while it is watched: what holds it up is seen after this time, though nothing comes. */
    static final long LOOK_MILLIS = 2;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NEVER = Long.MAX_VALUE;
    /** A look that finds bytes takes no longer, unless the thread is held up. */
    private static final long AT_ONCE_NANOS = 100_000;

    private final LongSupplier clock;
    private boolean watching;
    private long begun;
    /** When the thread looked, and how long it may sleep from then on. */
    private long looked;

    private long toSleep;
    /** Whether the thread is in a pass; when the pass began; since when bytes that it reads may have been waiting. */
    private boolean awake;

    private long woke;
    private long since;
    private long reads;
    private double readSum;
    private double instantSum;
    private long lateMax;
    /** The passes with the longest waits, in any order; the shortest of them is at {@link #least}. */
    private final long[] waits = new long[ClientDisturbance.KEPT];

    private final long[] served = new long[ClientDisturbance.KEPT];
    private int kept;
    private int least;

    /** @param clock returns the time of the test, in nanoseconds */
    public LoopWatch(LongSupplier clock) {
        this.clock = clock;
    }

    /** Starts to measure, from nothing. */
    public synchronized void begin() {
        watching = true;
        begun = clock.getAsLong();
        asleep(begun, NEVER);
        woke = begun;
        reads = 0;
        readSum = 0;
        instantSum = 0;
        lateMax = 0;
        kept = 0;
        least = 0;
    }

    /**
     * The thread ends a pass and looks at its sockets, while requests are under way.
     *
     * @param sockets how many it read in the pass
     * @param millis how long it would sleep if nothing comes; 0: without end
     * @return how long it may sleep
     */
    public synchronized long sleeps(long sockets, long millis) {
        if (!watching) {
            return millis;
        }
        var most = millis == 0 ? LOOK_MILLIS : Math.min(millis, LOOK_MILLIS);
        looks(sockets, most * NANOS_PER_MILLI);
        return most;
    }

    /** The same while no request is under way: nobody waits for this thread, so it sleeps as long as it would. */
    public synchronized long rests(long sockets, long millis) {
        if (watching) {
            looks(sockets, NEVER);
        }
        return millis;
    }

    /** The thread ends a pass and looks at its sockets without sleeping. */
    public synchronized void looks(long sockets) {
        if (watching) {
            looks(sockets, 0);
        }
    }

    private void looks(long sockets, long mostNanos) {
        var now = clock.getAsLong();
        if (awake) {
            passed(now - since, now - woke, sockets);
        }
        asleep(now, mostNanos);
    }

    private void asleep(long now, long mostNanos) {
        awake = false;
        looked = now;
        toSleep = mostNanos;
    }

    /** The thread has looked; it tells so before it reads the first socket, or after a look that found nothing. Only the first call of a pass counts. */
    public synchronized void wakes() {
        if (!watching || awake) {
            return;
        }
        var now = clock.getAsLong();
        var slept = now - looked;
        if (toSleep == 0 || slept <= AT_ONCE_NANOS) {
            since = woke;
        } else {
            var late = Math.max(0, slept - toSleep);
            lateMax = Math.max(lateMax, late);
            since = now - late;
        }
        woke = now;
        awake = true;
    }

    private void passed(long wait, long pass, long sockets) {
        reads += sockets;
        readSum += (double) sockets * wait / 2;
        // Bytes that came during the pass itself are read in the next one, and count there.
        instantSum += ((double) wait * wait - (double) pass * pass) / 2;
        if (sockets > 0) {
            keep(wait, sockets);
        }
    }

    private void keep(long wait, long sockets) {
        if (kept < waits.length) {
            waits[kept] = wait;
            served[kept] = sockets;
            if (wait < waits[least]) {
                least = kept;
            }
            kept++;
        } else if (wait > waits[least]) {
            waits[least] = wait;
            served[least] = sockets;
            for (var i = 0; i < waits.length; i++) {
                if (waits[i] < waits[least]) {
                    least = i;
                }
            }
        }
    }

    /** Stops to watch, and returns what was seen. */
    public synchronized ReadingDelays end() {
        var watched = Math.max(1, clock.getAsLong() - begun);
        watching = false;
        return new ReadingDelays(
                reads,
                Math.round(readSum / Math.max(1, reads)),
                Math.round(instantSum / watched),
                lateMax,
                longest(IntStream.range(0, kept).mapToObj(i -> new ReadingDelays.Pass(waits[i], served[i]))));
    }

    private static List<ReadingDelays.Pass> longest(Stream<ReadingDelays.Pass> passes) {
        return passes.sorted(
                        Comparator.comparingLong(ReadingDelays.Pass::waited).reversed())
                .limit(ClientDisturbance.KEPT)
                .toList();
    }

    /** Returns what was seen of several threads that shared the sockets. */
    public static ReadingDelays joined(List<ReadingDelays> loops) {
        var reads = loops.stream().mapToLong(ReadingDelays::reads).sum();
        var sum = loops.stream()
                .mapToDouble(loop -> (double) loop.readShift() * loop.reads())
                .sum();
        return new ReadingDelays(
                reads,
                Math.round(sum / Math.max(1, reads)),
                loops.stream().mapToLong(ReadingDelays::instantShift).max().orElse(0),
                loops.stream().mapToLong(ReadingDelays::lateMax).max().orElse(0),
                longest(loops.stream().flatMap(loop -> loop.longest().stream())));
    }
}
