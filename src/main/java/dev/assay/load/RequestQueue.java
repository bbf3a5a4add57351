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
 * The due requests, in their order, and the number in flight, which is never above the throttle. When a request ends, the next one is sent on the same thread: on
 * few processors, a second thread would first have to wait for the processor.
 */
final class RequestQueue {
    private static final long GIVE_UP_AGAIN_NANOS = 20_000_000;

    private final Transport transport;
    private final int most;
    private final Recorder recorder;
    private final Function<Exchange, @Nullable DueRequest> successor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();
    // All fields below are guarded by the lock.
    private final Deque<DueRequest> due = new ArrayDeque<>();
    private int inFlight;
    private int unkept;
    /** Also read without the lock: a thread that waits for a due time must not block requests that end. */
    private volatile boolean stopped;

    private @Nullable RuntimeException broken;

    /**
     * @param most the largest number of requests in flight, at least 1
     * @param successor returns the request that becomes due because another ended; null if there is none. Called by one thread at a time
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

    /** Sends the due requests that the throttle allows. */
    void send() {
        // Without the lock: a thread that stamps reads must not wait until another thread has sent a burst.
        for (var next = next(); next != null; next = next()) {
            send(next);
        }
    }

    private void send(DueRequest next) {
        transport.send(next.request(), next.scheduled(), this::ended);
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
            var next = landed(exchange);
            if (next != null) {
                send(next);
            }
            recorder.keep(exchange);
        } catch (RuntimeException e) {
            stop(e);
        } catch (Error e) {
            stop(new IllegalStateException("an ended request could not be handled: " + e, e));
        } finally {
            lock.lock();
            try {
                unkept--;
                if (unkept == 0 || isOver()) {
                    // Only then has anyone something to do: waking a thread for each request costs processor time.
                    settled.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Returns the request that takes the place of one that ended, in one step: no other thread can take the place, so each keeps its share. */
    private @Nullable DueRequest landed(Exchange exchange) {
        lock.lock();
        try {
            inFlight--;
            recorder.count(exchange);
            var next = successor.apply(exchange);
            if (next != null) {
                due.add(next);
            }
            return next();
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

    /** Waits until all sent requests, and those that became due because of them, have ended and are with the recorder. The deadlines of the transport end every request. */
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

    /** Sends no more requests, gives up those in flight, and waits until they have ended and are with the recorder. */
    void giveUp(String why) {
        stop(null);
        while (true) {
            // Again and again: another thread may just be sending one that was not in flight yet.
            transport.cancelAll(why);
            lock.lock();
            try {
                if (unkept > 0 && broken == null) {
                    settled.awaitNanos(GIVE_UP_AGAIN_NANOS);
                }
                if (broken != null) {
                    throw broken;
                }
                if (unkept == 0) {
                    return;
                }
            } catch (InterruptedException e) {
                throw interrupted();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Returns whether no more requests are sent. */
    boolean isOver() {
        return stopped || recorder.givenUp();
    }

    /** Waits for this time, or until no more requests are sent. */
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
