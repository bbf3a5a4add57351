package dev.assay.wire;

import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ResponseHead;
import dev.assay.trace.Trace;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every request to a server carries, keys included, and the route that it takes. The values are shown nowhere; if the server repeats one, it is
 * replaced in the trace.
 *
 * @param byName the value of each header, by its name
 * @param secrets texts that must not be written to any file
 * @param route how requests reach the server
 */
public record RequestHeaders(Map<String, String> byName, List<String> secrets, Route route) {
    /** No header. */
    public static final RequestHeaders NONE = new RequestHeaders(Map.of(), List.of());

    public RequestHeaders {
        byName = Map.copyOf(byName);
        secrets = List.copyOf(secrets);
    }

    /** Headers of requests that go directly to the server. */
    public RequestHeaders(Map<String, String> byName, List<String> secrets) {
        this(byName, secrets, Route.DIRECT);
    }

    /** Returns the same headers for another route. */
    public RequestHeaders by(Route other) {
        return new RequestHeaders(byName, secrets, other);
    }

    HttpRequest.Builder on(HttpRequest.Builder request) {
        byName.forEach(request::header);
        return request;
    }

    /** Returns the trace without the secrets. Each is replaced by as many asterisks as it has bytes, so that every byte keeps its place and time. */
    public Trace strikeOut(Trace trace) {
        if (secrets.isEmpty()) {
            return trace;
        }
        var body = strikeOut(trace.body());
        var head = trace.head() == null ? null : strikeOut(trace.head());
        if (body.equals(trace.body()) && (head == null || head.equals(trace.head()))) {
            return trace;
        }
        var ending = switch (trace.ending()) {
            // A detail may be cut in the middle of a secret, so it is computed again from the cleaned body.
            case Ending.HttpError error -> head == null ? error : Ending.again(error, head, body);
            case Ending.StreamError error -> head == null ? error : Ending.again(error, head, body);
            case Ending.Complete complete -> complete;
            case Ending.Truncated truncated -> truncated;
            case Ending.Timeout timeout -> timeout;
            case Ending.Cancelled cancelled -> cancelled;
            case Ending.ConnectFailed failed -> failed;
        };
        return new Trace(
                trace.id(),
                trace.warmup(),
                trace.requestSha256(),
                trace.scheduled(),
                trace.sent(),
                trace.resends(),
                trace.resent(),
                head,
                trace.reads(),
                body,
                trace.ended(),
                ending);
    }

    private Body strikeOut(Body body) {
        // One character for each byte, whatever the bytes are; a header has only ASCII.
        var text = new String(body.toByteArray(), StandardCharsets.ISO_8859_1);
        var left = strikeOut(text);
        return left.equals(text) ? body : Body.of(Payload.of(left.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private ResponseHead strikeOut(ResponseHead head) {
        var headers = new LinkedHashMap<String, String>();
        head.headers().forEach((name, value) -> headers.put(name, strikeOut(value)));
        return new ResponseHead(head.status(), headers, head.nanos());
    }

    /** Returns the text without the secrets. */
    public String strikeOut(String text) {
        var left = text;
        for (var secret : secrets) {
            left = left.replace(secret, "*".repeat(secret.length()));
        }
        return left;
    }

    @Override
    public String toString() {
        return "RequestHeaders" + byName.keySet();
    }
}
