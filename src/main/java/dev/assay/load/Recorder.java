package dev.assay.load;

import dev.assay.plan.tests.AllowedFailures;
import dev.assay.trace.Trace;
import dev.assay.wire.Exchange;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What becomes of requests that have ended: their traces go to a sink, on one thread of its own that rests as long as it works, and those
 * that failed are counted. Once {@value Allowance#GIVE_UP_AFTER} did, beyond those that the server may fail, no more shall be started: the
 * test cannot pass any more, and a dead server would cost a deadline for each of them.
 */
final class Recorder implements AutoCloseable {
    /** How long one trace may take to be kept, behind those before it: only a disk that hangs takes so long. */
    private static final Duration TO_KEEP = Duration.ofMinutes(5);

    private final Consumer<Trace> sink;
    private final Duration toKeep;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("assay-recorder").factory());
    private final int allowed;
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final Queue<CompletableFuture<Void>> records = new ConcurrentLinkedQueue<>();

    /** @param allowed how many requests the server may fail */
    Recorder(Consumer<Trace> sink, int allowed) {
        this(sink, allowed, TO_KEEP);
    }

    Recorder(Consumer<Trace> sink, int allowed, Duration toKeep) {
        this.sink = sink;
        this.allowed = allowed;
        this.toKeep = toKeep;
    }

    boolean givenUp() {
        return broken.get() + Math.max(0, failed.get() - allowed) >= AllowedFailures.GIVE_UP_AFTER;
    }

    /** Counts a request that ended without an answer: before the next one is sent. */
    void count(Exchange exchange) {
        if (!exchange.answered()) {
            (exchange.failedByServer() ? failed : broken).incrementAndGet();
        }
    }

    /** Has a request read and kept that has ended: what has ended can wait, and what is due cannot. */
    void keep(Exchange exchange) {
        records.add(CompletableFuture.runAsync(() -> record(exchange), thread));
    }

    private void record(Exchange exchange) {
        var begun = System.nanoTime();
        var trace = exchange.trace();
        // Whether a stream that lacks only [DONE] is whole, its engine says: that alone is no reason to give the others
        // up.
        if (exchange.answered() && !trace.wholeByItsUsage().complete()) {
            (trace.ending().failedByServer() ? failed : broken).incrementAndGet();
        }
        try {
            sink.accept(trace);
        } catch (RuntimeException e) {
            // What cannot be kept need not be measured.
            broken.addAndGet(AllowedFailures.GIVE_UP_AFTER);
            throw e;
        }
        // A thread that always has work gets a turn of milliseconds, and one that stamps reads waits for its end.
        LockSupport.parkNanos(System.nanoTime() - begun);
    }

    /** Waits until all is kept, and has its garbage collected: neither must take the processor from what is measured next. */
    void settle() {
        join();
        System.gc();
    }

    /** Waits until all is kept. A trace that could not be is an error of the run, not a line in a log. */
    void join() {
        records.forEach(this::await);
    }

    private void await(CompletableFuture<Void> record) {
        try {
            record.get(toKeep.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "a trace was not kept within " + toKeep.toSeconds()
                            + " s: see whether the disk of the run directory" + " answers",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        // What has ended is kept, where the run was interrupted too.
        var interrupted = Thread.interrupted();
        try {
            if (!thread.awaitTermination(toKeep.toNanos(), TimeUnit.NANOSECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            thread.shutdownNow();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
