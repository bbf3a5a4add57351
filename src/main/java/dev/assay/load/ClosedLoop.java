package dev.assay.load;

import dev.assay.plan.tests.Pace;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps a fixed number of requests in flight: the next one goes out the moment one ends, never more and never fewer while work remains. A
 * throttle lets fewer out than are due; the others wait in the client, in their order. After a few failures no more are started.
 *
 * <p>A request is due when a slot of the concurrency is free for it: at the start of the loop, or when the request before it on the slot
 * ended. What passes until it is sent is the throttle's and the client's own time.
 */
public final class ClosedLoop implements LoadLoop {
    private final Transport transport;
    private final Pace.Closed pace;
    private final long nanos;
    private final int allowed;
    private final Consumer<Trace> sink;

    /** A loop in which the server may fail no request. */
    public ClosedLoop(Transport transport, Pace.Closed pace, long nanos, Consumer<Trace> sink) {
        this(transport, pace, nanos, 0, sink);
    }

    /**
     * @param nanos how long requests come due; what did is sent and waited for
     * @param allowed how many requests the server may fail
     * @param sink takes each trace after its request ended, on one thread of its own
     */
    public ClosedLoop(Transport transport, Pace.Closed pace, long nanos, int allowed, Consumer<Trace> sink) {
        this.transport = transport;
        this.pace = pace;
        this.nanos = nanos;
        this.allowed = allowed;
        this.sink = sink;
    }

    @Override
    public void run(List<Request> requests, Runnable warmed) {
        try (var recorder = new Recorder(sink, allowed)) {
            var slots = new UserSlots(transport, pace, recorder);
            slots.drive(LoadLoop.warmups(requests), Long.MAX_VALUE);
            recorder.settle();
            warmed.run();
            slots.drive(LoadLoop.measured(requests), nanos);
            recorder.join();
        }
    }
}
