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

    private static final String CACHED = "cached_tokens";

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
        return isCount(prompt) && isCount(completion)
                ? after(before, prompt.asInt(), completion.asInt(), cached(usage))
                : null;
    }

    private static Usage after(@Nullable Usage before, int prompt, int completion, @Nullable Integer cached) {
        var kept = cached == null && before != null && before.promptTokens() == prompt ? before.cachedTokens() : cached;
        return new Usage(prompt, completion, kept);
    }

    /**
     * At which place of a list of numbers each count of a usage is, so that the same usage with other numbers need not be parsed.
     *
     * @param cached below 0: the usage does not say it
     */
    record Places(int prompt, int completion, int cached) {
        private static final int MISSING = -1;

        /**
         * Returns the places of the counts of a usage.
         *
         * @param paths of its numbers, such as {@code /usage/prompt_tokens}
         * @return null if one of its counts is not among the numbers
         */
        static @Nullable Places of(JsonNode usage, List<String> paths) {
            var prompt = place("/usage", usage, PROMPT, paths);
            var completion = place("/usage", usage, COMPLETION, paths);
            var details = key(usage, DETAILS);
            var inside = details != null && usage.path(details).hasNonNull(CACHED);
            var cached = inside
                    ? place("/usage/" + details, usage.path(details), List.of(CACHED), paths)
                    : place("/usage", usage, List.of(HIT), paths);
            var says = inside || usage.hasNonNull(HIT);
            return prompt < 0 || completion < 0 || (says && cached < 0) ? null : new Places(prompt, completion, cached);
        }

        private static int place(String parent, JsonNode json, List<String> keys, List<String> paths) {
            var key = key(json, keys);
            return key == null ? MISSING : paths.indexOf(parent + "/" + key);
        }

        private boolean isNothing(int[] numbers) {
            return numbers[prompt] == 0 && numbers[completion] == 0;
        }

        /** Returns the usage of an answer after one more event with these numbers, as {@link UsageCounts#after} does. */
        @Nullable Usage after(@Nullable Usage before, int[] numbers) {
            return isNothing(numbers)
                    ? before
                    : UsageCounts.after(
                            before,
                            numbers[prompt],
                            numbers[completion],
                            cached < 0 ? null : (Integer) numbers[cached]);
        }

        /** Returns how many tokens the answer had by then; null if the usage is of zeros. */
        @Nullable Integer running(int[] numbers) {
            return isNothing(numbers) ? null : (Integer) numbers[completion];
        }
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
        var said = first(first(usage, DETAILS), List.of(CACHED));
        var count = said.isMissingNode() ? first(usage, List.of(HIT)) : said;
        if (count.isMissingNode()) {
            return null;
        }
        return isWhole(count) ? count.asInt() : NO_COUNT;
    }

    /** Returns the first of these members that exists and is not null; a missing node if there is none. */
    private static JsonNode first(JsonNode json, List<String> keys) {
        var key = key(json, keys);
        return key == null ? MissingNode.getInstance() : json.path(key);
    }

    private static @Nullable String key(JsonNode json, List<String> keys) {
        return keys.stream().filter(json::hasNonNull).findFirst().orElse(null);
    }

    private static boolean isCount(JsonNode node) {
        return isWhole(node) && node.asInt() >= 0;
    }

    private static boolean isWhole(JsonNode node) {
        return node.canConvertToExactIntegral() && node.canConvertToInt();
    }
}
