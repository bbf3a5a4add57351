package dev.assay.target;

import dev.assay.spec.Deployment;
import dev.assay.target.Target.Opening;
import dev.assay.target.Target.Opening.NotReady;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server what it serves. */
final class ModelsRoute {
    static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Transport transport;
    private final URI base;
    private final Aim aim;

    ModelsRoute(Transport transport, URI base, Aim aim) {
        this.transport = transport;
        this.base = base;
        this.aim = aim;
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
     * @param ready makes the opening of a server that serves it, from the model's name there and what the route tells of it
     */
    Opening ask(Deployment deployment, BiFunction<String, JsonNode, Opening> ready) {
        try {
            var reply = transport.get(base.resolve(base.getPath() + "/v1/models"), DEADLINE);
            if (reply.status() != 200) {
                return refused(deployment, reply.status());
            }
            var data = JSON.readTree(reply.body()).path("data");
            if (!data.isArray()) {
                return noList();
            }
            var models = new LinkedHashMap<String, JsonNode>();
            data.forEach(model -> models.put(model.path("id").asString(""), model));
            return choose(deployment, models, ready);
        } catch (IOException e) {
            return silent(deployment, e);
        } catch (JacksonException e) {
            return noList();
        }
    }

    private NotReady silent(Deployment deployment, IOException why) {
        var proxy = deployment.network().proxy();
        return new NotReady(
                base + " does not answer" + (proxy == null ? "" : " through the proxy " + proxy) + ": "
                        + why.getMessage(),
                why.getCause() instanceof SSLException
                        ? "If its certificate is of a private authority, name the file of that one's with `ca` at "
                                + deployment.place() + "; if it is of another host, correct -Dassay.endpoint."
                        : "Start the server, or correct -Dassay.endpoint"
                                + (proxy == null ? "." : " or `proxy` at " + deployment.place() + "."));
    }

    private NotReady noList() {
        return new NotReady(base + "/v1/models does not answer with a list of models", elsewhere());
    }

    private NotReady refused(Deployment deployment, int status) {
        return new NotReady(
                base + "/v1/models answers " + status + ", expected 200",
                status == 401 || status == 403
                        ? (deployment.headers().isEmpty()
                                        ? "The server wants a key: name the environment variable that holds it with `key` at "
                                        : "The server does not take the `key` or `headers` of the deployment at ")
                                + deployment.place() + "."
                        : elsewhere());
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
        var model = wanted == null ? names.getFirst() : wanted;
        var entry = models.get(model);
        return entry == null
                ? new NotReady(
                        base + " does not serve [" + wanted + "], it serves " + names,
                        "Correct `served-name` at " + deployment.place() + ", or " + aim.at("the right server") + ".")
                : ready.apply(model, entry);
    }
}
