package dev.assay.load;

import dev.assay.plan.tests.Pace;
import dev.assay.plan.tests.Schedule;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends requests when they are due, whether those before are answered or not. Each is due at an absolute time of its own, counted from one
 * start, so that one that goes out late makes no other late. A throttle keeps what is due beyond it waiting in the client, in its order.
 * After a few failures no more are started.
 */
public final class OpenLoop implements LoadLoop {
    /** A thread that sleeps wakes so much later than it asked to (Linux' timer slack); the rest it stays awake for. */
    private static final long WAKES_LATE_NANOS = 60_000;

    private final Transport transport;
    private final Pace.Open pace;
    private final int allowed;
    private final Consumer<Trace> sink;

    /** A loop in which the server may fail no request. */
    public OpenLoop(Transport transport, Pace.Open pace, Consumer<Trace> sink) {
        this(transport, pace, 0, sink);
    }

    /**
     * @param allowed how many requests the server may fail
     * @param sink takes each trace after its request ended, on one thread of its own
     */
    public OpenLoop(Transport transport, Pace.Open pace, int allowed, Consumer<Trace> sink) {
        this.transport = transport;
        this.pace = pace;
        this.allowed = allowed;
        this.sink = sink;
    }

    /** Sends the requests that warm the server all at once, as far as the throttle lets them, and the others when they are due. */
    @Override
    public void run(List<Request> requests, Runnable warmed) {
        var warmups = LoadLoop.warmups(requests);
        var measured = LoadLoop.measured(requests);
        var schedule = Schedule.first(pace, measured.size());
        try (var recorder = new Recorder(sink, allowed)) {
            var burst = new Pace.Closed(Math.max(1, warmups.size()), pace.maxInFlight());
            new UserSlots(transport, burst, recorder).drive(warmups, Long.MAX_VALUE);
            recorder.settle();
            warmed.run();
            drive(measured, schedule, recorder);
            recorder.join();
        }
    }

    private void drive(List<Request> requests, long[] schedule, Recorder recorder) {
        var most = pace.maxInFlight() == null ? Integer.MAX_VALUE : pace.maxInFlight();
        var flight = new RequestQueue(transport, most, recorder, ended -> null);
        var begin = transport.now();
        for (var i = 0; i < schedule.length && !flight.isOver(); i++) {
            var scheduled = begin + schedule[i];
            transport.prepare(requests.get(i));
            waitUntil(scheduled, flight);
            flight.due(new DueRequest(requests.get(i), scheduled));
            flight.send();
        }
        flight.awaitAll();
    }

    private void waitUntil(long nanos, RequestQueue flight) {
        for (var left = nanos - transport.now(); left > 0 && !flight.isOver(); left = nanos - transport.now()) {
            if (left <= WAKES_LATE_NANOS) {
                Thread.onSpinWait();
            } else {
                flight.await(left - WAKES_LATE_NANOS);
            }
        }
    }
}
