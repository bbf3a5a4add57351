package dev.assay.suite;

import dev.assay.protocol.Checks;
import dev.assay.spec.Deployment;
import dev.assay.spec.Protocol;
import dev.assay.target.Credentials;
import dev.assay.target.Endpoint;
import dev.assay.target.Engine;
import dev.assay.target.Engines;
import dev.assay.target.SlotProbe;
import dev.assay.trace.SlotRelease;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a live server behaves on the wire, as far as the answers to probes do not say. */
final class WireFacts {
    /** How long a server may go on with a request that was given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Tokenizers tokenizers;
    private final Credentials credentials;

    WireFacts(Tokenizers tokenizers, Credentials credentials) {
        this.tokenizers = tokenizers;
        this.credentials = credentials;
    }

    Map<String, String> of(Deployment deployment, Protocol protocol, Endpoint endpoint) {
        var engine = Engines.of(deployment, endpoint.server());
        var facts =
                new LinkedHashMap<>(slot(engine, deployment, protocol, endpoint).facts());
        if (engine.answersForAnyModel()) {
            facts.put(Checks.ANY_MODEL, "may be answered for");
        }
        return facts;
    }

    /** What it told when a request was given up. */
    private SlotRelease slot(Engine engine, Deployment deployment, Protocol protocol, Endpoint endpoint) {
        var running = engine.running();
        if (running.isEmpty()) {
            return new SlotRelease.Unseen("the engine tells no count of requests that it computes");
        }
        var ticker = Ticker.start();
        var requests = new ProtocolRequests(protocol, engine, endpoint, () -> tokenizers.of(deployment));
        try (var transport = new Transport(ticker, deployment.deadlines(), credentials.of(deployment))) {
            return new SlotProbe(transport, ticker, endpoint.base(), running.get(), PATIENCE)
                    .watch(requests.toCancel(), ProtocolRequests.TOKENS_TO_CANCEL);
        }
    }
}
