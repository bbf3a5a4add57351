package dev.assay.tools.definitions;

import static dev.assay.testing.Traces.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Values computed by hand from the tool's definitions. */
class VllmBenchTest {
    private static double value(String name, Trace... traces) {
        return Objects.requireNonNull(Tool.VLLM_BENCH.of(List.of(traces)).value(name), name);
    }

    @Test
    void timesOfRequestsAreTakenFromEventsWithChoices() {
        // The first at 100, then each 10 ms: 11 tokens end at 200. The second at 300, each 20 ms: it ends at 500.
        var first = Traces.whole("c-001", 0, 100, 10, 11);
        var second = Traces.whole("c-002", 0, 300, 20, 11);

        assertThat(value("mean_ttft_ms", first, second)).isCloseTo(200, within(1e-9));
        assertThat(value("mean_tpot_ms", first, second)).isCloseTo(15, within(1e-9));
        assertThat(value("mean_itl_ms", first, second)).isCloseTo(15, within(1e-9));
        assertThat(value("mean_e2el_ms", first, second)).isCloseTo(350, within(1e-9));
        assertThat(value("p90_ttft_ms", first, second)).isCloseTo(280, within(1e-9));
        assertThat(value("duration", first, second)).isCloseTo(0.5, within(1e-12));
        assertThat(value("request_throughput", first, second)).isCloseTo(4, within(1e-9));
        assertThat(value("output_throughput", first, second)).isCloseTo(44, within(1e-9));
    }

    @Test
    void standardDeviationHasTheWholeCountAsDivisor() {
        assertThat(value("std_ttft_ms", Traces.whole("c-001", 0, 100, 10, 3), Traces.whole("c-002", 0, 300, 10, 3)))
                .isCloseTo(100, within(1e-9));
    }

    @Test
    void aRoleAndALoneFinishReasonAreEvents() {
        var chat = trace("c-001")
                .sentAt(0)
                .role(40)
                .says(50, "Yes")
                .says(60, ".")
                .finish(70, "stop")
                .usage(10, 2)
                .done()
                .build();

        assertThat(value("mean_ttft_ms", chat)).isCloseTo(40, within(1e-9));
        assertThat(value("mean_e2el_ms", chat)).isCloseTo(70, within(1e-9));
        assertThat(value("mean_tpot_ms", chat)).isCloseTo(30, within(1e-9));
        assertThat(value("mean_itl_ms", chat)).isCloseTo(10, within(1e-9));
    }

    @Test
    void anErrorWithinTheStreamCountsAsCompletedBehindAnEvent() {
        var refused = trace("c-001")
                .sentAt(0)
                .ending(new Ending.HttpError(503, "busy"))
                .build();
        var broken = trace("c-002")
                .sentAt(0)
                .text(20, " x")
                .data(30, "{\"error\":{\"message\":\"out of memory\"}}")
                .build();

        assertThat(value("completed", refused, broken)).isEqualTo(1);
        assertThat(value("failed", refused, broken)).isEqualTo(1);
        // The server did not count the tokens: the tool would use its own tokenizer.
        assertThat(Tool.VLLM_BENCH.of(List.of(broken)).value("mean_tpot_ms")).isNull();
    }

    @Test
    void whereAllFailedItsMeansAreZero() {
        var refused = trace("c-001")
                .sentAt(0)
                .ending(new Ending.HttpError(503, "busy"))
                .build();

        assertThat(value("mean_ttft_ms", refused)).isZero();
    }

    @Test
    void peaksAreCountedByWholeSecondsFromTheFirstStart() {
        // Events at 0.5, 0.9 | 1.3, 1.7 | 2.1 s; the second request has its one event at 1.95 s.
        var first = Traces.whole("c-001", 0, 500, 400, 5);
        var second = Traces.whole("c-002", 1900, 50, 1, 1);

        assertThat(value("max_output_tokens_per_s", first, second)).isEqualTo(3);
        assertThat(value("max_concurrent_requests", first, second)).isEqualTo(2);
    }
}
