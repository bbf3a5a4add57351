package dev.assay.server.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.server.metrics.CounterValues;
import dev.assay.server.prometheus.MetricsPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counters on the metrics pages of real servers. Another program computed the expected differences and quantiles. */
class CountersTest {
    private static final CounterNames VLLM = Engines.named("vllm").counters();

    private static MetricsPage page(String name) {
        try {
            return MetricsPage.of(Files.readString(Path.of("src/test/resources/metrics", name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CounterValues counters(String name) {
        return CounterValues.of(page(name), VLLM);
    }

    @Test
    void readTheCountersOfVllm() {
        var counted =
                counters("vllm-after.txt").since(counters("vllm-before.txt")).orElseThrow();

        assertThat(counted.counts())
                .isEqualTo(Map.of(
                        ServerCount.PREEMPTIONS, 0L,
                        ServerCount.CACHE_QUERIES, 3859L,
                        ServerCount.CACHE_HITS, 1152L,
                        ServerCount.PROMPT_TOKENS, 3864L,
                        ServerCount.OUTPUT_TOKENS, 358L));
        assertThat(counted.finished())
                .isEqualTo(Map.of("stop", 9L, "length", 42L, "abort", 0L, "error", 0L, "repetition", 0L));
        assertThat(counted.requests()).isEqualTo(51);
        assertThat(counted.ttft()).satisfies(ttft -> {
            assertThat(ttft.count()).isEqualTo(51);
            assertThat(ttft.mean().orElseThrow()).isCloseTo(6.719358921051025 / 51, within(1e-12));
            assertThat(ttft.quantile(0.5).orElseThrow()).isCloseTo(0.066, within(1e-12));
            assertThat(ttft.quantile(0.9).orElseThrow()).isCloseTo(0.17312499999999997, within(1e-12));
            assertThat(ttft.quantile(0.99).orElseThrow()).isCloseTo(3.725000000000005, within(1e-12));
        });
        assertThat(counted.itl()).satisfies(itl -> {
            assertThat(itl.count()).isEqualTo(307);
            assertThat(itl.quantile(0.5).orElseThrow()).isCloseTo(0.04112394957983194, within(1e-12));
        });
    }

    /** A counter begins at 0. */
    @Test
    void ignoreNegativeCounts() {
        var page = MetricsPage.of("vllm:prefix_cache_queries_total 32.0\nvllm:prefix_cache_hits_total -16.0\n");

        assertThat(CounterValues.of(page, VLLM).counts()).isEqualTo(Map.of(ServerCount.CACHE_QUERIES, 32L));
    }

    @Test
    void readTheCountersOfVllmWithSpeculativeDecoding() {
        assertThat(counters("vllm-ngram.txt").counts())
                .containsEntry(ServerCount.DRAFTS, 32L)
                .containsEntry(ServerCount.ACCEPTED_TOKENS, 122L);
    }

    @Test
    void readTheGaugesOfVllm() {
        var page = page("vllm-after.txt");

        for (var gauge : ServerGauge.values()) {
            assertThat(VLLM.gauge(gauge, List.of(page))).as(gauge.key()).hasValue(0);
        }
    }

    /** Of the 28 + 31 prompt tokens, 31 were cached. */
    @Test
    void readTheCountersOfLlamaCpp() {
        var names = Engines.named("llama.cpp").counters();
        var counted = CounterValues.of(page("llama-after.txt"), names)
                .since(CounterValues.of(page("llama-before.txt"), names))
                .orElseThrow();

        assertThat(counted)
                .isEqualTo(new CounterValues(
                        Map.of(
                                ServerCount.CACHE_QUERIES, 59L,
                                ServerCount.CACHE_HITS, 31L,
                                ServerCount.PROMPT_TOKENS, 59L,
                                ServerCount.OUTPUT_TOKENS, 206L,
                                ServerCount.DRAFTS, 0L,
                                ServerCount.ACCEPTED_TOKENS, 0L),
                        Map.of(),
                        null,
                        null));
        assertThat(names.gauge(ServerGauge.RUNNING, List.of(page("llama-after.txt"))))
                .hasValue(0);
    }

    @Test
    void readOlderNamesOfVllm() {
        var old = MetricsPage.of("""
                vllm:gpu_prefix_cache_queries_total{model_name="m"} 100.0
                vllm:gpu_prefix_cache_hits_total{model_name="m"} 40.0
                vllm:gpu_cache_usage_perc{model_name="m"} 0.25
                """);

        assertThat(CounterValues.of(old, VLLM).counts())
                .isEqualTo(Map.of(ServerCount.CACHE_QUERIES, 100L, ServerCount.CACHE_HITS, 40L));
        assertThat(VLLM.gauge(ServerGauge.KV_CACHE_USAGE, List.of(old))).hasValue(0.25);
    }

    /** Written after SGLang's source code, not recorded from a server. */
    @Test
    void readTheMetricsOfSglang() {
        var page = MetricsPage.of("""
                sglang:num_running_reqs{model_name="m"} 3.0
                sglang:num_queue_reqs{model_name="m"} 1.0
                sglang:token_usage{model_name="m"} 0.28
                sglang:prompt_tokens_total{is_streaming="true",model_name="m"} 200.0
                sglang:prompt_tokens_total{is_streaming="false",model_name="m"} 8.0
                sglang:cached_tokens_total{cache_source="device",model_name="m"} 64.0
                sglang:generation_tokens_total{is_streaming="true",model_name="m"} 90.0
                sglang:num_requests_total{is_streaming="true",model_name="m"} 7.0
                """);
        var names = Engines.named("sglang").counters();

        assertThat(CounterValues.of(page, names))
                .isEqualTo(new CounterValues(
                        Map.of(
                                ServerCount.CACHE_QUERIES, 208L,
                                ServerCount.CACHE_HITS, 64L,
                                ServerCount.PROMPT_TOKENS, 208L,
                                ServerCount.OUTPUT_TOKENS, 90L),
                        Map.of("any", 7L),
                        null,
                        null));
        assertThat(names.gauge(ServerGauge.WAITING, List.of(page))).hasValue(1);
        assertThat(names.current()).isFalse();
    }

    @Test
    void addUpCountersOfSeveralServersAndTakeTheHighestCacheUsage() {
        var one = MetricsPage.of("""
                vllm:num_requests_running 3.0
                vllm:kv_cache_usage_perc 0.5
                vllm:prompt_tokens_total 10
                vllm:generation_tokens_total 5
                vllm:request_success_total{finished_reason="length"} 2
                """);
        var other = MetricsPage.of("""
                vllm:num_requests_running 1.0
                vllm:kv_cache_usage_perc 0.75
                vllm:prompt_tokens_total 30
                vllm:request_success_total{finished_reason="stop"} 1
                """);

        assertThat(VLLM.gauge(ServerGauge.RUNNING, List.of(one, other))).hasValue(4);
        assertThat(VLLM.gauge(ServerGauge.KV_CACHE_USAGE, List.of(one, other))).hasValue(0.75);
        assertThat(CounterValues.of(one, VLLM).plus(CounterValues.of(other, VLLM)))
                .isEqualTo(new CounterValues(
                        Map.of(ServerCount.PROMPT_TOKENS, 40L), Map.of("length", 2L, "stop", 1L), null, null));
    }

    @Test
    void areUnknownAfterACounterFell() {
        assertThat(counters("vllm-before.txt").since(counters("vllm-after.txt")))
                .isEmpty();
    }

    @Test
    void beginAt0IfACounterAppearsLater() {
        var before = new CounterValues(Map.of(), Map.of(), null, null);

        assertThat(counters("vllm-before.txt").since(before).orElseThrow().requests())
                .isEqualTo(4);
    }
}
