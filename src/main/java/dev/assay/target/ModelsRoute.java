package dev.assay.target;

import dev.assay.spec.Deployment;
import dev.assay.target.Target.Opening;
import dev.assay.target.Target.Opening.NotReady;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server what it serves: {@code /v1/models} and {@code /version}. */
final class ModelsRoute {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final String ELSEWHERE = "Point -Dassay.endpoint at an OpenAI-compatible server, without the /v1.";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Transport transport;
    private final URI base;

    ModelsRoute(Transport transport, URI base) {
        this.transport = transport;
        this.base = base;
    }

    /**
     * Finds out what the server calls the deployment's model, and what it says of itself.
     *
     * @param ready makes the opening of a server that serves it, from the model's name there and the facts
     */
    Opening ask(Deployment deployment, BiFunction<String, Map<String, String>, Opening> ready) {
        try {
            var reply = transport.get(base.resolve(base.getPath() + "/v1/models"), DEADLINE);
            if (reply.status() != 200) {
                return refused(deployment, reply.status());
            }
            var data = JSON.readTree(reply.body()).path("data");
            if (!data.isArray()) {
                return noList();
            }
            var models = new ArrayList<String>();
            data.forEach(model -> models.add(model.path("id").asString("")));
            return choose(deployment, models, ready);
        } catch (IOException e) {
            return new NotReady(
                    base + " does not answer: " + e.getMessage(), "Start the server, or correct -Dassay.endpoint.");
        } catch (JacksonException e) {
            return noList();
        }
    }

    private NotReady noList() {
        return new NotReady(base + "/v1/models does not answer with a list of models", ELSEWHERE);
    }

    private NotReady refused(Deployment deployment, int status) {
        return new NotReady(
                base + "/v1/models answers " + status + ", expected 200",
                status == 401 || status == 403
                        ? (deployment.headers().isEmpty()
                                        ? "The server wants a key: name the environment variable that holds it with `key` at "
                                        : "The server does not take the `key` or `headers` of the deployment at ")
                                + deployment.place() + "."
                        : ELSEWHERE);
    }

    private Opening choose(
            Deployment deployment, List<String> models, BiFunction<String, Map<String, String>, Opening> ready) {
        var wanted = deployment.servedName();
        if (wanted == null && models.size() != 1) {
            return new NotReady(
                    base + " serves " + models.size() + " models, expected one: " + models,
                    "Say which with `served-name` at " + deployment.place() + ".");
        }
        if (wanted != null && !models.contains(wanted)) {
            return new NotReady(
                    base + " does not serve [" + wanted + "], it serves " + models,
                    "Correct `served-name` at " + deployment.place()
                            + ", or point -Dassay.endpoint at the right server.");
        }
        var model = wanted == null ? models.getFirst() : wanted;
        return ready.apply(model, facts(deployment, model));
    }

    private Map<String, String> facts(Deployment deployment, String model) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("engine", deployment.engine());
        facts.put("model", model);
        var version = version();
        if (version != null) {
            facts.put("version", version);
        }
        return facts;
    }

    private @Nullable String version() {
        try {
            var reply = transport.get(base.resolve(base.getPath() + "/version"), DEADLINE);
            var version = reply.status() == 200
                    ? JSON.readTree(reply.body()).path("version").asString("")
                    : "";
            return version.isEmpty() ? null : version;
        } catch (IOException | JacksonException e) {
            return null;
        }
    }
}
