package dev.assay.run.requests;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.CacheState;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Provenance;
import dev.assay.recording.files.MetricsFile;
import dev.assay.server.CacheReset;
import dev.assay.server.Credentials;
import dev.assay.server.Endpoint;
import dev.assay.server.Target.Readiness.NotReady;
import dev.assay.server.engines.Engines;
import dev.assay.server.metrics.ServerStart;
import dev.assay.server.metrics.ServerWatch;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Requests to the servers of live load tests that are not measured: to empty the prefix cache, and to read metrics. */
public final class ServerSideRequests {
    private static final String PAGE = "/metrics";

    private final List<URI> pages;
    private final Credentials credentials;
    private final InstantSource clock;

    /** @param pages the metrics pages of the servers; empty: the page of the endpoint */
    public ServerSideRequests(List<URI> pages, Credentials credentials, InstantSource clock) {
        this.pages = List.copyOf(pages);
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Empties the prefix caches of the servers if a live load test wants that. Returns why it could not be done; empty if it was done or is not wanted. */
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

    /** Each server behind a gateway has its own cache. */
    private List<URI> servers(Endpoint endpoint) {
        return pages.isEmpty()
                ? List.of(endpoint.base())
                : pages.stream()
                        .map(page -> URI.create(page.toString().replaceFirst(PAGE + "/?$", "")))
                        .toList();
    }

    /** Returns the metrics pages of the servers of a live test. */
    List<URI> pages(Endpoint endpoint) {
        return pages.isEmpty() ? List.of(URI.create(endpoint.base() + PAGE)) : pages;
    }

    /** Returns when the processes of a live test's servers started; empty if they do not say it. */
    public Optional<String> started(Planned planned, Endpoint endpoint) {
        if (!Engines.of(planned.deployment(), endpoint.server()).counters().any()) {
            return Optional.empty();
        }
        try (var transport = transport(planned, endpoint)) {
            return ServerStart.of(transport, pages(endpoint));
        }
    }

    /**
     * Returns a watch that reads the metrics of the servers during a live load test.
     *
     * @param ticker the clock of the traces
     */
    public ServerWatch watch(Planned planned, Endpoint endpoint, Path traces, Ticker ticker) {
        return new ServerWatch(
                transport(planned, endpoint),
                pages(endpoint),
                Engines.of(planned.deployment(), endpoint.server()).counters(),
                new MetricsFile(MetricsFile.beside(traces)),
                clock,
                ticker,
                ServerWatch.PollTiming.DEFAULT);
    }

    /** A deployment's key and headers are sent only to its endpoint. */
    Transport transport(Planned planned, Endpoint endpoint) {
        var deployment = planned.deployment();
        var own = pages.stream()
                .allMatch(page -> page.getAuthority().equals(endpoint.base().getAuthority()));
        return new Transport(
                Ticker.start(),
                deployment.deadlines(),
                own ? credentials.of(deployment) : credentials.of(deployment).unsent());
    }
}
