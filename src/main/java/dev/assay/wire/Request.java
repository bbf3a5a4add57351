package dev.assay.wire;

import dev.assay.trace.Payload;
import java.net.URI;

/**
 * One request.
 *
 * @param id sent as {@code X-Request-Id}; unique within a run
 * @param body JSON, built before anything is timed
 * @param warmup whether it only warms the server up and is not measured
 * @param streamed whether it asks for a stream; otherwise the answer comes whole, as one JSON object
 */
public record Request(String id, URI uri, Payload body, boolean warmup, boolean streamed) {
    /** A request for a streamed answer. */
    public Request(String id, URI uri, Payload body, boolean warmup) {
        this(id, uri, body, warmup, true);
    }
}
