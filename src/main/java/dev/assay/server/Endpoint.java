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
 * @param model what the server calls the model
 * @param started when the test is measured; for a recording, when it was
 * @param seed what the row's prompts are drawn with
 * @param server what the server says of itself
 * @param recorded the ids of the requests that a recording has answers to; absent: a server answers any
 * @param sideRecords what was seen beside the requests of a recording; of a server that is measured now, nothing yet
 * @param settle what makes of a trace, as it came over the wire, the one that counts: itself, but for a replay
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
        UnaryOperator<Trace> settle) {
    private static final int LONGEST = 10_000_000;

    /** Returns the endpoint with more facts. */
    Endpoint with(Map<String, String> more) {
        var facts = new LinkedHashMap<>(server);
        facts.putAll(more);
        return new Endpoint(base, model, provenance, started, seed, facts, recorded, sideRecords, settle);
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
