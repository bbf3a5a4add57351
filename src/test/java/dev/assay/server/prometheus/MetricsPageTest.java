package dev.assay.server.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.Histogram;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsPageTest {
    /** As vLLM 0.32.0 writes it, with a second engine. */
    private static final MetricsPage METRICS = MetricsPage.of("""
            # HELP vllm:num_requests_running Number of requests in model execution batches.
            # TYPE vllm:num_requests_running gauge
            vllm:num_requests_running{engine="0",model_name="smollm2"} 3.0
            vllm:num_requests_running{engine="1",model_name="a } b"} 2.0 1795289669000
            vllm:num_requests_running_total 99
            plain 7
            broken{x="y"} many
            """);

    @Test
    void sumsAMetricOverItsLabels() {
        assertThat(METRICS.sum("vllm:num_requests_running")).hasValue(5);
        assertThat(METRICS.sum("plain")).hasValue(7);
    }

    @Test
    void findsTheLargestAndTellsLabelsApart() {
        assertThat(METRICS.max("vllm:num_requests_running")).hasValue(3);
        assertThat(METRICS.by("engine", "vllm:num_requests_running")).isEqualTo(Map.of("0", 3.0, "1", 2.0));
        assertThat(METRICS.by("nosuch", "vllm:num_requests_running")).isEqualTo(Map.of("", 5.0));
    }

    /** A label that nothing was counted of yet has no line. */
    @Test
    void knowsACounterThatHasNotCountedYet() {
        var page = MetricsPage.of("# TYPE hits_total counter\n# TYPE level gauge\nqueries_total 7\n");

        assertThat(page.count("hits_total")).hasValue(0);
        assertThat(page.count("queries_total")).hasValue(7);
        assertThat(page.count("level")).isEmpty();
        assertThat(page.count("misses_total")).isEmpty();
    }

    @Test
    void addsHistogramsUpOverTheirLabels() {
        var page = MetricsPage.of("""
                ttft_bucket{engine="0",le="0.1"} 1.0
                ttft_bucket{engine="0",le="1e+01"} 3.0
                ttft_bucket{engine="0",le="+Inf"} 4.0
                ttft_count{engine="0"} 4.0
                ttft_sum{engine="0"} 20.5
                ttft_bucket{engine="1",le="0.1"} 2.0
                ttft_bucket{engine="1",le="1e+01"} 2.0
                ttft_bucket{engine="1",le="+Inf"} 2.0
                ttft_count{engine="1"} 2.0
                ttft_sum{engine="1"} 0.1
                """);

        assertThat(page.histogram("ttft"))
                .contains(new Histogram(6, 20.6, List.of(new Histogram.Bucket(0.1, 3), new Histogram.Bucket(10, 5))));
        assertThat(page.histogram("itl")).isEmpty();
    }

    @Test
    void knowsNothingOfAMetricThatIsNotThereOrHasNoNumber() {
        assertThat(METRICS.sum("vllm:num_requests_waiting")).isEmpty();
        assertThat(METRICS.sum("broken")).isEmpty();
    }

    /** An exemplar, as OpenMetrics has it, is no value. */
    @Test
    void readsLabelsWithoutTheirEscapesAndTheValueAlone() {
        var page = MetricsPage.of("""
                \tfinished { reason = "a \\"b\\" \\\\ c\\nd" , engine="0", } 3 1795289669000
                ended_bucket{le="1"} 5 # {trace_id="x"} 0.67
                """);

        assertThat(page.samples())
                .containsExactly(
                        new MetricSample("finished", Map.of("reason", "a \"b\" \\ c\nd", "engine", "0"), "3"),
                        new MetricSample("ended_bucket", Map.of("le", "1"), "5"));
        assertThat(page.by("reason", "finished")).isEqualTo(Map.of("a \"b\" \\ c\nd", 3.0));
    }

    @Test
    void leavesOutWhatIsNoSample() {
        assertThat(MetricsPage.of("<html>not found</html>\n\n# a comment\n404\nname-of-something 3\n")
                        .samples())
                .isEmpty();
    }

    /** Java would read 1d and Infinity too. */
    @ParameterizedTest
    @ValueSource(strings = {"NaN", "+Inf", "Infinity", "1d", "0x1p3", "1e999", "many", ""})
    void hasNoSumOfWhatIsNotAFiniteNumber(String value) {
        var page = MetricsPage.of("level{engine=\"0\"} 3\nlevel{engine=\"1\"} " + value + "\n");

        assertThat(page.samples()).hasSize(2);
        assertThat(page.sum("level")).isEmpty();
    }

    @Test
    void endsForALineOfVeryManyDigits() {
        var page = MetricsPage.of("level " + "1".repeat(1_000_000) + "x\n");

        assertThat(page.sum("level")).isEmpty();
    }

    /** The sum of the other lines would be too small. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "level{engine=\"1\" 2",
                "level{engine=1} 2",
                "level{engine=\"1} 2",
                "level{\"engine\"} 2",
                "level "
            })
    void hasNoSumWhereALineIsDamaged(String damaged) {
        var page = MetricsPage.of("level{engine=\"0\"} 3\n" + damaged + "\n");

        assertThat(page.sum("level")).isEmpty();
    }
}
