package dev.assay.run.requests;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.tests.CacheState;
import dev.assay.plan.tests.TestSpec;
import dev.assay.recording.Provenance;
import dev.assay.recording.files.MetricsFile;
import dev.assay.server.CacheReset;
import dev.assay.server.Credentials;
import dev.assay.server.Endpoint;
import dev.assay.server.Target.Readiness.NotReady;
import dev.assay.server.engines.Engines;
import dev.assay.server.metrics.ServerWatch;
import dev.assay.wire.RequestHeaders;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What is asked of the servers of live load tests beside the requests themselves: to forget prefixes, and to tell what they count. */
public final class ServerSideRequests {
    private static final String PAGE = "/metrics";

    private final List<URI> pages;
    private final Credentials credentials;
    private final InstantSource clock;

    /** @param pages where the servers tell what they count; none: where the requests go */
    public ServerSideRequests(List<URI> pages, Credentials credentials, InstantSource clock) {
        this.pages = List.copyOf(pages);
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Empties the servers' caches of prefixes where a live load test wants that; returns why it could not be done, and nothing where it was. */
    public Optional<NotReady> prepare(Planned planned, Endpoint endpoint) {
        if (endpoint.provenance() != Provenance.MEASURED
                || !(planned.test() instanceof TestSpec.LoadTest loadTest)
                || loadTest.cache() != CacheState.RESET) {
            return Optional.empty();
        }
        var reset = Engines.of(planned.deployment(), endpoint.server()).cacheReset();
        if (reset.isEmpty()) {
            return Optional.of(new NotReady(
                    "its prefix cache could not be emptied: no engine of its kind is known to be able to",
                    "Take `prefix-cache: reset` out of the load test, and start the server anew before it."));
        }
        try (var transport = transport(planned, endpoint)) {
            return new CacheReset(reset.get()).at(servers(endpoint), transport);
        }
    }

    /** Each behind a gateway has a cache of its own. */
    private List<URI> servers(Endpoint endpoint) {
        return pages.isEmpty()
                ? List.of(endpoint.base())
                : pages.stream()
                        .map(page -> URI.create(page.toString().replaceFirst(PAGE + "/?$", "")))
                        .toList();
    }

    /** Returns where the servers of a live test tell what they count. */
    List<URI> pages(Endpoint endpoint) {
        return pages.isEmpty() ? List.of(URI.create(endpoint.base() + PAGE)) : pages;
    }

    /** Returns what looks at the servers of a live load test while it is measured. */
    public ServerWatch watch(Planned planned, Endpoint endpoint, Path traces) {
        return new ServerWatch(
                transport(planned, endpoint),
                pages(endpoint),
                Engines.of(planned.deployment(), endpoint.server()).counters(),
                new MetricsFile(MetricsFile.beside(traces)),
                clock,
                ServerWatch.PollTiming.DEFAULT);
    }

    /** What a deployment shows its endpoint is nobody else's to see. */
    Transport transport(Planned planned, Endpoint endpoint) {
        var deployment = planned.deployment();
        var own = pages.stream()
                .allMatch(page -> page.getAuthority().equals(endpoint.base().getAuthority()));
        return new Transport(
                Ticker.start(), deployment.deadlines(), own ? credentials.of(deployment) : RequestHeaders.NONE);
    }
}
