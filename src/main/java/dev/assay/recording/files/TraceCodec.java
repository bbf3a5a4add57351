package dev.assay.recording.files;

import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.RequestedTokens;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.TextTokens;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes and reads traces as lines of JSON. Times are in nanoseconds. The reads are pairs of differences (bytes, nanoseconds) to the read before; the
 * first pair is relative to 0 and {@code sent}.
 */
final class TraceCodec {
    static final String FORMAT = "trace/1";
    static final String PAYLOAD = "payload";
    static final String TEXT_TOKENS = "text_tokens";
    private static final JsonMapper JSON = JsonMapper.shared();

    private TraceCodec() {}

    static ObjectNode line(Recording.Header header) {
        var json = JSON.createObjectNode();
        json.put("format", FORMAT);
        json.put("deployment", header.deployment());
        json.put("row", header.test());
        json.put("provenance", header.provenance().toString());
        json.put("started", header.started().toString());
        json.put("seed", header.seed());
        json.set("plan", JSON.valueToTree(header.plan()));
        json.set("server", JSON.valueToTree(header.server()));
        if (!header.asked().isEmpty()) {
            var asked = json.putObject("asked");
            header.asked()
                    .forEach((id, each) -> asked.putArray(id)
                            .add(each.inputTokens())
                            .add(each.outputTokens())
                            .add(each.shared()));
        }
        return json;
    }

    static Recording.Header header(JsonLine line) {
        if (!FORMAT.equals(line.json().path("format").asString(""))) {
            throw new JsonLine.Damaged("the first line must say \"format\":\"" + FORMAT + "\", found "
                    + (line.json().has("format") ? "[" + line.json().get("format") + "]" : "no format"));
        }
        return new Recording.Header(
                line.text("deployment"),
                line.text("row"),
                line.constant("provenance", Provenance.class),
                line.instant("started"),
                line.whole("seed"),
                line.texts("plan"),
                line.texts("server"),
                asked(line.optionalObject("asked")));
    }

    private static Map<String, RequestedTokens> asked(@Nullable JsonLine line) {
        var asked = new LinkedHashMap<String, RequestedTokens>();
        if (line != null) {
            for (var id : line.json().propertyNames()) {
                var counts = line.counts(id, 3);
                asked.put(id, new RequestedTokens(counts[0], counts[1], counts[2]));
            }
        }
        return asked;
    }

    /** The tokens that a tokenizer counts in the texts of some traces: {@code {"text_tokens":{"c4-001":[12,12]}}}. */
    static ObjectNode textTokens(Map<String, TextTokens> counts) {
        var json = JSON.createObjectNode();
        var of = json.putObject(TEXT_TOKENS);
        counts.forEach((id, each) -> of.putArray(id).add(each.first()).add(each.later()));
        return json;
    }

    static Map<String, TextTokens> textTokens(JsonLine line) {
        var counts = new LinkedHashMap<String, TextTokens>();
        for (var id : line.json().propertyNames()) {
            var both = line.counts(id, 2);
            if (both[0] < 0 || both[1] < 0) {
                throw new JsonLine.Damaged("'" + id + "' must be counts, found [" + both[0] + ", " + both[1] + "]");
            }
            counts.put(id, new TextTokens(both[0], both[1]));
        }
        return counts;
    }

    static ObjectNode end(int requests, TraceChecksum checksum) {
        var json = JSON.createObjectNode();
        json.putObject("end")
                .put("requests", requests)
                .put("lines_sha256", checksum.lines())
                .put("bodies_sha256", checksum.bodies());
        return json;
    }

    /** Returns the checksum in the last line; absent in files of versions that wrote none. */
    static @Nullable TraceChecksum checksum(JsonLine end) {
        return end.json().has("lines_sha256")
                ? new TraceChecksum(end.text("lines_sha256"), end.text("bodies_sha256"))
                : null;
    }

    static ObjectNode line(Trace trace, long payloadAt) {
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
        if (trace.resent() != null) {
            json.put("resent", trace.resent());
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
        json.putArray(PAYLOAD).add(payloadAt).add(trace.body().packed().length);
        putReads(json, trace);
        return json;
    }

    /** These counts are for people who read the file; Assay reads them from the body. */
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

    static Trace trace(TraceLine whole, Body body) {
        var line = whole.json();
        var head = line.optionalObject("head");
        var sent = line.whole("sent");
        return new Trace(
                line.text("id"),
                line.flag("warmup"),
                line.text("request_sha256"),
                line.whole("scheduled"),
                sent,
                line.count("resends", 0),
                line.optionalWhole("resent"),
                head == null ? null : new ResponseHead(head.count("status"), head.texts("headers"), head.whole("at")),
                reads(whole.reads(), sent, body.size()),
                body,
                line.whole("ended"),
                Ending.reread(ending(line.object("ending")), body));
    }

    private static ReadTimes reads(long[] pairs, long sent, int size) {
        var reads = new ReadTimes.Builder(pairs.length / 2);
        var end = 0L;
        var nanos = sent;
        for (var i = 0; i < pairs.length; i += 2) {
            end += pairs[i];
            nanos += pairs[i + 1];
            if (pairs[i] <= 0 || end > size || (i > 0 && pairs[i + 1] < 0)) {
                throw new JsonLine.Damaged("its reads go backwards or beyond its body of " + size + " bytes");
            }
            reads.add((int) end, nanos);
        }
        if (end != size) {
            throw new JsonLine.Damaged("its reads have " + end + " bytes, its body has " + size);
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

    private static Ending ending(JsonLine line) {
        var detail = line.json().path("detail").asString("");
        return switch (line.text("how")) {
            case "COMPLETE" -> new Ending.Complete();
            case "HTTP_ERROR" -> new Ending.HttpError(line.count("status"), detail);
            case "STREAM_ERROR" -> new Ending.StreamError(detail);
            case "TRUNCATED" -> new Ending.Truncated(detail);
            case "TIMEOUT" -> new Ending.Timeout(line.constant("which", Ending.Deadline.class), detail);
            case "CANCELLED" -> new Ending.Cancelled(detail);
            case "CONNECT_FAILED" -> new Ending.ConnectFailed(detail);
            case String other -> throw new JsonLine.Damaged("[" + other + "] is not a way in which a request ends");
        };
    }
}
