package dev.assay.load;

import dev.assay.trace.Trace;
import dev.assay.wire.Exchange;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Keeps a fixed number of requests in flight: the next one goes out the moment one ends, never more and never fewer while work remains. A
 * throttle lets fewer out than are due; the others wait in the client, in their order. Once {@value #GIVE_UP_AFTER}
 * requests did not complete, no more are started: the row cannot be judged any more, and a dead server would cost a deadline for each of
 * them.
 *
 * <p>A request is due when a slot of the concurrency is free for it: at the start of the loop, or when the request before it on the slot
 * ended. What passes until it is sent is the throttle's and the client's own time.
 */
public final class ClosedLoop {
    private static final int GIVE_UP_AFTER = 3;

    private final Transport transport;
    private final int concurrency;
    private final int maxInFlight;
    private final Consumer<Trace> sink;
    private final AtomicInteger failures = new AtomicInteger();
    private final List<CompletableFuture<Void>> records = new ArrayList<>();

    /**
     * @param concurrency requests that are due at a time, at least 1
     * @param maxInFlight requests in flight, at least 1; as many as the concurrency where nothing throttles
     * @param sink takes each trace after its request ended, on one thread of its own
     */
    public ClosedLoop(Transport transport, int concurrency, int maxInFlight, Consumer<Trace> sink) {
        this.transport = transport;
        this.concurrency = concurrency;
        this.maxInFlight = maxInFlight;
        this.sink = sink;
    }

    /** Sends the requests in order: first those that warm the server, to their end, then the others. */
    public void run(List<Request> requests) {
        try (var recorder = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("assay-recorder").factory())) {
            drive(requests.stream().filter(Request::warmup).toList(), recorder);
            // Reading what warmed the server must not take the processor from what is measured.
            records.forEach(CompletableFuture::join);
            drive(requests.stream().filter(request -> !request.warmup()).toList(), recorder);
        }
        // A trace that could not be kept is an error of the run, not a line in a log.
        records.forEach(CompletableFuture::join);
    }

    /** A request that a slot is free for, since when. */
    private record Due(Request request, long scheduled) {}

    private void drive(List<Request> requests, ExecutorService recorder) {
        var next = requests.iterator();
        var due = new ArrayDeque<Due>();
        var begin = transport.now();
        while (due.size() < concurrency && next.hasNext()) {
            due.add(new Due(next.next(), begin));
        }
        var over = new LinkedBlockingQueue<Exchange>();
        var inFlight = send(due, maxInFlight, over);
        while (inFlight > 0) {
            var exchange = take(over);
            if (!exchange.answered()) {
                failures.incrementAndGet();
            }
            if (next.hasNext()) {
                due.add(new Due(next.next(), exchange.ended()));
            }
            // The next request first: what has ended can wait to be read.
            inFlight--;
            inFlight += send(due, maxInFlight - inFlight, over);
            records.add(CompletableFuture.runAsync(() -> record(exchange), recorder));
        }
    }

    /** Sends what is due, but no more than {@code most}, and returns how many that were. */
    private int send(Deque<Due> due, int most, BlockingQueue<Exchange> over) {
        var sent = 0;
        while (sent < most && !due.isEmpty() && failures.get() < GIVE_UP_AFTER) {
            var request = due.remove();
            transport.send(request.request(), request.scheduled(), over::add);
            sent++;
        }
        return sent;
    }

    private void record(Exchange exchange) {
        var trace = exchange.trace();
        if (exchange.answered() && !trace.complete()) {
            failures.incrementAndGet();
        }
        try {
            sink.accept(trace);
        } catch (RuntimeException e) {
            // What cannot be kept need not be measured.
            failures.addAndGet(GIVE_UP_AFTER);
            throw e;
        }
    }

    /** Waits for the next request to end; the deadlines of the transport end every one. */
    private Exchange take(BlockingQueue<Exchange> over) {
        try {
            return over.take();
        } catch (InterruptedException e) {
            transport.cancelAll("the run was interrupted");
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        }
    }
}
