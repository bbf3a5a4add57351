package dev.assay.run.shards;

import dev.assay.shards.Shard;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives signs of life of this shard, and watches those of the others. A sign is a file that is written again; its age is the difference of two time stamps of the
 * file server. A shard is silent only if this shard gave many signs meanwhile: if a whole machine stood still, nobody on it is lost.
 */
final class SignsOfLife implements AutoCloseable {
    private static final String FOLDER = "alive";
    /** How long to wait for the thread to end; a file server may be slow. */
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final SharedFiles files;
    private final Shard shard;
    private final Timing timing;
    private final AtomicLong beats = new AtomicLong();
    private final Map<Integer, Seen> seen = new HashMap<>();
    private final Thread thread;
    private volatile boolean closed;

    /** The last sign of another shard, and how many own ones there had been when it was seen first. */
    private record Seen(long stamp, long beats) {}

    SignsOfLife(SharedFiles files, Shard shard, Timing timing) {
        this.files = files;
        this.shard = shard;
        this.timing = timing;
        files.touch(name(shard.number()));
        this.thread = Thread.ofPlatform().daemon().name("assay-shard-alive").start(this::run);
    }

    private static String name(int number) {
        return FOLDER + "/" + number;
    }

    private void run() {
        while (!closed) {
            LockSupport.parkNanos(timing.beat().toNanos());
            if (closed) {
                return;
            }
            try {
                files.touch(name(shard.number()));
                beats.incrementAndGet();
            } catch (UncheckedIOException e) {
                // A file server that does not answer for a while is asked again; if it never does, the others stop
                // waiting.
            }
        }
    }

    /** Returns whether another shard has given no sign of life for too long. */
    synchronized boolean silent(int number) {
        var stamp = files.stamp(name(number));
        if (stamp.isEmpty()) {
            return false;
        }
        var last = seen.get(number);
        if (last == null || last.stamp != stamp.getAsLong()) {
            seen.put(number, new Seen(stamp.getAsLong(), beats.get()));
            return false;
        }
        return beats.get() - last.beats >= timing.beats()
                && files.stamp(name(shard.number())).orElse(Long.MIN_VALUE) - stamp.getAsLong()
                        >= timing.lost().toNanos();
    }

    /** Returns whether a shard gave a sign of life a short time ago, by the time stamps of the file server. */
    boolean recent(int number) {
        var stamp = files.stamp(name(number));
        return stamp.isPresent()
                && files.stamp(name(shard.number())).orElse(Long.MAX_VALUE) - stamp.getAsLong()
                        < 4 * timing.beat().toNanos();
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
    }
}
