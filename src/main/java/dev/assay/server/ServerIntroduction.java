package dev.assay.server;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.server.engines.Engines;
import dev.assay.server.engines.ServerInfoRoute;
import dev.assay.wire.NetworkFault;
import dev.assay.wire.NoAnswerException;
import dev.assay.wire.RequestHeaders;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server says about itself, before there is a deployment that describes it.
 *
 * @param models the models that it lists, at least one, in its order
 */
public record ServerIntroduction(List<Model> models) {
    public ServerIntroduction {
        models = List.copyOf(models);
    }

    /**
     * A model that the server lists.
     *
     * @param name the name under which it is served
     * @param engine the engine that owns it, by its name in thresholds.yaml; {@code openai} if that is unknown
     * @param version the version that the engine reports
     * @param checkpoint the checkpoint that the server says it was loaded from: a name on a model hub, or a path on the server's machine
     * @param contextTokens how many tokens a request and its answer may have together
     */
    public record Model(
            String name,
            String engine,
            Optional<String> version,
            Optional<String> checkpoint,
            Optional<Integer> contextTokens) {}

    /**
     * Asks a server.
     *
     * @param base its address, without {@code /v1}
     * @param headers what every request carries
     * @throws InputException if it does not answer with a list of models; the message says what to do
     */
    public static ServerIntroduction of(URI base, RequestHeaders headers) {
        try (var transport = new Transport(Ticker.start(), Deadlines.DEFAULT, headers)) {
            var reply = transport.get(URI.create(base + "/v1/models"), ModelsRoute.DEADLINE);
            if (reply.status() == 401 || reply.status() == 403) {
                throw refused(base + "/v1/models answers " + reply.status()
                        + ", expected 200: name the environment variable that holds the server's key with --key");
            }
            if (reply.status() != 200) {
                throw refused(base + "/v1/models answers " + reply.status()
                        + ", expected 200: point --endpoint at an OpenAI-compatible server, without /v1");
            }
            var models = models(JsonMapper.shared().readTree(reply.body()).path("data"), transport, base);
            if (models.isEmpty()) {
                throw refused(base + "/v1/models lists no model: wait until the server has loaded one");
            }
            return new ServerIntroduction(models);
        } catch (NoAnswerException e) {
            throw refused(base + " does not answer: " + e.fault().words() + ". "
                    + (e.fault() instanceof NetworkFault.NoTls
                            ? "Write http:// instead of https://"
                            : "Start the server, or correct --endpoint"));
        } catch (JacksonException e) {
            throw refused(
                    base + "/v1/models does not answer with JSON: point --endpoint at an OpenAI-compatible server,"
                            + " without /v1");
        }
    }

    private static InputException refused(String message) {
        return new InputException(List.of(new Problem(Location.commandLine(), message)));
    }

    private static List<Model> models(JsonNode data, Transport transport, URI base) {
        var models = new ArrayList<Model>();
        var byEngine = new LinkedHashMap<String, Map<String, String>>();
        for (var entry : data) {
            var name = entry.path("id").asString("");
            if (name.isBlank()) {
                continue;
            }
            var facts = ServerInfoRoute.MODEL.in(entry);
            var engine = Engines.owning(facts.getOrDefault(ServerInfoRoute.OWNED_BY, ""))
                    .orElse(Engines.names().getLast());
            var said = byEngine.computeIfAbsent(
                    engine, key -> EngineIdentification.description(transport, base, Engines.named(key)));
            models.add(new Model(
                    name,
                    engine,
                    Optional.ofNullable(said.get("version")),
                    Optional.ofNullable(facts.get("checkpoint")),
                    Optional.ofNullable(facts.get(ServerInfoRoute.MAX_MODEL_LEN))
                            .filter(tokens -> tokens.matches("[1-9][0-9]{0,8}"))
                            .map(Integer::valueOf)));
        }
        return models;
    }
}
