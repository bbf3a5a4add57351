package dev.assay.trace;

import dev.assay.trace.Transcript.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The counts in the usage of a stream. Only whole numbers from 0 on are counts; anything else is ignored, so that it never reaches a figure. Gateways
 * pass on the names of other interfaces; these are used if OpenAI's names are missing.
 */
final class UsageCounts {
    private static final List<String> PROMPT = List.of("prompt_tokens", "input_tokens");
    private static final List<String> COMPLETION = List.of("completion_tokens", "output_tokens");
    private static final List<String> DETAILS = List.of("prompt_tokens_details", "input_tokens_details");

    /** DeepSeek's name for cached tokens, which is a member of the usage itself. */
    private static final String HIT = "prompt_cache_hit_tokens";

    /** Stands for a number of cached tokens that cannot be right. */
    private static final int NO_COUNT = -1;

    private UsageCounts() {}

    /**
     * Returns the usage of an answer after one more event with a usage. The last one is used; if it lacks the cached tokens of the same prompt, they
     * are taken from an earlier one. A usage of zeros, which LiteLLM puts into every event, is ignored, since every prompt has tokens. Null if the
     * last one lacks the input tokens or the output tokens.
     *
     * @param before the usage up to then
     */
    static @Nullable Usage after(@Nullable Usage before, JsonNode usage) {
        var prompt = first(usage, PROMPT);
        var completion = first(usage, COMPLETION);
        if ((prompt.isMissingNode() && completion.isMissingNode()) || isNothing(usage)) {
            return before;
        }
        if (!isCount(prompt) || !isCount(completion)) {
            return null;
        }
        var cached = cached(usage);
        var kept = cached == null && before != null && before.promptTokens() == prompt.asInt()
                ? before.cachedTokens()
                : cached;
        return new Usage(prompt.asInt(), completion.asInt(), kept);
    }

    /** Returns how many tokens the answer had by then, as an event says; null if it has no such count. */
    static @Nullable Integer running(JsonNode usage) {
        var completion = first(usage, COMPLETION);
        return isCount(completion) && !isNothing(usage) ? (Integer) completion.asInt() : null;
    }

    private static boolean isNothing(JsonNode usage) {
        return first(usage, PROMPT).asInt(1) == 0 && first(usage, COMPLETION).asInt(1) == 0;
    }

    private static @Nullable Integer cached(JsonNode usage) {
        var said = first(first(usage, DETAILS), List.of("cached_tokens"));
        var count = said.isMissingNode() ? first(usage, List.of(HIT)) : said;
        if (count.isMissingNode()) {
            return null;
        }
        return isWhole(count) ? count.asInt() : NO_COUNT;
    }

    /** Returns the first of these members that exists and is not null; a missing node if there is none. */
    private static JsonNode first(JsonNode json, List<String> keys) {
        return keys.stream().filter(json::hasNonNull).findFirst().map(json::get).orElse(MissingNode.getInstance());
    }

    private static boolean isCount(JsonNode node) {
        return isWhole(node) && node.asInt() >= 0;
    }

    private static boolean isWhole(JsonNode node) {
        return node.canConvertToExactIntegral() && node.canConvertToInt();
    }
}
