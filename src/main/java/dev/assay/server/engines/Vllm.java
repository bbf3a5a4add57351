package dev.assay.server.engines;

import dev.assay.plan.evalsets.Sampling;
import dev.assay.plan.launch.Launch;
import dev.assay.prompt.Prompt;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.trace.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** vLLM's OpenAI server. */
final class Vllm implements Engine {
    @Override
    public Payload completion(String model, Prompt prompt, int outputTokens) {
        var body = OpenAiBody.greedy(model, outputTokens)
                .withoutPenalty(OpenAiBody.REPETITION_PENALTY)
                .streamed()
                .prompt(prompt);
        var asked = switch (prompt) {
            // Otherwise the server adds a beginning-of-sequence token, and the prompt has one token more.
            case Prompt.Text ignored -> body.with("add_special_tokens", false);
            case Prompt.TokenIds ignored -> body;
        };
        return asked.exactly(outputTokens).payload();
    }

    /** A text is read as a document, with the token that begins one. */
    @Override
    public Payload continuation(String model, String text, int maxTokens, Sampling sampling) {
        return OpenAiBody.sampled(model, maxTokens, sampling)
                .drawing(sampling)
                .withoutPenalty(OpenAiBody.REPETITION_PENALTY)
                .streamed()
                .prompt(new Prompt.Text(text))
                .with("add_special_tokens", true)
                .payload();
    }

    /**
     * With {@code stream} vLLM refuses its own {@code prompt_logprobs}, but not OpenAI's {@code echo} with {@code logprobs}. Tokens are named by their ids: two
     * tokens that are written alike would be one entry of {@code top_logprobs}.
     */
    @Override
    public Optional<Payload> logProbabilities(String model, String text) {
        return Optional.of(OpenAiBody.greedy(model, 1)
                .withoutPenalty(OpenAiBody.REPETITION_PENALTY)
                .streamed()
                .prompt(new Prompt.Text(text))
                // A text is read as a document, with the token that begins one.
                .with("add_special_tokens", true)
                .echoed()
                .with("return_tokens_as_token_ids", true)
                .payload());
    }

    @Override
    public List<String> command() {
        return List.of("vllm", "serve", Launch.MODEL, "--host", Launch.HOST, "--port", Launch.PORT);
    }

    @Override
    public Optional<String> owner() {
        return Optional.of("vllm");
    }

    @Override
    public List<ServerInfoRoute> infoRoutes() {
        return List.of(new ServerInfoRoute("/version", Map.of("/version", "version")));
    }

    @Override
    public Optional<String> running() {
        return Optional.of("vllm:num_requests_running");
    }

    /** For vLLM 0.8 and later. Second names are those of versions before 0.11. */
    @Override
    public CounterNames counters() {
        return new CounterNames(
                Map.of(
                        ServerCount.PREEMPTIONS, List.of("vllm:num_preemptions_total"),
                        ServerCount.CACHE_QUERIES,
                                List.of("vllm:prefix_cache_queries_total", "vllm:gpu_prefix_cache_queries_total"),
                        ServerCount.CACHE_HITS,
                                List.of("vllm:prefix_cache_hits_total", "vllm:gpu_prefix_cache_hits_total"),
                        ServerCount.PROMPT_TOKENS, List.of("vllm:prompt_tokens_total"),
                        ServerCount.OUTPUT_TOKENS, List.of("vllm:generation_tokens_total"),
                        ServerCount.DRAFTS, List.of("vllm:spec_decode_num_drafts_total"),
                        ServerCount.ACCEPTED_TOKENS, List.of("vllm:spec_decode_num_accepted_tokens_total")),
                "vllm:request_success_total",
                "finished_reason",
                List.of("vllm:time_to_first_token_seconds"),
                List.of("vllm:inter_token_latency_seconds", "vllm:time_per_output_token_seconds"),
                Map.of(
                        ServerGauge.RUNNING, List.of("vllm:num_requests_running"),
                        ServerGauge.WAITING, List.of("vllm:num_requests_waiting"),
                        ServerGauge.KV_CACHE_USAGE, List.of("vllm:kv_cache_usage_perc", "vllm:gpu_cache_usage_perc")),
                true);
    }

    @Override
    public Optional<CacheResetRoute> cacheReset() {
        return Optional.of(new CacheResetRoute(
                "/reset_prefix_cache", "Start the server with VLLM_SERVER_DEV_MODE=1, which gives it this route"));
    }
}
