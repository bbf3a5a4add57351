package dev.assay.load;

import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.Schedule;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

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
    private final IntFunction<long[]> schedule;

    /** Creates a loop in which the server may fail no request. */
    public OpenLoop(Transport transport, Pace.Open pace, Consumer<Trace> sink) {
        this(transport, pace, 0, sink);
    }

    /**
     * @param allowed how many requests the server may fail
     * @param sink takes each trace after its request ended, on a single separate thread
     */
    public OpenLoop(Transport transport, Pace.Open pace, int allowed, Consumer<Trace> sink) {
        this(transport, pace, requests -> Schedule.first(pace, requests), allowed, sink);
    }

    /**
     * Creates a loop of a part of a schedule.
     *
     * @param schedule returns when that many measured requests are due, in nanoseconds after the beginning
     */
    public OpenLoop(
            Transport transport, Pace.Open pace, IntFunction<long[]> schedule, int allowed, Consumer<Trace> sink) {
        this.schedule = schedule;
        this.transport = transport;
        this.pace = pace;
        this.allowed = allowed;
        this.sink = sink;
    }

    /** Sends all warm-up requests at once, as far as the throttle allows, and the others when they are due. */
    @Override
    public void run(List<Request> requests) {
        run(requests, Beginning.now(transport::now, () -> {}));
    }

    @Override
    public void run(List<Request> requests, Beginning beginning) {
        var warmups = LoadLoop.warmups(requests);
        var measured = LoadLoop.measured(requests);
        var due = schedule.apply(measured.size());
        try (var recorder = new Recorder(sink, allowed)) {
            var burst = new Pace.Closed(Math.max(1, warmups.size()), pace.maxInFlight());
            new UserSlots(transport, burst, recorder)
                    .drive(warmups, Beginning.now(transport::now, () -> {}), Long.MAX_VALUE);
            recorder.settle();
            beginning.warmed();
            if (!warmups.isEmpty()) {
                QuietProcess.await();
                transport.renewConnections();
            }
            drive(measured, due, beginning, recorder);
            recorder.join();
        }
    }

    private void drive(List<Request> requests, long[] due, Beginning beginning, Recorder recorder) {
        var most = pace.maxInFlight() == null ? Integer.MAX_VALUE : pace.maxInFlight();
        var queue = new RequestQueue(transport, most, recorder, ended -> null);
        var begin = beginning.begin();
        for (var i = 0; i < due.length && !queue.isOver(); i++) {
            var scheduled = begin + due[i];
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
