package dev.assay.testing;

import dev.assay.input.Location;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.Protocol.Probe;
import dev.assay.plan.testspecs.TestConditions;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.SlotRelease;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a protocol test, and the answers of an endpoint that passes all its checks. */
public final class Protocols {
    public static final SlotRelease FREED = new SlotRelease.Freed(512, Duration.ofMillis(380), Duration.ofMillis(125));

    private Protocols() {}

    public static Protocol test(boolean loadTests, boolean evalsets) {
        var probes = new ArrayList<Probe>();
        if (loadTests) {
            probes.add(Probe.COMPLETION);
        }
        if (evalsets) {
            probes.add(Probe.CHAT);
        }
        probes.addAll(List.of(Probe.NO_SUCH_MODEL, Probe.TOO_LONG));
        return new Protocol(probes, TestConditions.DEFAULT, new Location("thresholds.yaml", 5, 3));
    }

    public static Recording recording(SlotRelease release, List<Trace> traces) {
        return recording(release.facts(), traces);
    }

    /** Returns a recording of a server with more facts than its model. */
    public static Recording recording(Map<String, String> more, List<Trace> traces) {
        var server = new LinkedHashMap<>(Map.of("model", "smollm2-135m"));
        server.putAll(more);
        var header = new Recording.Header(
                "smollm2-135m",
                Protocol.NAME,
                Provenance.MEASURED,
                Instant.parse("2026-11-21T21:04:00Z"),
                42,
                Map.of(),
                server);
        return new Recording(header, traces);
    }

    /** Returns the answers to all probes. */
    public static List<Trace> whole() {
        return List.of(
                completion(),
                chat(),
                refused("protocol-no-such-model", 404, "The model does not exist."),
                refused("protocol-too-long", 400, "The context holds 4096 tokens."));
    }

    /** Returns an answer of 16 tokens to a prompt of 32 tokens, one token every 10 ms. */
    public static Trace completion() {
        var trace = Traces.trace("protocol-completion");
        for (var i = 0; i < 15; i++) {
            trace.text(50 + 10 * i, " x");
        }
        return trace.last(200, " x", "length").usage(32, 16).done().build();
    }

    public static Trace chat() {
        return Traces.trace("protocol-chat")
                .role(40)
                .says(50, "1")
                .says(60, ", 2")
                .finish(70, "stop")
                .usage(21, 3)
                .done()
                .build();
    }

    /** Returns a refusal as vLLM writes it. */
    public static Trace refused(String id, int status, String why) {
        return answered(id, status, "{\"error\":{\"message\":\"" + why + "\",\"code\":" + status + "}}");
    }

    /** Returns an answer that is not a stream. */
    public static Trace answered(String id, int status, String text) {
        var body = Body.of(Payload.of(text));
        var head = new ResponseHead(status, Map.of("content-type", "application/json"), 1_000_000);
        var reads = new ReadTimes.Builder().add(text.length(), 1_000_000).build();
        return new Trace(
                id, false, Traces.NO_REQUEST, 0, 0, 0, head, reads, body, 1_000_000, Ending.ofCleanEnd(head, body));
    }
}
