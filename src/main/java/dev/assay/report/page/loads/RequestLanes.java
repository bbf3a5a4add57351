package dev.assay.report.page.loads;

import dev.assay.figures.times.RequestTimes;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * When the measured requests of a load test were due, sent and answered. Requests that follow each other share a lane, so that a closed loop has
 * one lane for each slot.
 *
 * @param start the zero of all times, in nanoseconds of the traces' clock: when the first request was due
 * @param count how many lanes there are
 * @param requests in the order of sending
 */
record RequestLanes(long start, int count, List<Lane> requests) {
    private static final double NANOS_PER_MS = 1e6;

    RequestLanes {
        requests = List.copyOf(requests);
    }

    /**
     * One request. Times are milliseconds since the start.
     *
     * @param lane from 0
     * @param first when its first output came; empty if none came
     * @param end when its last output came or, without an answer, when the request ended
     * @param ending the word for how it ended; empty if it is complete
     */
    record Lane(String id, int lane, double due, double sent, OptionalDouble first, double end, String ending) {}

    static RequestLanes of(Recording recording) {
        var traces = recording.measured().stream()
                .sorted(Comparator.comparingLong(Trace::sent).thenComparing(Trace::id))
                .toList();
        var start = traces.stream().mapToLong(Trace::scheduled).min().orElse(0);
        var lanes = lanes(traces);
        var requests = IntStream.range(0, traces.size())
                .mapToObj(i -> lane(traces.get(i), lanes.get(i), start))
                .toList();
        return new RequestLanes(
                start, lanes.stream().mapToInt(lane -> lane + 1).max().orElse(0), requests);
    }

    /** A request that is ending in a lane until an instant. */
    private record Taken(long until, int lane) {}

    /** Returns the lane of each request: the first one that is free when it is due. A request that was due and not yet sent takes a lane too. */
    private static List<Integer> lanes(List<Trace> traces) {
        var taken = new PriorityQueue<>(Comparator.comparingLong(Taken::until).thenComparingInt(Taken::lane));
        var free = new TreeSet<Integer>();
        var lanes = new Integer[traces.size()];
        var count = 0;
        var byDue = IntStream.range(0, traces.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> traces.get(i).scheduled()))
                .toList();
        for (var i : byDue) {
            var trace = traces.get(i);
            while (!taken.isEmpty() && taken.element().until() <= trace.scheduled()) {
                free.add(taken.remove().lane());
            }
            var lane = free.isEmpty() ? count++ : free.pollFirst();
            taken.add(new Taken(trace.ended(), lane));
            lanes[i] = lane;
        }
        return List.of(lanes);
    }

    private static Lane lane(Trace trace, int lane, long start) {
        var times = trace.complete() ? RequestTimes.of(trace) : java.util.Optional.<RequestTimes>empty();
        var sent = millis(trace.sent() - start);
        return new Lane(
                trace.id(),
                lane,
                millis(trace.scheduled() - start),
                sent,
                times.map(each -> OptionalDouble.of(sent + each.ttft())).orElse(OptionalDouble.empty()),
                times.map(each -> sent + each.e2e()).orElse(millis(trace.ended() - start)),
                trace.complete() ? "" : trace.ending().word());
    }

    static double millis(long nanos) {
        return nanos / NANOS_PER_MS;
    }

    /** Returns the requests that are not complete. */
    List<Lane> failed() {
        return requests.stream().filter(request -> !request.ending().isEmpty()).toList();
    }

    /** Adds flat arrays: of each request when it was due, and then the lengths of its wait, of its time to the first token, and of the rest. */
    void into(ObjectNode json) {
        json.put("lanes", count);
        var lane = json.putArray("lane");
        var due = json.putArray("due");
        var wait = json.putArray("wait");
        var ttft = json.putArray("ttft");
        var rest = json.putArray("rest");
        var failed = new ArrayList<Integer>();
        for (var i = 0; i < requests.size(); i++) {
            var request = requests.get(i);
            lane.add(request.lane());
            Distributions.add(due, request.due());
            Distributions.add(wait, request.sent() - request.due());
            if (request.first().isPresent()) {
                Distributions.add(ttft, request.first().getAsDouble() - request.sent());
            } else {
                ttft.addNull();
            }
            Distributions.add(rest, request.end() - request.first().orElse(request.sent()));
            if (!request.ending().isEmpty()) {
                failed.add(i);
            }
        }
        var endings = json.putObject("failed");
        failed.forEach(i -> endings.put(Integer.toString(i), requests.get(i).ending()));
        var ids = json.putArray("ids");
        requests.forEach(request -> ids.add(request.id()));
    }
}
