package dev.assay.load;

import dev.assay.plan.testspecs.Pace;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.util.List;

/** Simulated users: each sends its next request when its last one is answered. */
final class UserSlots {
    private final Transport transport;
    private final Pace.Closed pace;
    private final Recorder recorder;

    UserSlots(Transport transport, Pace.Closed pace, Recorder recorder) {
        this.transport = transport;
        this.pace = pace;
        this.recorder = recorder;
    }

    /**
     * Sends requests until all are sent, or until no more become due.
     *
     * @param beginning says when the first requests are due, after they have been prepared
     * @param nanos how long after the start a request may become due, in nanoseconds
     */
    void drive(List<Request> requests, LoadLoop.Beginning beginning, long nanos) {
        requests.stream().limit(pace.concurrency()).forEach(transport::prepare);
        var next = requests.iterator();
        var begin = beginning.begin();
        var flight = new RequestQueue(
                transport,
                pace.inFlight(),
                recorder,
                ended -> next.hasNext() && ended.ended() - begin < nanos
                        ? new DueRequest(next.next(), ended.ended())
                        : null);
        for (var slot = 0; slot < pace.concurrency() && next.hasNext(); slot++) {
            flight.due(new DueRequest(next.next(), begin));
        }
        flight.send();
        flight.awaitAll();
    }
}
