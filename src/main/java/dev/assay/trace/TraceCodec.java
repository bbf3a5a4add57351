package dev.assay.trace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Traces as lines of JSON. Times are nanoseconds; the reads are pairs of differences (bytes, nanoseconds), the first against 0 and {@code sent}. */
final class TraceCodec {
    static final String FORMAT = "trace/1";
    private static final JsonMapper JSON = JsonMapper.shared();

    private TraceCodec() {}

    static ObjectNode line(Recording.Header header) {
        var json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("deployment", header.deployment());
        json.put("row", header.row());
        json.put("provenance", header.provenance().toString());
        json.put("started", header.started().toString());
        json.put("seed", header.seed());
        json.set("plan", JSON.valueToTree(header.plan()));
        json.set("server", JSON.valueToTree(header.server()));
        return json;
    }

    static Recording.Header header(JsonNode json) {
        if (!FORMAT.equals(json.path("format").asString(""))) {
            throw new IllegalArgumentException("its format is " + json.path("format"));
        }
        return new Recording.Header(
                json.get("deployment").asString(),
                json.get("row").asString(),
                Provenance.valueOf(json.get("provenance").asString().toUpperCase(Locale.ROOT)),
                Instant.parse(json.get("started").asString()),
                json.get("seed").asLong(),
                strings(json.get("plan")),
                strings(json.get("server")));
    }

    static ObjectNode line(Trace trace, long payloadAt, int payloadSize) {
        var json = JSON.createObjectNode();
        json.put("id", trace.id());
        if (trace.warmup()) {
            json.put("warmup", true);
        }
        json.put("request_sha256", trace.requestSha256());
        json.put("scheduled", trace.scheduled());
        json.put("sent", trace.sent());
        if (trace.resends() > 0) {
            json.put("resends", trace.resends());
        }
        if (trace.head() != null) {
            var head = json.putObject("head");
            head.put("status", trace.head().status());
            head.put("at", trace.head().nanos());
            head.set("headers", JSON.valueToTree(trace.head().headers()));
        }
        json.put("ended", trace.ended());
        json.set("ending", ending(trace.ending()));
        putCounts(json, trace.transcript().usage());
        json.putArray("payload").add(payloadAt).add(payloadSize);
        putReads(json, trace);
        return json;
    }

    /** For people who read the file; what counts is read from the payload. */
    private static void putCounts(ObjectNode json, Transcript.@Nullable Usage usage) {
        if (usage != null) {
            json.put("input_tokens", usage.promptTokens());
            json.put("output_tokens", usage.completionTokens());
        }
    }

    private static void putReads(ObjectNode json, Trace trace) {
        var array = json.putArray("reads");
        var end = 0;
        var nanos = trace.sent();
        for (var i = 0; i < trace.reads().count(); i++) {
            array.add(trace.reads().end(i) - end).add(trace.reads().nanos(i) - nanos);
            end = trace.reads().end(i);
            nanos = trace.reads().nanos(i);
        }
    }

    static Trace trace(JsonNode json, Payload body) {
        var head = json.get("head");
        var sent = json.get("sent").asLong();
        return new Trace(
                json.get("id").asString(),
                json.path("warmup").asBoolean(false),
                json.get("request_sha256").asString(),
                json.get("scheduled").asLong(),
                sent,
                json.path("resends").asInt(0),
                head == null
                        ? null
                        : new Head(
                                head.get("status").asInt(),
                                strings(head.get("headers")),
                                head.get("at").asLong()),
                reads(json.get("reads"), sent),
                body,
                json.get("ended").asLong(),
                ending(json.get("ending")));
    }

    private static Reads reads(JsonNode array, long sent) {
        var reads = new Reads.Builder();
        var end = 0;
        var nanos = sent;
        for (var i = 0; i < array.size(); i += 2) {
            end += array.get(i).asInt();
            nanos += array.get(i + 1).asLong();
            reads.add(end, nanos);
        }
        return reads.build();
    }

    private static ObjectNode ending(Ending ending) {
        var json = JSON.createObjectNode().put("how", ending.word());
        switch (ending) {
            case Ending.HttpError error -> json.put("status", error.status());
            case Ending.Timeout timeout -> json.put("which", timeout.which().name());
            case Ending.Complete ignored -> {}
            case Ending.StreamError ignored -> {}
            case Ending.Truncated ignored -> {}
            case Ending.Cancelled ignored -> {}
            case Ending.ConnectFailed ignored -> {}
        }
        return ending.detail().isEmpty() ? json : json.put("detail", ending.detail());
    }

    private static Ending ending(JsonNode json) {
        var detail = json.path("detail").asString("");
        return switch (json.get("how").asString()) {
            case "COMPLETE" -> new Ending.Complete();
            case "HTTP_ERROR" -> new Ending.HttpError(json.get("status").asInt(), detail);
            case "STREAM_ERROR" -> new Ending.StreamError(detail);
            case "TRUNCATED" -> new Ending.Truncated(detail);
            case "TIMEOUT" ->
                new Ending.Timeout(Ending.Deadline.valueOf(json.get("which").asString()), detail);
            case "CANCELLED" -> new Ending.Cancelled(detail);
            case "CONNECT_FAILED" -> new Ending.ConnectFailed(detail);
            case String other -> throw new IllegalArgumentException("no request ends as " + other);
        };
    }

    private static Map<String, String> strings(JsonNode object) {
        var map = new LinkedHashMap<String, String>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asString()));
        return map;
    }
}
