package dev.assay.server.engines;

import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Sampling;
import dev.assay.plan.launch.Launch;
import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.trace.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * llama.cpp's server. It calls the repetition penalty {@code repeat_penalty}, and it has no {@code min_tokens}: {@code ignore_eos} keeps the model
 * from ending its answer, so only {@code max_tokens} ends it.
 *
 * <p>It has no field that keeps its tokenizer from adding special tokens to a text. So a text prompt has the exact number of tokens only if the
 * model's tokenizer adds none; otherwise use token ids.
 */
final class LlamaCpp implements Engine {
    private static final String PENALTY = "repeat_penalty";

    @Override
    public Payload completion(String model, Prompt prompt, int outputTokens) {
        return OpenAiBody.greedy(model, outputTokens)
                .withoutPenalty(PENALTY)
                .streamed()
                .prompt(prompt)
                .with("ignore_eos", true)
                .payload();
    }

    @Override
    public Payload chat(
            String model, List<Message> messages, int maxTokens, Evalset.Thinking thinking, Sampling sampling) {
        return OpenAiBody.sampled(model, maxTokens, sampling)
                .drawing(sampling)
                .withoutPenalty(PENALTY)
                .streamed()
                .messages(messages)
                .thinking(thinking)
                .payload();
    }

    @Override
    public Payload continuation(String model, String text, int maxTokens, Sampling sampling) {
        return OpenAiBody.sampled(model, maxTokens, sampling)
                .drawing(sampling)
                .withoutPenalty(PENALTY)
                .streamed()
                .prompt(new Prompt.Text(text))
                .payload();
    }

    /** Its completions have log-probabilities of generated tokens only, and no {@code echo}. */
    @Override
    public Optional<Payload> logProbabilities(String model, String text) {
        return Optional.empty();
    }

    /** Without {@code --metrics} the server has no metrics page. */
    @Override
    public List<String> command() {
        return List.of(
                "llama-server", "--model", Launch.MODEL, "--host", Launch.HOST, "--port", Launch.PORT, "--metrics");
    }

    @Override
    public String servedName() {
        return "--alias";
    }

    @Override
    public Optional<String> owner() {
        return Optional.of("llamacpp");
    }

    @Override
    public List<ServerInfoRoute> infoRoutes() {
        return List.of(new ServerInfoRoute(
                "/props", Map.of("/build_info", "version", "/model_path", "checkpoint", "/total_slots", "slots")));
    }

    /** The server ends the answer when the context is full. */
    @Override
    public boolean refusesLongAnswers() {
        return false;
    }

    @Override
    public boolean answersForAnyModel() {
        return true;
    }

    @Override
    public Optional<String> running() {
        return Optional.of("llamacpp:requests_processing");
    }

    /** The server counts neither requests nor preemptions. Its count of prompt tokens does not include cached ones. */
    @Override
    public CounterNames counters() {
        var prompt = "llamacpp:prompt_tokens_total+llamacpp:prompt_tokens_cached_total";
        return new CounterNames(
                Map.of(
                        ServerCount.CACHE_QUERIES, List.of(prompt),
                        ServerCount.CACHE_HITS, List.of("llamacpp:prompt_tokens_cached_total"),
                        ServerCount.PROMPT_TOKENS, List.of(prompt),
                        ServerCount.OUTPUT_TOKENS, List.of("llamacpp:tokens_predicted_total"),
                        ServerCount.DRAFTS, List.of("llamacpp:spec_decode_num_drafts_total"),
                        ServerCount.ACCEPTED_TOKENS, List.of("llamacpp:spec_decode_num_accepted_tokens_total")),
                null,
                "",
                List.of(),
                List.of(),
                Map.of(
                        ServerGauge.RUNNING, List.of("llamacpp:requests_processing"),
                        ServerGauge.WAITING, List.of("llamacpp:requests_deferred")),
                true);
    }
}
