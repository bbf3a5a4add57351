package dev.assay.server;

import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.recording.Recording;
import dev.assay.server.Target.Readiness;
import dev.assay.server.Target.Readiness.NotReady;
import dev.assay.server.engines.Engine;
import dev.assay.server.engines.Engines;
import dev.assay.server.engines.ServerInfoRoute;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds out which engine answers and its version, and compares both with thresholds.yaml. */
final class EngineIdentification {
    private final Transport transport;
    private final URI base;
    private final Deployment deployment;
    private final Set<ServerDifference> allowed;

    /** @param allowed the ways in which the server may differ from its deployment */
    EngineIdentification(Transport transport, URI base, Deployment deployment, Set<ServerDifference> allowed) {
        this.transport = transport;
        this.base = base;
        this.deployment = deployment;
        this.allowed = allowed;
    }

    /**
     * Asks the server.
     *
     * @param entry the model's entry in {@code /v1/models}; a missing node if the model is not listed
     * @param ready makes the result for a server that matches its deployment, from all facts about it
     */
    Readiness of(String model, JsonNode entry, Function<Map<String, String>, Readiness> ready) {
        var said = ServerInfoRoute.MODEL.in(entry);
        // A gateway may name itself as the owner. The engine behind it is unknown, so thresholds.yaml is trusted.
        var owner = Engines.owning(said.getOrDefault(ServerInfoRoute.OWNED_BY, ""));
        var facts = new LinkedHashMap<String, String>();
        facts.put(
                "engine",
                Engines.named(deployment.engine()).owner().isPresent()
                        ? owner.orElse(deployment.engine())
                        : deployment.engine());
        facts.put("model", model);
        facts.putAll(said);
        if (entry.isMissingNode()) {
            facts.put("listed", "not in /v1/models, but the server answers for it");
        }
        facts.putAll(description(transport, base, Engines.named(owner.orElse(deployment.engine()))));
        for (var change : ServerDifference.values()) {
            var difference = change.difference(deployment, facts);
            if (difference.isPresent()) {
                if (!allowed.contains(change)) {
                    return refusal(change, difference.get());
                }
                facts.put(Recording.Header.CHANGED, difference.get());
                break;
            }
        }
        return ready.apply(facts);
    }

    private NotReady refusal(ServerDifference change, String difference) {
        return new NotReady(
                base + " does not match thresholds.yaml: " + difference,
                "Correct `" + change.word() + "` at " + deployment.place() + ", or start that server; if you"
                        + " test another one on purpose, allow it with -Dassay.allow-difference=" + change.word()
                        + ".");
    }

    /** Returns the facts that a server reports about itself on the routes of an engine; those that it does not report are left out. */
    static Map<String, String> description(Transport transport, URI base, Engine engine) {
        for (var description : engine.infoRoutes()) {
            try {
                var reply = transport.get(URI.create(base + description.route()), ModelsRoute.DEADLINE);
                if (reply.status() == 200) {
                    return description.in(JsonMapper.shared().readTree(reply.body()));
                }
            } catch (IOException | JacksonException e) {
                // An unknown fact is left out.
            }
        }
        return Map.of();
    }
}
