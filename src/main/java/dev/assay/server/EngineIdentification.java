package dev.assay.server;

import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.recording.Recording;
import dev.assay.server.Target.Opening;
import dev.assay.server.Target.Opening.NotReady;
import dev.assay.server.engines.Engine;
import dev.assay.server.engines.Engines;
import dev.assay.server.engines.SelfDescription;
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

/** Finds out which engine answers, and of which version, and holds both against what thresholds.yaml says. */
final class EngineIdentification {
    private final Transport transport;
    private final URI base;
    private final Deployment deployment;
    private final Set<ServerDifference> allowed;

    /** @param allowed in what the server may differ */
    EngineIdentification(Transport transport, URI base, Deployment deployment, Set<ServerDifference> allowed) {
        this.transport = transport;
        this.base = base;
        this.deployment = deployment;
        this.allowed = allowed;
    }

    /**
     * Asks the server.
     *
     * @param entry what {@code /v1/models} tells of the model, a missing node where it does not list it
     * @param ready makes the opening of a server that is what it should be, from all facts
     */
    Opening of(String model, JsonNode entry, Function<Map<String, String>, Opening> ready) {
        var said = SelfDescription.MODEL.in(entry);
        // Who is behind a gateway that names itself cannot be told, and is believed to be what the file says.
        var owner = Engines.owning(said.getOrDefault(SelfDescription.OWNED_BY, ""));
        var facts = new LinkedHashMap<String, String>();
        facts.put(
                "engine",
                Engines.named(deployment.engine()).owner().isPresent()
                        ? owner.orElse(deployment.engine())
                        : deployment.engine());
        facts.put("model", model);
        facts.putAll(said);
        if (entry.isMissingNode()) {
            facts.put("listed", "not in /v1/models, and answered for");
        }
        facts.putAll(description(Engines.named(owner.orElse(deployment.engine()))));
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
                base + " is not what thresholds.yaml says: " + difference,
                "Correct `" + change.word() + "` at " + deployment.place() + ", or start the server that it names;"
                        + " if the other one is the experiment, allow it with -Dassay.allow-difference=" + change.word()
                        + ".");
    }

    private Map<String, String> description(Engine engine) {
        for (var description : engine.descriptions()) {
            try {
                var reply = transport.get(URI.create(base + description.route()), ModelsRoute.DEADLINE);
                if (reply.status() == 200) {
                    return description.in(JsonMapper.shared().readTree(reply.body()));
                }
            } catch (IOException | JacksonException e) {
                // What cannot be found out is missing among the facts.
            }
        }
        return Map.of();
    }
}
