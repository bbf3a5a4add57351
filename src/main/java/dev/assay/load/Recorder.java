package dev.assay.load;

import dev.assay.plan.testspecs.AllowedFailures;
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
 * Passes the traces of ended requests to a sink, on a separate thread that rests as long as it works, and counts the failures. After
 * {@value AllowedFailures#GIVE_UP_AFTER} failures beyond those that the server may have, no more requests are sent: the test cannot pass any more, and a dead
 * server would cost a deadline for each of them.
 */
final class Recorder implements AutoCloseable {
    /** How long it may take to write one trace, after those before it. Only a disk that hangs takes so long. */
    private static final Duration TO_KEEP = Duration.ofMinutes(5);

    private final Consumer<Trace> sink;
    private final Duration toKeep;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("assay-recorder").factory());
    private final int allowed;
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    /** Whether no request is under way, so that nobody waits for the processor. */
    private volatile boolean settling;

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

    /** Counts a request that ended without an answer. Called before the next one is sent. */
    void count(Exchange exchange) {
        if (!exchange.answered()) {
            (exchange.failedByServer() ? failed : broken).incrementAndGet();
        }
    }

    /** Parses and writes an ended request later, on the separate thread: an ended request can wait, a due one cannot. */
    void keep(Exchange exchange) {
        records.add(CompletableFuture.runAsync(() -> record(exchange), thread));
    }

    private void record(Exchange exchange) {
        var begun = System.nanoTime();
        var trace = exchange.trace();
        // The engine decides whether a stream that lacks only [DONE] is complete, so that is not a failure here.
        if (exchange.answered() && !trace.wholeByItsUsage().complete()) {
            (trace.ending().failedByServer() ? failed : broken).incrementAndGet();
        }
        try {
            sink.accept(trace);
        } catch (RuntimeException e) {
            // If traces cannot be written, measuring is useless.
            broken.addAndGet(AllowedFailures.GIVE_UP_AFTER);
            throw e;
        }
        // The scheduler gives a busy thread turns of several milliseconds, for which the thread that stamps reads would
        // wait. So this thread pauses.
        if (!settling) {
            LockSupport.parkNanos(System.nanoTime() - begun);
        }
    }

    /** Waits until all traces are written, so that this does not use the processor during the measurement that follows. */
    void settle() {
        settling = true;
        join();
        settling = false;
    }

    /** Waits until all traces are written. A trace that could not be written is an error of the run. */
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
                    "a trace was not written within " + toKeep.toSeconds() + " s. Check the disk of the run directory.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        // The traces of ended requests are written even if the run was interrupted.
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
