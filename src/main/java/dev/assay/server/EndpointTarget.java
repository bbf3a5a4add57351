package dev.assay.server;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.recording.Provenance;
import dev.assay.recording.SideRecords;
import dev.assay.server.ModelsRoute.OtherServerHint;
import dev.assay.server.engines.Engines;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A live server at a URL, which the gate did not start. */
public final class EndpointTarget implements Target {
    private final URI base;
    private final long seed;
    private final InstantSource clock;
    private final Credentials credentials;
    private final Set<ServerDifference> allowed;
    private final OtherServerHint hint;
    private final Function<Planned, String> seeding;

    /**
     * @param base the server's address, without {@code /v1}
     * @param seed the seed of the prompts; each run needs another one, or the server has the prompts in its cache
     * @param credentials the headers that the server needs
     * @param allowed the ways in which the server may differ from its deployment
     */
    public EndpointTarget(
            URI base, long seed, InstantSource clock, Credentials credentials, Set<ServerDifference> allowed) {
        // Two deployments may be served by one server, which has the prompts of the first in its cache.
        this(base, seed, clock, credentials, allowed, OtherServerHint.ENDPOINT, Planned::name);
    }

    /**
     * @param hint how a user makes the gate use another server
     * @param seeding the name from which a test's seed is made: tests of the same name have the same prompts
     */
    EndpointTarget(
            URI base,
            long seed,
            InstantSource clock,
            Credentials credentials,
            Set<ServerDifference> allowed,
            OtherServerHint hint,
            Function<Planned, String> seeding) {
        this.seeding = seeding;
        this.credentials = credentials;
        this.base = base;
        this.seed = seed;
        this.clock = clock;
        this.allowed = Set.copyOf(allowed);
        this.hint = hint;
    }

    @Override
    public Readiness open(Planned planned, int repeat) {
        // Each test has a seed of its own. Otherwise a test would find its prompts in the cache that an earlier test
        // filled.
        var testSeed = seed * 31 + seeding.apply(planned).hashCode() + (repeat - 1);
        var headers = credentials.of(planned.deployment());
        try (var transport = new Transport(Ticker.start(), Deadlines.DEFAULT, headers)) {
            var identification = new EngineIdentification(transport, base, planned.deployment(), allowed);
            return new ModelsRoute(transport, base, hint, new UnlistedModelProbe(transport, base, planned)::objection)
                    .ask(
                            planned.deployment(),
                            (model, entry) -> identification.of(
                                    model,
                                    entry,
                                    facts -> new Readiness.Ready(new Endpoint(
                                            base,
                                            model,
                                            Provenance.MEASURED,
                                            now(),
                                            testSeed,
                                            facts,
                                            null,
                                            SideRecords.NONE,
                                            trace -> Engines.of(planned.deployment(), facts)
                                                    .normalized(trace)))));
        }
    }

    private Instant now() {
        return clock.instant();
    }

    @Override
    public Map<String, String> facts(Planned planned) {
        return ServerFacts.ofRunningServer(planned);
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
