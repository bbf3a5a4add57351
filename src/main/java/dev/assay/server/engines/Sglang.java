package dev.assay.server.engines;

import dev.assay.plan.launch.Launch;
import dev.assay.prompt.Prompt;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.trace.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * sglang's OpenAI server, by the fields of its own protocol definition (python/sglang/srt/entrypoints/openai/protocol.py); not yet tried
 * against a server.
 *
 * <p>It has no field that keeps its tokenizer from adding special tokens to a text. A prompt of text has exactly so many tokens only where
 * the model's tokenizer adds none, as those of Qwen; elsewhere token ids do.
 */
final class Sglang implements Engine {
    @Override
    public Payload completion(String model, Prompt prompt, int outputTokens) {
        return OpenAiBody.greedy(model, outputTokens)
                .withoutPenalty(OpenAiBody.REPETITION_PENALTY)
                .streamed()
                .prompt(prompt)
                .exactly(outputTokens)
                .payload();
    }

    /** Without {@code --enable-metrics} it counts nothing. */
    @Override
    public List<String> command() {
        return List.of(
                "python3",
                "-m",
                "sglang.launch_server",
                "--model-path",
                Launch.MODEL,
                "--host",
                Launch.HOST,
                "--port",
                Launch.PORT,
                "--enable-metrics");
    }

    @Override
    public Optional<String> owner() {
        return Optional.of("sglang");
    }

    /** What it tells is all its arguments, its key among them: only what is named here is looked at. */
    @Override
    public List<SelfDescription> descriptions() {
        var facts = Map.of(
                "/version", "version",
                "/model_path", "checkpoint",
                "/tp_size", "tensor-parallel-size",
                "/mem_fraction_static", "mem-fraction-static");
        return List.of(new SelfDescription("/server_info", facts), new SelfDescription("/get_server_info", facts));
    }

    @Override
    public Optional<String> running() {
        return Optional.of("sglang:num_running_reqs");
    }

    /**
     * By python/sglang/srt/observability/metrics_collector.py. Its gauges are those of some steps ago, and of the last step long after it;
     * how its requests ended it does not say.
     */
    @Override
    public CounterNames counters() {
        return new CounterNames(
                Map.of(
                        ServerCount.PREEMPTIONS, List.of("sglang:num_retracted_requests_total"),
                        ServerCount.CACHE_QUERIES, List.of("sglang:prompt_tokens_total"),
                        ServerCount.CACHE_HITS, List.of("sglang:cached_tokens_total"),
                        ServerCount.PROMPT_TOKENS, List.of("sglang:prompt_tokens_total"),
                        ServerCount.OUTPUT_TOKENS, List.of("sglang:generation_tokens_total")),
                "sglang:num_requests_total",
                "finished_reason",
                List.of("sglang:time_to_first_token_seconds"),
                List.of("sglang:inter_token_latency_seconds"),
                Map.of(
                        ServerGauge.RUNNING, List.of("sglang:num_running_reqs"),
                        ServerGauge.WAITING, List.of("sglang:num_queue_reqs"),
                        ServerGauge.KV_CACHE_USAGE, List.of("sglang:token_usage")),
                false);
    }

    @Override
    public Optional<CacheResetRoute> cacheReset() {
        return Optional.of(new CacheResetRoute("/flush_cache", "See the server's log"));
    }
}
