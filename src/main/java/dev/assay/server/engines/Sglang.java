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
 * SGLang's OpenAI server, written after its protocol definition (python/sglang/srt/entrypoints/openai/protocol.py); not yet tested with a server.
 *
 * <p>It has no field that keeps its tokenizer from adding special tokens to a text. So a text prompt has the exact number of tokens only if the
 * model's tokenizer adds none, as with Qwen; otherwise use token ids.
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

    /** Without {@code --enable-metrics} the server has no metrics page. */
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

    /** The route returns all server arguments, also the API key. Only the fields that are named here are read. */
    @Override
    public List<ServerInfoRoute> infoRoutes() {
        var facts = Map.of(
                "/version", "version",
                "/model_path", "checkpoint",
                "/tp_size", "tensor-parallel-size",
                "/mem_fraction_static", "mem-fraction-static");
        return List.of(new ServerInfoRoute("/server_info", facts), new ServerInfoRoute("/get_server_info", facts));
    }

    @Override
    public Optional<String> running() {
        return Optional.of("sglang:num_running_reqs");
    }

    /**
     * Source: python/sglang/srt/observability/metrics_collector.py. Gauges lag some steps behind and keep their last value after the last step.
     * The counter of requests has no finish reason.
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
