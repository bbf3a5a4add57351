package dev.assay.tools.definitions;

import static dev.assay.testing.Traces.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Values computed by hand from the tool's definitions. */
class GuideLlmTest {
    private static double value(String name, Trace... traces) {
        return Objects.requireNonNull(Tool.GUIDELLM.of(List.of(traces)).value(name), name);
    }

    /** 11 tokens from 100 to 200 ms, and 6 from 300 to 400. */
    private final Trace first = Traces.whole("c-001", 0, 100, 10, 11);

    private final Trace second = Traces.whole("c-002", 0, 300, 20, 6);

    @Test
    void timePerOutputTokenHasTheFirstInItAndIsWeightedByTokens() {
        // (200 ms / 11) × 11 and (400 ms / 6) × 6 over 17 tokens.
        assertThat(value("time_per_output_token_ms.mean", first, second)).isCloseTo(600 / 17.0, within(1e-9));
    }

    @Test
    void interTokenLatencyIsWeightedByTokensLessOne() {
        assertThat(value("inter_token_latency_ms.mean", first, second)).isCloseTo(200 / 15.0, within(1e-9));
    }

    @Test
    void quantilesAreValuesThatOccurred() {
        assertThat(value("time_to_first_token_ms.median", first, second)).isCloseTo(100, within(1e-9));
        assertThat(value("time_to_first_token_ms.p90", first, second)).isCloseTo(300, within(1e-9));
        // 10 of 15 steps are of 10 ms each.
        assertThat(value("inter_token_latency_ms.median", first, second)).isCloseTo(10, within(1e-9));
        assertThat(value("inter_token_latency_ms.p90", first, second)).isCloseTo(20, within(1e-9));
    }

    @Test
    void ratesAreCountsOverTheWindow() {
        assertThat(value("duration", first, second)).isCloseTo(0.4, within(1e-12));
        assertThat(value("requests_per_second.mean", first, second)).isCloseTo(5, within(1e-4));
        assertThat(value("output_tokens_per_second.mean", first, second)).isCloseTo(42.5, within(1e-3));
    }

    @Test
    void concurrencyIsWeightedByTime() {
        assertThat(value("request_concurrency.mean", first, second)).isCloseTo(1.5, within(1e-9));
        assertThat(value("request_concurrency.max", first, second)).isEqualTo(2);
    }

    @Test
    void aRoleIsNoTokenAndReasoningIs() {
        var chat = trace("c-001")
                .sentAt(0)
                .role(40)
                .thinks(50, "Hm")
                .says(70, "Yes")
                .finish(80, "stop")
                .usage(10, 2)
                .done()
                .build();

        assertThat(value("time_to_first_token_ms.mean", chat)).isCloseTo(50, within(1e-9));
        assertThat(value("inter_token_latency_ms.mean", chat)).isCloseTo(20, within(1e-9));
        // A trace does not say which event was the first without reasoning.
        assertThat(Tool.GUIDELLM.of(List.of(chat)).value("time_to_first_output_token_ms.mean"))
                .isNull();
    }
}
