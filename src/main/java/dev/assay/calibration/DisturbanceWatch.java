package dev.assay.calibration;

import dev.assay.recording.ClientDisturbance;
import dev.assay.stats.Sample;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Records what delays the client: how late a thread wakes that should wake at fixed times, what bytes wait for the threads that read, garbage
 * collections, and the processors' stolen time.
 */
public final class DisturbanceWatch implements AutoCloseable {
    /** How long to wait for the thread to end. */
    private static final Duration TO_END = Duration.ofSeconds(10);

    private static final long TICK_NANOS = 2_000_000;
    private static final Path STAT = Path.of("/proc/stat");

    private final Transport transport;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("assay-watch").unstarted(this::tick);
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private long begun;
    private @Nullable Jiffies before;
    private long collectionsBefore;
    private long collectionMillis;
    private long longestMillis;
    private long[] lags = new long[1 << 12];
    private int ticks;
    private volatile boolean closed;

    /** @param transport whose reading threads are watched */
    public DisturbanceWatch(Transport transport) {
        this.transport = transport;
    }

    /**
     * Starts to record, once, after the warm-up requests: delays of these are in no figure. Collects their garbage first, so that it is not collected during
     * the measurement.
     */
    public void begin() {
        System.gc();
        before = Jiffies.now();
        collectionsBefore = sum(GarbageCollectorMXBean::getCollectionCount);
        collectionMillis = sum(GarbageCollectorMXBean::getCollectionTime);
        begun = System.nanoTime();
        transport.beginWatch();
        thread.start();
    }

    private void tick() {
        var due = System.nanoTime() + TICK_NANOS;
        while (!closed) {
            var left = due - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(left);
                continue;
            }
            if (ticks == lags.length) {
                lags = Arrays.copyOf(lags, ticks * 2);
            }
            lags[ticks++] = -left;
            noteCollections();
            // The next wake is counted from now, so that one delay is not counted twice.
            due = System.nanoTime() + TICK_NANOS;
        }
    }

    /**
     * Records the time of the collections since the last tick, which are hardly ever two. A listener would be simpler, but it costs 14 ms of processor time on another
     * thread after each collection.
     */
    private void noteCollections() {
        var millis = sum(GarbageCollectorMXBean::getCollectionTime);
        longestMillis = Math.max(longestMillis, millis - collectionMillis);
        collectionMillis = millis;
    }

    private long sum(ToLongFunction<GarbageCollectorMXBean> count) {
        return collectors.stream().mapToLong(count).sum();
    }

    /** Stops, and returns what was recorded. */
    public ClientDisturbance stop() {
        var reading = transport.endWatch().orElse(null);
        close();
        var seen = Arrays.copyOf(lags, ticks);
        var watched = System.nanoTime() - begun;
        var late = Arrays.stream(seen).mapToDouble(lag -> lag).toArray();
        return new ClientDisturbance(
                watched,
                late.length == 0 ? 0 : Math.round(Sample.of(late).quantile(0.99)),
                Arrays.stream(seen)
                        .boxed()
                        .sorted(Comparator.reverseOrder())
                        .limit(ClientDisturbance.KEPT)
                        .toList(),
                // An event during a delay waits until its end, on average half of its length. The probability of an
                // event during a delay grows with the length of the delay.
                Math.round(Arrays.stream(late).map(lag -> lag * lag).sum() / (2.0 * watched)),
                Math.toIntExact(sum(GarbageCollectorMXBean::getCollectionCount) - collectionsBefore),
                TimeUnit.MILLISECONDS.toNanos(longestMillis),
                stolen(before, Jiffies.now()),
                reading);
    }

    private static @Nullable Long stolen(@Nullable Jiffies before, @Nullable Jiffies after) {
        return before == null || after == null || after.all <= before.all
                ? null
                : Long.valueOf((after.stolen - before.stolen) * 1_000_000 / (after.all - before.all));
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(TO_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        noteCollections();
    }

    /** The processor times that Linux has counted since it started, over all processors. */
    private record Jiffies(long all, long stolen) {
        private static final int STOLEN = 8;

        static @Nullable Jiffies now() {
            try {
                var first = Files.readAllLines(STAT).stream().findFirst().map(line -> List.of(line.split(" +")));
                if (first.isEmpty() || first.get().size() <= STOLEN) {
                    return null;
                }
                var counts = first.get().subList(1, STOLEN + 1).stream()
                        .mapToLong(Long::parseLong)
                        .toArray();
                return new Jiffies(Arrays.stream(counts).sum(), counts[STOLEN - 1]);
            } catch (IOException | NumberFormatException e) {
                return null;
            }
        }
    }
}
