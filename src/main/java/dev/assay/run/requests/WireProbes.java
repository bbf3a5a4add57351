package dev.assay.run.requests;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.protocol.ProtocolChecks;
import dev.assay.recording.SlotRelease;
import dev.assay.server.Credentials;
import dev.assay.server.Endpoint;
import dev.assay.server.engines.Engine;
import dev.assay.server.engines.Engines;
import dev.assay.server.metrics.SlotReleaseProbe;
import dev.assay.trace.StreamSteps;
import dev.assay.trace.Trace;
import dev.assay.wire.Exchange;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How a live server keeps the protocol, in what the answers to the probes do not show. */
public final class WireProbes {
    /** How long a server may continue with a cancelled request, or take for a long answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Tokenizers tokenizers;
    private final Credentials credentials;
    private final ServerSideRequests servers;

    public WireProbes(Tokenizers tokenizers, Credentials credentials, ServerSideRequests servers) {
        this.tokenizers = tokenizers;
        this.credentials = credentials;
        this.servers = servers;
    }

    public Map<String, String> of(Planned planned, Protocol protocol, Endpoint endpoint) {
        var engine = Engines.of(planned.deployment(), endpoint.server());
        var facts =
                new LinkedHashMap<>(slot(engine, planned, protocol, endpoint).facts());
        facts.putAll(steps(engine, planned.deployment(), protocol, endpoint));
        if (engine.answersForAnyModel()) {
            facts.put(ProtocolChecks.ANY_MODEL, "may be answered for");
        }
        return facts;
    }

    /** In what steps a long answer arrived; empty if no answer arrived. */
    private Map<String, String> steps(Engine engine, Deployment deployment, Protocol protocol, Endpoint endpoint) {
        var ticker = Ticker.start();
        var requests = new ProtocolRequests(protocol, engine, endpoint, () -> tokenizers.of(deployment));
        try (var transport = new Transport(ticker, deployment.deadlines(), credentials.of(deployment))) {
            var over = new CompletableFuture<@Nullable Exchange>();
            transport.send(requests.toStream(), transport.now(), over::complete);
            return Optional.ofNullable(over.completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                            .join())
                    .map(Exchange::trace)
                    .map(engine::normalized)
                    .filter(Trace::complete)
                    .flatMap(StreamSteps::of)
                    .map(StreamSteps::facts)
                    .orElse(Map.of());
        }
    }

    /** When the server stopped computing a cancelled request. */
    private SlotRelease slot(Engine engine, Planned planned, Protocol protocol, Endpoint endpoint) {
        var running = engine.running();
        if (running.isEmpty()) {
            return new SlotRelease.Unseen("no count of running requests is known for this engine");
        }
        var deployment = planned.deployment();
        var ticker = Ticker.start();
        var requests = new ProtocolRequests(protocol, engine, endpoint, () -> tokenizers.of(deployment));
        try (var transport = new Transport(ticker, deployment.deadlines(), credentials.of(deployment));
                var lookout = servers.transport(planned, endpoint)) {
            return new SlotReleaseProbe(transport, ticker, lookout, servers.pages(endpoint), running.get(), PATIENCE)
                    .watch(requests.toCancel(), ProtocolRequests.TOKENS_TO_CANCEL);
        }
    }
}
