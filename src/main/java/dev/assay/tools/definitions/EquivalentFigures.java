package dev.assay.tools.definitions;

import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.Statistic;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Our figures and their equivalents in other tools. One line per figure. */
public enum EquivalentFigures {
    TTFT_MEAN(
            Statistic.MEAN.of(RequestFigure.TTFT),
            same("mean_ttft_ms"),
            same("time_to_first_token_ms.mean"),
            same("time_to_first_token.avg")),
    TTFT_P50(
            Statistic.P50.of(RequestFigure.TTFT),
            same("median_ttft_ms"),
            rank("time_to_first_token_ms.median"),
            same("time_to_first_token.p50")),
    TTFT_P90(
            Statistic.P90.of(RequestFigure.TTFT),
            same("p90_ttft_ms"),
            rank("time_to_first_token_ms.p90"),
            same("time_to_first_token.p90")),
    TTFT_P95(
            Statistic.P95.of(RequestFigure.TTFT),
            same("p95_ttft_ms"),
            rank("time_to_first_token_ms.p95"),
            same("time_to_first_token.p95")),
    TTFT_P99(
            Statistic.P99.of(RequestFigure.TTFT),
            same("p99_ttft_ms"),
            rank("time_to_first_token_ms.p99"),
            same("time_to_first_token.p99")),
    TTST_MEAN(Statistic.MEAN.of(RequestFigure.TTST), null, null, near("time_to_second_token.avg", Words.EVENTS)),
    E2E_MEAN(
            Statistic.MEAN.of(RequestFigure.E2E),
            same("mean_e2el_ms"),
            near("request_latency.mean", "in seconds, until the connection is done"),
            same("request_latency.avg")),
    E2E_P99(
            Statistic.P99.of(RequestFigure.E2E),
            same("p99_e2el_ms"),
            rank("request_latency.p99"),
            same("request_latency.p99")),
    TPOT_MEAN(
            Statistic.MEAN.of(RequestFigure.TPOT),
            near("mean_tpot_ms", Words.ONE_FIRST),
            near("inter_token_latency_ms.mean", "weighted by tokens"),
            near("inter_token_latency.avg", Words.ONE_FIRST)),
    TPOT_P99(
            Statistic.P99.of(RequestFigure.TPOT),
            near("p99_tpot_ms", Words.ONE_FIRST),
            rank("inter_token_latency_ms.p99"),
            near("inter_token_latency.p99", Words.ONE_FIRST)),
    TPOT_WITH_FIRST(null, null, same("time_per_output_token_ms.mean"), null),
    ITL_MEAN(
            Statistic.MEAN.of(RequestFigure.ITL),
            near("mean_itl_ms", Words.EVENTS),
            null,
            near("inter_chunk_latency.avg", Words.EVENTS)),
    ITL_P99(
            Statistic.P99.of(RequestFigure.ITL),
            near("p99_itl_ms", Words.EVENTS),
            null,
            near("inter_chunk_latency.p99", Words.EVENTS)),
    DECODE_TPS(
            Statistic.MEAN.of(RequestFigure.DECODE_TPS),
            null,
            null,
            near("output_token_throughput_per_user.avg", Words.ONE_FIRST)),
    PROMPT_TPS(Statistic.MEAN.of(RequestFigure.PROMPT_TPS_EACH), null, null, same("prefill_throughput_per_user.avg")),
    QPS(
            RunFigure.QPS,
            near("request_throughput", Words.WINDOW),
            near("requests_per_second.mean", Words.WINDOW),
            near("request_throughput.avg", Words.WINDOW)),
    OUTPUT_TPS(
            RunFigure.OUTPUT_TPS,
            near("output_throughput", Words.WINDOW),
            near("output_tokens_per_second.mean", Words.WINDOW),
            near("output_token_throughput.avg", Words.WINDOW)),
    INPUT_TOKENS(
            Statistic.MEAN.of(RequestFigure.INPUT_TOKENS),
            null,
            same("prompt_token_count.mean"),
            near("input_sequence_length.avg", Words.TOKENIZER)),
    OUTPUT_TOKENS(
            Statistic.MEAN.of(RequestFigure.OUTPUT_TOKENS),
            null,
            same("output_token_count.mean"),
            near("output_sequence_length.avg", Words.TOKENIZER)),
    IN_FLIGHT(null, null, same("request_concurrency.mean"), null),
    MOST_IN_FLIGHT(null, same("max_concurrent_requests"), same("request_concurrency.max"), null),
    PEAK_OUTPUT(null, same("max_output_tokens_per_s"), null, null);

    /**
     * A tool's name for the figure.
     *
     * @param differs how its definition differs from ours; null if it does not, or if we have no such figure
     */
    public record Theirs(String name, @Nullable String differs) {}

    private static final class Words {
        static final String ONE_FIRST = "the first event counts as one token";
        static final String EVENTS = "gaps between events, not between reads";
        static final String WINDOW = "over the tool's own window";
        static final String TOKENIZER = "counted by the client's tokenizer";
    }

    private final @Nullable FigureName ours;
    private final Map<Tool, Theirs> theirs;

    EquivalentFigures(
            @Nullable FigureName ours, @Nullable Theirs vllmBench, @Nullable Theirs guideLlm, @Nullable Theirs aiPerf) {
        this.ours = ours;
        this.theirs = new EnumMap<>(Tool.class);
        put(Tool.VLLM_BENCH, vllmBench);
        put(Tool.GUIDELLM, guideLlm);
        put(Tool.AIPERF, aiPerf);
    }

    private void put(Tool tool, @Nullable Theirs name) {
        if (name != null) {
            theirs.put(tool, name);
        }
    }

    private static Theirs same(String name) {
        return new Theirs(name, null);
    }

    private static Theirs near(String name, String differs) {
        return new Theirs(name, differs);
    }

    private static Theirs rank(String name) {
        return near(name, "a value that occurred, not interpolated");
    }

    /** Returns our figure; empty if we have none. */
    public Optional<FigureName> ours() {
        return Optional.ofNullable(ours);
    }

    /** Returns a tool's name for it; empty if it has no such figure. */
    public Optional<Theirs> of(Tool tool) {
        return Optional.ofNullable(theirs.get(tool));
    }
}
