package dev.assay.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GaugesTest {
    /** As vLLM 0.32.0 writes it, with a second engine. */
    private static final Gauges METRICS = new Gauges("""
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
    void knowsNothingOfAMetricThatIsNotThereOrHasNoNumber() {
        assertThat(METRICS.sum("vllm:num_requests_waiting")).isEmpty();
        assertThat(METRICS.sum("broken")).isEmpty();
    }
}
