package dev.assay.load;

import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Schedule;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends requests when they are due, whether the earlier ones are answered or not. Each has its own due time, counted from one start, so a request that is sent
 * late makes no other late. A throttle lets due requests wait in the client, in their order. After a few failures no more are sent.
 */
public final class OpenLoop implements LoadLoop {
    /** A sleeping thread wakes up to this much late (timer slack of Linux), so it sleeps so much less and then waits actively. */
    private static final long WAKES_LATE_NANOS = 60_000;

    private final Transport transport;
    private final Pace.Open pace;
    private final int allowed;
    private final Consumer<Trace> sink;

    /** Creates a loop in which the server may fail no request. */
    public OpenLoop(Transport transport, Pace.Open pace, Consumer<Trace> sink) {
        this(transport, pace, 0, sink);
    }

    /**
     * @param allowed how many requests the server may fail
     * @param sink takes each trace after its request ended, on a single separate thread
     */
    public OpenLoop(Transport transport, Pace.Open pace, int allowed, Consumer<Trace> sink) {
        this.transport = transport;
        this.pace = pace;
        this.allowed = allowed;
        this.sink = sink;
    }

    /** Sends all warm-up requests at once, as far as the throttle allows, and the others when they are due. */
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
        var queue = new RequestQueue(transport, most, recorder, ended -> null);
        var begin = transport.now();
        for (var i = 0; i < schedule.length && !queue.isOver(); i++) {
            var scheduled = begin + schedule[i];
            transport.prepare(requests.get(i));
            waitUntil(scheduled, queue);
            queue.due(new DueRequest(requests.get(i), scheduled));
            queue.send();
        }
        queue.awaitAll();
    }

    private void waitUntil(long nanos, RequestQueue queue) {
        for (var left = nanos - transport.now(); left > 0 && !queue.isOver(); left = nanos - transport.now()) {
            if (left <= WAKES_LATE_NANOS) {
                Thread.onSpinWait();
            } else {
                queue.await(left - WAKES_LATE_NANOS);
            }
        }
    }
}
