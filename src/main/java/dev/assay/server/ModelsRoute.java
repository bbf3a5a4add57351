package dev.assay.server;

import dev.assay.plan.deployments.Deployment;
import dev.assay.server.Target.Readiness;
import dev.assay.server.Target.Readiness.NotReady;
import dev.assay.wire.NetworkFault;
import dev.assay.wire.NoAnswerException;
import dev.assay.wire.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Finds the deployment's model in the server's list, {@code /v1/models}. */
final class ModelsRoute {
    static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final String NO_LIST = "does not answer with a list of models";

    /** The name that sglang-router gives to the model of a worker that is not an SGLang server. */
    private static final String NAMELESS = "unknown";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Transport transport;
    private final URI base;
    private final OtherServerHint hint;
    private final Function<String, Optional<String>> probe;

    /** @param probe asks for a model that is not listed; returns why the server cannot be said to serve it, empty if it does */
    ModelsRoute(Transport transport, URI base, OtherServerHint hint, Function<String, Optional<String>> probe) {
        this.transport = transport;
        this.base = base;
        this.hint = hint;
        this.probe = probe;
    }

    /** How a user makes the gate use another server. */
    interface OtherServerHint {
        /** For a server at a URL that the user gave. */
        OtherServerHint ENDPOINT = server -> "point -Dassay.endpoint, without the /v1, at " + server;

        /** Returns how to make the gate use {@code server}, as the end of a sentence. */
        String at(String server);
    }

    /**
     * Finds out the name under which the server serves the deployment's model.
     *
     * @param ready makes the result for a server that serves the model, from the model's name and its entry in the list; the entry is a missing
     *     node if the model is not listed
     */
    Readiness ask(Deployment deployment, BiFunction<String, JsonNode, Readiness> ready) {
        try {
            var reply = transport.get(base.resolve(base.getPath() + "/v1/models"), DEADLINE);
            if (reply.status() == 401 || reply.status() == 403) {
                return keyRefused(deployment, reply.status());
            }
            if (reply.status() != 200) {
                return unlisted(deployment, ready, "answers " + reply.status() + ", expected 200");
            }
            var data = JSON.readTree(reply.body()).path("data");
            if (!data.isArray()) {
                return unlisted(deployment, ready, NO_LIST);
            }
            var models = new LinkedHashMap<String, JsonNode>();
            data.forEach(model -> models.put(model.path("id").asString(""), model));
            return choose(deployment, models, ready);
        } catch (NoAnswerException e) {
            return unreachable(deployment, e.fault());
        } catch (JacksonException e) {
            return unlisted(deployment, ready, NO_LIST);
        }
    }

    private NotReady unreachable(Deployment deployment, NetworkFault why) {
        var proxy = deployment.network().proxy();
        return new NotReady(
                base + " does not answer" + (proxy == null ? "" : " through the proxy " + proxy) + ": " + why.words(),
                remedy(deployment, why));
    }

    private static String remedy(Deployment deployment, NetworkFault why) {
        if (why instanceof NetworkFault.NoTls) {
            return "Write http:// instead of https:// in -Dassay.endpoint.";
        }
        if (why instanceof NetworkFault.SpeaksTls) {
            return "Write https:// instead of http:// in -Dassay.endpoint.";
        }
        return why instanceof NetworkFault.TlsFailed
                ? "If a private authority signed its certificate, name the file with the authority's"
                        + " certificate with `ca` at "
                        + deployment.place() + "; if the certificate is for another host, correct -Dassay.endpoint."
                : "Start the server, or correct -Dassay.endpoint"
                        + (deployment.network().proxy() == null ? "." : " or `proxy` at " + deployment.place() + ".");
    }

    private NotReady keyRefused(Deployment deployment, int status) {
        return new NotReady(
                base + "/v1/models answers " + status + ", expected 200",
                (deployment.headers().isEmpty()
                                ? "The server needs a key: name the environment variable that holds it with `key` at "
                                : "The server does not accept the `key` or `headers` of the deployment at ")
                        + deployment.place() + ".");
    }

    /** Some gateways and servers have no list, or one that fails, but they answer requests. */
    private Readiness unlisted(Deployment deployment, BiFunction<String, JsonNode, Readiness> ready, String why) {
        var wanted = deployment.servedName();
        var reason = base + "/v1/models " + why;
        if (wanted == null) {
            return new NotReady(
                    reason,
                    elsewhere() + " If it is one, name its model with `served-name` at " + deployment.place()
                            + "; the gate then does not need the list.");
        }
        return probe.apply(wanted)
                .<Readiness>map(objection -> new NotReady(
                        reason + "; the gate asked for [" + wanted + "] without a list, and " + objection, elsewhere()))
                .orElseGet(() -> ready.apply(wanted, MissingNode.getInstance()));
    }

    private String elsewhere() {
        var todo = hint.at("an OpenAI-compatible server");
        return Character.toUpperCase(todo.charAt(0)) + todo.substring(1) + ".";
    }

    private Readiness choose(
            Deployment deployment, Map<String, JsonNode> models, BiFunction<String, JsonNode, Readiness> ready) {
        var names = List.copyOf(models.keySet());
        var wanted = deployment.servedName();
        if (wanted == null && names.size() != 1) {
            return new NotReady(
                    base + " serves " + names.size() + " models, expected one: " + names,
                    "Choose one with `served-name` at " + deployment.place() + ".");
        }
        if (wanted == null && names.getFirst().equals(NAMELESS)) {
            return new NotReady(
                    base + " lists one model, [" + NAMELESS + "], as a router does if it does not know its"
                            + " servers; no server has a model of that name",
                    "Give the model's name on the servers with `served-name` at " + deployment.place() + ".");
        }
        var model = wanted == null ? names.getFirst() : wanted;
        var entry = models.get(model);
        if (entry != null) {
            return ready.apply(model, entry);
        }
        return probe.apply(model)
                .<Readiness>map(objection -> new NotReady(
                        base + " does not serve [" + wanted + "], it serves " + names + ", and " + objection,
                        "Correct `served-name` at " + deployment.place() + ", or " + hint.at("the right server") + "."))
                .orElseGet(() -> ready.apply(model, MissingNode.getInstance()));
    }
}
