package dev.assay.plant;

import dev.assay.recording.Recording;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A load test some of whose requests end with an error of the server: status 500, when their answers were complete. So the others are sent when they
 * were.
 */
record FailedRequests(Recording recording, long seed) {
    private static final int STATUS = 500;
    private static final String WORDS = "planted fault";
    private static final Payload BODY = Payload.of("{\"error\": {\"message\": \"" + WORDS + "\"}}");

    Planted plant(Fault.Spoilt fault) {
        var candidates = candidates();
        var wanted = Draw.count(fault.points(), recording.measured().size());
        if (candidates.size() < wanted) {
            return new Planted.Not("of " + recording.measured().size() + " requests, " + wanted
                    + " would have to fail, and " + candidates.size() + " have an answer");
        }
        var chosen = candidates.subList(0, wanted).stream().map(Trace::id).collect(Collectors.toSet());
        return new Planted.Into(recording.with(recording.traces().stream()
                .map(trace -> chosen.contains(trace.id()) ? failed(trace) : trace)
                .toList()));
    }

    /** Returns how many requests can fail. */
    int most() {
        return candidates().size();
    }

    private List<Trace> candidates() {
        return Draw.shuffled(recording.measured(), seed).stream()
                .filter(Trace::complete)
                .toList();
    }

    private static Trace failed(Trace trace) {
        return new Trace(
                trace.id(),
                trace.warmup(),
                trace.requestSha256(),
                trace.scheduled(),
                trace.sent(),
                trace.resends(),
                trace.resent(),
                new ResponseHead(STATUS, Map.of("content-type", "application/json"), trace.ended()),
                new ReadTimes.Builder().add(BODY.size(), trace.ended()).build(),
                Body.of(BODY),
                trace.ended(),
                new Ending.HttpError(STATUS, WORDS));
    }
}
