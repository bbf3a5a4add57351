package dev.assay.load;

import dev.assay.wire.Exchange;
import dev.assay.wire.Transport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is due, in its order, and what is in flight: never more than a throttle lets out. Used by one thread. */
final class Flight {
    private final Transport transport;
    private final int most;
    private final Recorder recorder;
    private final Deque<Due> due = new ArrayDeque<>();
    private final BlockingQueue<Exchange> over = new LinkedBlockingQueue<>();
    private int inFlight;

    /** @param most requests in flight, at least 1 */
    Flight(Transport transport, int most, Recorder recorder) {
        this.transport = transport;
        this.most = most;
        this.recorder = recorder;
    }

    void due(Due request) {
        due.add(request);
    }

    /** Sends what is due and may go. */
    void send() {
        while (inFlight < most && !due.isEmpty() && !recorder.givenUp()) {
            var next = due.remove();
            inFlight++;
            transport.send(next.request(), next.scheduled(), over::add);
        }
    }

    boolean any() {
        return inFlight > 0;
    }

    /** Waits for the next request to end; the deadlines of the transport end every one. */
    Exchange awaitEnd() {
        try {
            return ended(over.take());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Waits for the next request to end, but no longer than this; absent if none did. */
    @Nullable Exchange awaitEnd(long nanos) {
        try {
            var exchange = over.poll(nanos, TimeUnit.NANOSECONDS);
            return exchange == null ? null : ended(exchange);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private Exchange ended(Exchange exchange) {
        inFlight--;
        recorder.count(exchange);
        return exchange;
    }

    private CancellationException interrupted() {
        transport.cancelAll("the run was interrupted");
        Thread.currentThread().interrupt();
        return new CancellationException("the run was interrupted");
    }
}
