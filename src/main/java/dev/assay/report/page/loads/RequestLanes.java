package dev.assay.report.page.loads;

import dev.assay.figures.times.RequestTimes;
import dev.assay.recording.Recording;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * When the measured requests of a load test were sent and answered.
 *
 * @param times in the order of sending
 */
public record RequestLanes(List<Lane> times) {
    static final RequestLanes NONE = new RequestLanes(List.of());

    public RequestLanes {
        times = List.copyOf(times);
    }

    static RequestLanes of(Recording recording) {
        return new RequestLanes(recording.measured().stream()
                .flatMap(trace ->
                        RequestTimes.of(trace)
                                .map(times -> new Lane(trace.id(), trace.sent(), times.ttft(), times.e2e()))
                                .stream())
                .toList());
    }

    void into(ObjectNode json) {
        var start = times.stream().mapToLong(Lane::sent).min().orElse(0);
        var sent = json.putArray("sent");
        var ttft = json.putArray("ttft");
        var e2e = json.putArray("e2e");
        for (var lane : times) {
            sent.add((lane.sent() - start) / 1e6);
            ttft.add(lane.ttft());
            e2e.add(lane.e2e());
        }
    }

    /** One request. Milliseconds, but {@code sent}, which is in nanoseconds of the trace's clock. */
    record Lane(String id, long sent, double ttft, double e2e) {}
}
