package dev.assay.load;

import dev.assay.plan.testspecs.Pace;
import dev.assay.trace.Trace;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps a fixed number of requests in flight: the next one is sent when one ends, so there are never more, and never fewer while requests remain. A throttle
 * sends fewer than are due; the others wait in the client, in their order. After a few failures no more are sent.
 *
 * <p>A request is due when a slot of the concurrency is free for it: at the start of the loop, or when the previous request of the slot ended. The time until it is
 * sent is caused by the throttle and the client.
 */
public final class ClosedLoop implements LoadLoop {
    private final Transport transport;
    private final Pace.Closed pace;
    private final long nanos;
    private final int allowed;
    private final Consumer<Trace> sink;

    /** Creates a loop in which the server may fail no request. */
    public ClosedLoop(Transport transport, Pace.Closed pace, long nanos, Consumer<Trace> sink) {
        this(transport, pace, nanos, 0, sink);
    }

    /**
     * @param nanos how long requests become due, in nanoseconds; each request that became due is sent and waited for
     * @param allowed how many requests the server may fail
     * @param sink takes each trace after its request ended, on a single separate thread
     */
    public ClosedLoop(Transport transport, Pace.Closed pace, long nanos, int allowed, Consumer<Trace> sink) {
        this.transport = transport;
        this.pace = pace;
        this.nanos = nanos;
        this.allowed = allowed;
        this.sink = sink;
    }

    @Override
    public void run(List<Request> requests) {
        run(requests, Beginning.now(transport::now, () -> {}));
    }

    @Override
    public void run(List<Request> requests, Beginning beginning) {
        var warmups = LoadLoop.warmups(requests);
        try (var recorder = new Recorder(sink, allowed)) {
            var slots = new UserSlots(transport, pace, recorder);
            slots.drive(warmups, Beginning.now(transport::now, () -> {}), Long.MAX_VALUE);
            recorder.settle();
            beginning.warmed();
            if (!warmups.isEmpty()) {
                QuietProcess.await();
                transport.renewConnections();
            }
            slots.drive(LoadLoop.measured(requests), beginning, nanos);
            recorder.join();
        }
    }
}
