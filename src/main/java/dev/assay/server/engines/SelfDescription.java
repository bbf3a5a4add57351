package dev.assay.server.engines;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A document in which a server tells of itself.
 *
 * @param route where it is
 * @param facts the names that facts get, by where they stand in it (a JSON pointer)
 */
public record SelfDescription(String route, Map<String, String> facts) {
    /** The fact of how many tokens a request and its answer may have together. */
    public static final String MAX_MODEL_LEN = "max-model-len";

    /** The fact of who says that the model is his. */
    public static final String OWNED_BY = "owned-by";

    /** What an entry of {@code /v1/models} tells, whatever the engine. */
    public static final SelfDescription MODEL = new SelfDescription(
            "/v1/models",
            Map.of(
                    "/owned_by", OWNED_BY,
                    "/root", "checkpoint",
                    "/max_model_len", MAX_MODEL_LEN,
                    // llama.cpp, for one slot
                    "/meta/n_ctx", MAX_MODEL_LEN));

    public SelfDescription {
        facts = Map.copyOf(facts);
    }

    /** Returns the facts that a document tells; those that it lacks are left out. */
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
