package dev.assay.tools.readers;

import dev.assay.input.Node;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** Known result files that are not read, so that a message can name them. One line per format, with keys that no other format has. */
enum OtherResults {
    VLLM_TOKENLESS(
            "a result of vllm bench serve for an embedding or pooling model",
            root -> has(root, "total_input_sequences", "completed")),
    VLLM_THROUGHPUT("a result of vllm bench throughput", root -> has(root, "elapsed_time", "requests_per_second")),
    VLLM_LATENCY("a result of vllm bench latency", root -> has(root, "avg_latency", "latencies")),
    VLLM_SWEEP_FAILURE("a failed run of vllm bench sweep", root -> has(root, "run_number", "error_type", "error")),
    VLLM_STARTUP("a result of vllm bench startup", root -> has(root, "avg_cold_startup_time")),
    PYTORCH(
            "a record in the format of PyTorch's benchmark database",
            root -> has(root, "benchmark", "model", "metric")),
    SGLANG(
            "a result of SGLang's bench_serving",
            root -> has(root, "backend", "completed", "mean_ttft_ms") && !has(root, "endpoint_type")),
    SGLANG_ONE_BATCH(
            "a result of SGLang's bench_one_batch", root -> has(root, "prefill_latency", "prefill_throughput")),
    SGLANG_OFFLINE(
            "a result of SGLang's bench_offline_throughput",
            root -> has(root, "backend", "successful_requests", "total_latency")),
    LLAMA_BENCH("a result of llama-bench", root -> has(root, "n_prompt", "n_gen", "avg_ts")),
    AIPERF_SERVER("what AIPerf read of the server", root -> has(root, "aiperf_version", "metrics", "summary")),
    AIPERF_SWEEP(
            "an aggregate of several AIPerf runs",
            root -> has(root, "metadata", "metrics") && text(root, "metadata").contains("aggregation_type")),
    GENAI_PERF(
            "an export of GenAI-Perf",
            root -> has(root, "request_throughput", "request_latency", "input_config") && !has(root, "aiperf_version")),
    INFERENCE_PERF("a report of inference-perf", root -> has(root, "load_summary", "successes", "failures")),
    LLMPERF("a summary of llmperf", root -> has(root, "results_ttft_s_mean")),
    INFERENCE_BENCHMARKER(
            "a report of Hugging Face's inference-benchmarker",
            root -> has(root, "config", "results", "start_time", "system"));

    private final String title;
    private final Predicate<Node.Mapping> recognises;

    OtherResults(String title, Predicate<Node.Mapping> recognises) {
        this.title = title;
        this.recognises = recognises;
    }

    private static boolean has(Node.Mapping root, String... keys) {
        return Arrays.stream(keys).allMatch(key -> root.value(key) != null);
    }

    private static String text(Node.Mapping root, String key) {
        return root.value(key) instanceof Node.Mapping inner
                ? String.join(" ", inner.entries().stream().map(Node.Entry::key).toList())
                : "";
    }

    /** Returns the name of the format with its article; empty if it is unknown. */
    static Optional<String> title(Node.Mapping root) {
        return Arrays.stream(values())
                .filter(other -> other.recognises.test(root))
                .findFirst()
                .map(other -> other.title);
    }
}
