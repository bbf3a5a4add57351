package dev.assay.testing;

import dev.assay.report.page.packed.PackedText;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds one trace, event by event, in the bytes that vLLM writes. Times are in milliseconds after the start of the test. Each event has its own
 * read, unless it has the time of the event before it.
 */
public final class Traces {
    /** The SHA-256 of no bytes, which these traces have as the hash of their request. */
    public static final String NO_REQUEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static final double NANOS_PER_MS = 1e6;

    private static final ReadTimes NO_READS = new ReadTimes.Builder().build();
    private static final Body NO_BODY = Body.of(Payload.of(""));

    private final String id;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ReadTimes.Builder reads = new ReadTimes.Builder();
    private String model = "smollm2-135m";
    private boolean warmup;
    private double scheduled;
    private double sent;
    private double last;
    private int pending;
    private @Nullable Ending ending;

    private Traces(String id) {
        this.id = id;
    }

    public static Traces trace(String id) {
        return new Traces(id);
    }

    /** Returns a complete answer with this many tokens to a prompt of 256: the first after {@code ttft} ms, each next {@code tpot} ms later. */
    public static Trace whole(String id, double sent, double ttft, double tpot, int tokens) {
        var trace = trace(id).sentAt(sent);
        for (var i = 0; i < tokens - 1; i++) {
            trace.text(sent + ttft + i * tpot, " x");
        }
        return trace.last(sent + ttft + (tokens - 1) * tpot, " x", "length")
                .usage(256, tokens)
                .done()
                .build();
    }

    /** Returns a request that was sent again; its times include the lost milliseconds. Null means that the lost time is unknown. */
    public static Trace twice(Trace once, @Nullable Double lost) {
        return new Trace(
                once.id(),
                once.warmup(),
                once.requestSha256(),
                once.scheduled(),
                once.sent(),
                1,
                lost == null ? null : once.sent() + nanos(lost),
                lost == null || once.head() == null
                        ? once.head()
                        : new ResponseHead(200, once.head().headers(), once.sent() + nanos(lost)),
                once.reads(),
                once.body(),
                once.ended(),
                once.ending());
    }

    /** Returns a complete request that has only times and no answer. */
    public static Trace bare(String id, double scheduled, double sent, double ended) {
        return new Trace(
                id,
                false,
                NO_REQUEST,
                nanos(scheduled),
                nanos(sent),
                0,
                null,
                NO_READS,
                NO_BODY,
                nanos(ended),
                new Ending.Complete());
    }

    /** Sets the model that answers; the default is smollm2-135m. */
    public Traces by(String other) {
        model = other;
        return this;
    }

    public Traces warmup() {
        warmup = true;
        return this;
    }

    public Traces sentAt(double millis) {
        return sentAt(millis, millis);
    }

    public Traces sentAt(double scheduledMillis, double sentMillis) {
        scheduled = scheduledMillis;
        sent = sentMillis;
        last = sentMillis;
        return this;
    }

    /** Adds an event with text of a completion, and the token ids it names, if any. */
    public Traces text(double millis, String text, int... tokenIds) {
        return data(millis, completion(text, "null", tokenIds));
    }

    /** Adds the event with the last text and the finish reason. */
    public Traces last(double millis, String text, String finish) {
        return data(millis, completion(text, '"' + finish + '"'));
    }

    /** Adds the first event of a chat, which has only a role. */
    public Traces role(double millis) {
        return data(millis, delta("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
    }

    /** Adds an event of a chat with content. */
    public Traces says(double millis, String content) {
        return data(millis, delta("{\"content\":" + quoted(content) + "}", "null"));
    }

    /** Adds an event of a chat with reasoning. */
    public Traces thinks(double millis, String reasoning) {
        return data(millis, delta("{\"reasoning\":" + quoted(reasoning) + "}", "null"));
    }

    /** Adds the event of a chat that has only the finish reason. */
    public Traces finish(double millis, String reason) {
        return data(millis, delta("{\"content\":\"\"}", '"' + reason + '"'));
    }

    /** Adds the usage event, in the read of the event before it. */
    public Traces usage(int prompt, int completion) {
        return usage(prompt, completion, 0);
    }

    /** Adds the usage event with the number of cached prompt tokens. */
    public Traces usage(int prompt, int completion, int cached) {
        return data(
                last, String.format(Locale.ROOT, """
                {"id":"cmpl-1","object":"text_completion","created":1795289669,"model":%s,"choices":[],\
                "usage":{"prompt_tokens":%d,"total_tokens":%d,"completion_tokens":%d,\
                "prompt_tokens_details":{"cached_tokens":%d}}}""", quoted(model), prompt, prompt + completion, completion, cached));
    }

    /** Adds the end of the stream, in the read of the event before it. */
    public Traces done() {
        return data(last, "[DONE]");
    }

    /** Adds an event. */
    public Traces data(double millis, String data) {
        if (millis != last) {
            read();
        }
        last = millis;
        body.writeBytes(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        pending = body.size();
        return this;
    }

    /** Sets how the request ended, if its bytes do not show it. */
    public Traces ending(Ending how) {
        ending = how;
        return this;
    }

    public Trace build() {
        read();
        var bytes = Body.of(Payload.of(body.toByteArray()));
        var head = new ResponseHead(200, Map.of("content-type", "text/event-stream; charset=utf-8"), nanos(sent));
        return new Trace(
                id,
                warmup,
                NO_REQUEST,
                nanos(scheduled),
                nanos(sent),
                0,
                head,
                reads.build(),
                bytes,
                nanos(last),
                ending == null ? Ending.ofCleanEnd(head, bytes) : ending);
    }

    private void read() {
        if (pending > 0) {
            reads.add(pending, nanos(last));
            pending = 0;
        }
    }

    private String completion(String text, String finish, int... ids) {
        var tokens = Arrays.stream(ids).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        return String.format(Locale.ROOT, """
                {"id":"cmpl-1","object":"text_completion","created":1795289669,"model":%s,\
                "choices":[{"index":0,"text":%s,"logprobs":null,"finish_reason":%s,"stop_reason":null,\
                "prompt_token_ids":null,"token_ids":%s}]}""", quoted(model), quoted(text), finish, ids.length == 0 ? "null" : tokens);
    }

    private String delta(String delta, String finish) {
        return String.format(Locale.ROOT, """
                {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1795289684,"model":%s,\
                "choices":[{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]}""", quoted(model), delta, finish);
    }

    private static String quoted(String text) {
        return PackedText.escaped(JsonMapper.shared().writeValueAsString(text));
    }

    private static long nanos(double millis) {
        return Math.round(millis * NANOS_PER_MS);
    }
}
