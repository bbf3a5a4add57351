package dev.assay.server.engines;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A route on which a server reports facts about itself, as JSON.
 *
 * @param route the path of the route
 * @param facts the names of the facts, by JSON pointer into the document
 */
public record ServerInfoRoute(String route, Map<String, String> facts) {
    /** The fact that says how many tokens a request and its answer may have together. */
    public static final String MAX_MODEL_LEN = "max-model-len";

    /** The fact that says who owns the model. */
    public static final String OWNED_BY = "owned-by";

    /** The facts in an entry of {@code /v1/models}, for any engine. */
    public static final ServerInfoRoute MODEL = new ServerInfoRoute(
            "/v1/models",
            Map.of(
                    "/owned_by", OWNED_BY,
                    "/root", "checkpoint",
                    "/max_model_len", MAX_MODEL_LEN,
                    // llama.cpp, for one slot
                    "/meta/n_ctx", MAX_MODEL_LEN));

    public ServerInfoRoute {
        facts = Map.copyOf(facts);
    }

    /** Returns the facts in a document; missing ones are left out. */
    public Map<String, String> in(JsonNode document) {
        var found = new LinkedHashMap<String, String>();
        facts.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            var value = document.at(entry.getKey());
            if ((value.isString() || value.isNumber()) && !value.asString().isBlank()) {
                found.put(entry.getValue(), value.asString());
            }
        });
        return found;
    }
}
