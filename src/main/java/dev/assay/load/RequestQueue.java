package dev.assay.load;

import dev.assay.wire.Exchange;
import dev.assay.wire.Transport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is due, in its order, and what is in flight: never more than a throttle lets out. A request that ends makes room for the next one on
 * the thread that saw it end: on few processors, a second thread would wait for a turn first.
 */
final class RequestQueue {
    private final Transport transport;
    private final int most;
    private final Recorder recorder;
    private final Function<Exchange, @Nullable DueRequest> successor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    // Everything below is guarded by the lock.
    private final Deque<DueRequest> due = new ArrayDeque<>();
    private int inFlight;
    private int unkept;
    /** Read without the lock too: whoever waits for a due time must not keep those waiting that end. */
    private volatile boolean stopped;

    private @Nullable RuntimeException broken;

    /**
     * @param most requests in flight, at least 1
     * @param successor returns what comes due because a request ended, if anything; called for one at a time
     */
    RequestQueue(Transport transport, int most, Recorder recorder, Function<Exchange, @Nullable DueRequest> successor) {
        this.transport = transport;
        this.most = most;
        this.recorder = recorder;
        this.successor = successor;
    }

    void due(DueRequest request) {
        lock.lock();
        try {
            due.add(request);
        } finally {
            lock.unlock();
        }
    }

    /** Sends what is due and may go. */
    void send() {
        // Not under the lock: a thread that stamps reads must not wait until another has sent a burst.
        for (var next = next(); next != null; next = next()) {
            transport.send(next.request(), next.scheduled(), this::ended);
        }
    }

    private @Nullable DueRequest next() {
        lock.lock();
        try {
            if (inFlight == most || due.isEmpty() || isOver()) {
                return null;
            }
            inFlight++;
            unkept++;
            return due.remove();
        } finally {
            lock.unlock();
        }
    }

    private void ended(Exchange exchange) {
        try {
            land(exchange);
            send();
            recorder.keep(exchange);
        } catch (RuntimeException e) {
            stop(e);
        } catch (Error e) {
            stop(new IllegalStateException("what came of a request could not be seen to: " + e, e));
        } finally {
            lock.lock();
            try {
                unkept--;
                settled.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void land(Exchange exchange) {
        lock.lock();
        try {
            inFlight--;
            recorder.count(exchange);
            var next = successor.apply(exchange);
            if (next != null) {
                due.add(next);
            }
        } finally {
            lock.unlock();
        }
    }

    private void stop(@Nullable RuntimeException why) {
        lock.lock();
        try {
            stopped = true;
            broken = broken == null ? why : broken;
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until what was sent, and what came due by it, has ended and is with the recorder; the transport's deadlines end every request. */
    void awaitAll() {
        lock.lock();
        try {
            while (unkept > 0 && broken == null) {
                settled.await();
            }
            if (broken != null) {
                throw broken;
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether nothing more shall be sent. */
    boolean isOver() {
        return stopped || recorder.givenUp();
    }

    /** Waits for so long, or until nothing more shall be sent. */
    void await(long nanos) {
        lock.lock();
        try {
            for (var left = nanos; left > 0 && !isOver(); ) {
                left = settled.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            lock.unlock();
        }
    }

    private CancellationException interrupted() {
        stop(null);
        transport.cancelAll("the run was interrupted");
        Thread.currentThread().interrupt();
        return new CancellationException("the run was interrupted");
    }
}
