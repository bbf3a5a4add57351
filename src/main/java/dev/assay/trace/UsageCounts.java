package dev.assay.trace;

import dev.assay.trace.Transcript.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The counts in the usage of a stream. Only whole numbers from 0 on are counts: what else stands there says nothing, and never reaches a
 * figure. Gateways pass on the names of other interfaces, so these count as well where OpenAI's are not there.
 */
final class UsageCounts {
    private static final List<String> PROMPT = List.of("prompt_tokens", "input_tokens");
    private static final List<String> COMPLETION = List.of("completion_tokens", "output_tokens");
    private static final List<String> DETAILS = List.of("prompt_tokens_details", "input_tokens_details");

    /** DeepSeek's name for cached tokens, beside the other counts. */
    private static final String HIT = "prompt_cache_hit_tokens";

    /** What no server can mean by a number of cached tokens. */
    private static final int NO_COUNT = -1;

    private UsageCounts() {}

    /**
     * Returns the usage of an answer after one more event told it. The last one counts, but where it leaves out how many tokens of the same
     * prompt were cached, an earlier one is believed. One of zeros, as LiteLLM puts into every event, counts nothing: no prompt has no tokens.
     * Null where the last has no counts of tokens in and out.
     *
     * @param before what was told up to then
     */
    static @Nullable Usage after(@Nullable Usage before, JsonNode told) {
        var prompt = first(told, PROMPT);
        var completion = first(told, COMPLETION);
        if ((prompt.isMissingNode() && completion.isMissingNode()) || isNothing(told)) {
            return before;
        }
        if (!isCount(prompt) || !isCount(completion)) {
            return null;
        }
        var cached = cached(told);
        var kept = cached == null && before != null && before.promptTokens() == prompt.asInt()
                ? before.cachedTokens()
                : cached;
        return new Usage(prompt.asInt(), completion.asInt(), kept);
    }

    /** Returns how many tokens an event says that the answer had by then; null where it has no such count. */
    static @Nullable Integer running(JsonNode told) {
        var completion = first(told, COMPLETION);
        return isCount(completion) && !isNothing(told) ? (Integer) completion.asInt() : null;
    }

    private static boolean isNothing(JsonNode told) {
        return first(told, PROMPT).asInt(1) == 0 && first(told, COMPLETION).asInt(1) == 0;
    }

    private static @Nullable Integer cached(JsonNode told) {
        var said = first(first(told, DETAILS), List.of("cached_tokens"));
        var count = said.isMissingNode() ? first(told, List.of(HIT)) : said;
        if (count.isMissingNode()) {
            return null;
        }
        return isWhole(count) ? count.asInt() : NO_COUNT;
    }

    /** Returns the first of these members that is there and is not null; a missing node where there is none. */
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
