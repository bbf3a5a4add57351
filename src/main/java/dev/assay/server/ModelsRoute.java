package dev.assay.server;

import dev.assay.plan.deployments.Deployment;
import dev.assay.server.Target.Opening;
import dev.assay.server.Target.Opening.NotReady;
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

/** Asks a server what it serves. */
final class ModelsRoute {
    static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final String NO_LIST = "does not answer with a list of models";

    /** What sglang-router calls the model of a worker that is no SGLang server. */
    private static final String NAMELESS = "unknown";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Transport transport;
    private final URI base;
    private final Aim aim;
    private final Function<String, Optional<String>> trial;

    /** @param trial asks for a model that is not listed; returns why it cannot be said to be served, empty if it is */
    ModelsRoute(Transport transport, URI base, Aim aim, Function<String, Optional<String>> trial) {
        this.transport = transport;
        this.base = base;
        this.aim = aim;
        this.trial = trial;
    }

    /** What people do to have another server asked. */
    interface Aim {
        /** The server is at a URL that they gave. */
        Aim ENDPOINT = server -> "point -Dassay.endpoint, without the /v1, at " + server;

        /** Returns what to do to have {@code server} asked, as the end of a sentence. */
        String at(String server);
    }

    /**
     * Finds out what the server calls the deployment's model.
     *
     * @param ready makes the opening of a server that serves it, from the model's name there and what the route tells of it, a missing node
     *     where the model is not listed
     */
    Opening ask(Deployment deployment, BiFunction<String, JsonNode, Opening> ready) {
        try {
            var reply = transport.get(base.resolve(base.getPath() + "/v1/models"), DEADLINE);
            if (reply.status() == 401 || reply.status() == 403) {
                return keyless(deployment, reply.status());
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
            return silent(deployment, e.fault());
        } catch (JacksonException e) {
            return unlisted(deployment, ready, NO_LIST);
        }
    }

    private NotReady silent(Deployment deployment, NetworkFault why) {
        var proxy = deployment.network().proxy();
        return new NotReady(
                base + " does not answer" + (proxy == null ? "" : " through the proxy " + proxy) + ": " + why.words(),
                remedy(deployment, why));
    }

    private static String remedy(Deployment deployment, NetworkFault why) {
        if (why instanceof NetworkFault.NoTls) {
            return "Write http:// instead of https:// in -Dassay.endpoint.";
        }
        return why instanceof NetworkFault.TlsFailed
                ? "If its certificate is of a private authority, name the file of that one's with `ca` at "
                        + deployment.place() + "; if it is of another host, correct -Dassay.endpoint."
                : "Start the server, or correct -Dassay.endpoint"
                        + (deployment.network().proxy() == null ? "." : " or `proxy` at " + deployment.place() + ".");
    }

    private NotReady keyless(Deployment deployment, int status) {
        return new NotReady(
                base + "/v1/models answers " + status + ", expected 200",
                (deployment.headers().isEmpty()
                                ? "The server wants a key: name the environment variable that holds it with `key` at "
                                : "The server does not take the `key` or `headers` of the deployment at ")
                        + deployment.place() + ".");
    }

    /** Some gateways and servers have no list, or one that fails, and answer all the same. */
    private Opening unlisted(Deployment deployment, BiFunction<String, JsonNode, Opening> ready, String why) {
        var wanted = deployment.servedName();
        var reason = base + "/v1/models " + why;
        if (wanted == null) {
            return new NotReady(
                    reason,
                    elsewhere() + " If it is one, say what it calls the model with `served-name` at "
                            + deployment.place() + ": it is then asked without its list.");
        }
        return trial.apply(wanted)
                .<Opening>map(objection ->
                        new NotReady(reason + "; asked for [" + wanted + "] without it, " + objection, elsewhere()))
                .orElseGet(() -> ready.apply(wanted, MissingNode.getInstance()));
    }

    private String elsewhere() {
        var todo = aim.at("an OpenAI-compatible server");
        return Character.toUpperCase(todo.charAt(0)) + todo.substring(1) + ".";
    }

    private Opening choose(
            Deployment deployment, Map<String, JsonNode> models, BiFunction<String, JsonNode, Opening> ready) {
        var names = List.copyOf(models.keySet());
        var wanted = deployment.servedName();
        if (wanted == null && names.size() != 1) {
            return new NotReady(
                    base + " serves " + names.size() + " models, expected one: " + names,
                    "Say which with `served-name` at " + deployment.place() + ".");
        }
        if (wanted == null && names.getFirst().equals(NAMELESS)) {
            return new NotReady(
                    base + " lists one model, [" + NAMELESS + "], as a router does in front of servers that it does not"
                            + " know: nobody answers for that name",
                    "Say what these call the model with `served-name` at " + deployment.place() + ".");
        }
        var model = wanted == null ? names.getFirst() : wanted;
        var entry = models.get(model);
        if (entry != null) {
            return ready.apply(model, entry);
        }
        return trial.apply(model)
                .<Opening>map(objection -> new NotReady(
                        base + " does not serve [" + wanted + "], it serves " + names + ", and " + objection,
                        "Correct `served-name` at " + deployment.place() + ", or " + aim.at("the right server") + "."))
                .orElseGet(() -> ready.apply(model, MissingNode.getInstance()));
    }
}
