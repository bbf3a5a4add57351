package dev.assay.wire;

import dev.assay.trace.Payload;
import java.net.URI;

/**
 * One request for a streamed answer.
 *
 * @param id sent as {@code X-Request-Id}; unique within a run
 * @param body JSON, built before anything is timed
 * @param warmup whether it only warms the server up and is not measured
 */
public record Request(String id, URI uri, Payload body, boolean warmup) {}
