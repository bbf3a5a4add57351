package dev.assay.server;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.recording.Provenance;
import dev.assay.recording.SideRecords;
import dev.assay.server.ModelsRoute.Aim;
import dev.assay.server.engines.Engines;
import dev.assay.trace.Trace;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A live server at a URL, used as it runs. */
public final class EndpointTarget implements Target {
    private final URI base;
    private final long seed;
    private final InstantSource clock;
    private final Credentials credentials;
    private final Set<ServerDifference> allowed;
    private final Aim aim;

    /**
     * @param base the server's address, without {@code /v1}
     * @param seed what prompts are drawn with: another in each run, or the server's cache knows them
     * @param credentials what the server wants to be shown
     * @param allowed in what the server may differ from its deployment
     */
    public EndpointTarget(
            URI base, long seed, InstantSource clock, Credentials credentials, Set<ServerDifference> allowed) {
        this(base, seed, clock, credentials, allowed, Aim.ENDPOINT);
    }

    /** @param aim what people do to have another server asked */
    EndpointTarget(
            URI base, long seed, InstantSource clock, Credentials credentials, Set<ServerDifference> allowed, Aim aim) {
        this.credentials = credentials;
        this.base = base;
        this.seed = seed;
        this.clock = clock;
        this.allowed = Set.copyOf(allowed);
        this.aim = aim;
    }

    @Override
    public Opening open(Planned planned) {
        // Tests differ in their seeds, or one would find its prompts in the cache that another filled.
        var testSeed = seed * 31 + planned.name().hashCode();
        var headers = credentials.of(planned.deployment());
        UnaryOperator<Trace> shown = headers.secrets().isEmpty() ? UnaryOperator.identity() : headers::strikeOut;
        try (var transport = new Transport(Ticker.start(), Deadlines.DEFAULT, headers)) {
            var identification = new EngineIdentification(transport, base, planned.deployment(), allowed);
            return new ModelsRoute(
                            transport, base, aim, new UnknownModelProbe(transport, base, planned, shown)::objection)
                    .ask(
                            planned.deployment(),
                            (model, entry) -> identification.of(
                                    model,
                                    entry,
                                    facts -> new Opening.Ready(new Endpoint(
                                            base,
                                            model,
                                            Provenance.MEASURED,
                                            now(),
                                            testSeed,
                                            facts,
                                            null,
                                            SideRecords.NONE,
                                            trace -> Engines.of(planned.deployment(), facts)
                                                    .settled(shown.apply(trace))))));
        }
    }

    private Instant now() {
        return clock.instant();
    }

    @Override
    public Map<String, String> facts(Planned planned) {
        return ServerFacts.asItRan(planned);
    }

    @Override
    public String description() {
        return "endpoint " + base;
    }

    @Override
    public void close() {
        // Nothing stays open between tests.
    }
}
