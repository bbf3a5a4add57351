package dev.assay.trace.choices;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why an answer ended, independent of the word that the server uses. Servers and gateways use different words, and only this class knows them. Case,
 * {@code -}, {@code _} and a leading {@code FINISH_REASON_} do not matter.
 *
 * <p>The words are those of OpenAI, vLLM, SGLang, TensorRT-LLM ({@code end_id}, {@code stop_words}, {@code timed_out}), Hugging Face TGI ({@code
 * eos_token}, {@code stop_sequence}), and of what gateways pass on from Anthropic ({@code end_turn}, {@code max_tokens}, {@code
 * model_context_window_exceeded}, {@code refusal}, {@code tool_use}), Bedrock ({@code guardrail_intervened}), Cohere ({@code COMPLETE}, {@code
 * ERROR_LIMIT}, {@code ERROR_TOXIC}), DeepSeek ({@code insufficient_system_resource}), Gemini ({@code MAX_TOKENS}, {@code SAFETY}), Mistral ({@code
 * model_length}), watsonx ({@code token_limit}, {@code time_limit}) and Zhipu ({@code sensitive}, {@code network_error}).
 */
public enum FinishReason {
    /** The model ended its answer, or generated a stop string. */
    STOP(
            "stop",
            "stopped",
            "eos",
            "eos_token",
            "end_id",
            "end_turn",
            "stop_sequence",
            "stop_words",
            "complete",
            "completed"),
    /** The answer was cut off: by max_tokens, by the end of the context, or by an engine that detected repetition. */
    LENGTH(
            "length",
            "length_cap",
            "max_length",
            "max_tokens",
            "max_new_tokens",
            "max_output_tokens",
            "max_completion_tokens",
            "model_length",
            "token_limit",
            "error_limit",
            "context_length_exceeded",
            "context_window_exceeded",
            "model_context_window_exceeded",
            "compaction",
            "repetition"),
    /** The model calls a tool. */
    TOOL_CALLS("tool_calls", "tool_call", "tool_use", "function_call"),
    /** A filter of the server held the answer back. */
    CONTENT_FILTER(
            "content_filter",
            "content_filtered",
            "refusal",
            "sensitive",
            "safety",
            "recitation",
            "blocklist",
            "prohibited_content",
            "spii",
            "guardrail_intervened",
            "error_toxic"),
    /** The server gave the answer up: what came is not an answer. */
    GAVE_UP(
            "abort",
            "aborted",
            "cancel",
            "canceled",
            "cancelled",
            "user_cancel",
            "error",
            "failed",
            "rejected",
            "internal_error",
            "server_error",
            "engine_error",
            "network_error",
            "insufficient_system_resource",
            "resource_exhausted",
            "rate_limit_exceeded",
            "overloaded",
            "timeout",
            "timed_out",
            "time_limit"),
    /** A word that is not in this list. */
    UNKNOWN;

    /** Words that mean that there is no reason yet; {@code not_finished} is from TensorRT-LLM and watsonx. */
    private static final Set<String> NONE = Set.of("", "null", "none", "unspecified", "notfinished");

    private static final Map<String, FinishReason> KINDS = Arrays.stream(values())
            .flatMap(kind -> kind.words.stream().map(word -> Map.entry(bare(word), kind)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final List<String> words;

    FinishReason(String... words) {
        this.words = List.of(words);
    }

    /** Returns the name of the figure for the share of answers that ended so: {@code finish.gave-up}. */
    public String figure() {
        return "finish." + this;
    }

    List<String> words() {
        return words;
    }

    /** Returns the meaning of a server's word. */
    public static FinishReason of(String word) {
        return KINDS.getOrDefault(bare(word), UNKNOWN);
    }

    /**
     * Returns a server's word as it wrote it, on one line and shortened like an error; null if the word means that there is no reason yet: an empty
     * text, or a quoted {@code null}.
     */
    public static @Nullable String said(@Nullable String word) {
        return word == null || NONE.contains(bare(word)) ? null : OneLine.abbreviated(word);
    }

    /**
     * Returns which of two words of one answer is used: the later one, unless only the earlier one means that the answer is incomplete. Some gateways
     * send a {@code stop} of their own after the server's {@code length}.
     */
    public static String ofTwo(@Nullable String earlier, String later) {
        return earlier == null || of(earlier).isWhole() || !of(later).isWhole() ? later : earlier;
    }

    private boolean isWhole() {
        return this == STOP || this == TOOL_CALLS;
    }

    private static String bare(String word) {
        var letters = word.chars()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
        return letters.startsWith("finishreason") ? letters.substring("finishreason".length()) : letters;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
