package dev.assay.server;

import dev.assay.recording.Provenance;
import dev.assay.recording.SideRecords;
import dev.assay.server.engines.ServerInfoRoute;
import dev.assay.trace.Trace;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A server that is ready for one test.
 *
 * @param base the address before {@code /v1}
 * @param model the name under which the server serves the model
 * @param started when the measurement starts; for a recording, when it started
 * @param seed the seed of the test's prompts
 * @param server facts that the server reports about itself
 * @param recorded the ids of the requests that a recording has answers to; null for a live server
 * @param sideRecords what was seen beside the requests of a recording; of a server that is measured now, nothing yet
 * @param normalize turns a trace as it came over the wire into the trace that is judged; a replay puts the recorded times in
 */
public record Endpoint(
        URI base,
        String model,
        Provenance provenance,
        Instant started,
        long seed,
        Map<String, String> server,
        @Nullable Set<String> recorded,
        SideRecords sideRecords,
        UnaryOperator<Trace> normalize) {
    private static final int LONGEST = 10_000_000;

    /** Returns the endpoint with more facts. */
    Endpoint with(Map<String, String> more) {
        var facts = new LinkedHashMap<>(server);
        facts.putAll(more);
        return new Endpoint(base, model, provenance, started, seed, facts, recorded, sideRecords, normalize);
    }

    /** Returns the server's limit on the tokens of a request and its answer together; empty if it reports none, or one that is not plausible. */
    public OptionalInt contextTokens() {
        var said = server.getOrDefault(ServerInfoRoute.MAX_MODEL_LEN, "");
        if (!said.matches("[0-9]{1,8}")) {
            return OptionalInt.empty();
        }
        var tokens = Integer.parseInt(said);
        return tokens < LONGEST ? OptionalInt.of(tokens) : OptionalInt.empty();
    }
}
