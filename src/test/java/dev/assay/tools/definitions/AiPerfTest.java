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
class AiPerfTest {
    private static double value(String name, Trace... traces) {
        return Objects.requireNonNull(Tool.AIPERF.of(List.of(traces)).value(name), name);
    }

    private final Trace first = Traces.whole("c-001", 0, 100, 10, 11);
    private final Trace second = Traces.whole("c-002", 0, 300, 20, 6);

    @Test
    void interTokenLatencyIsOfEachRequest() {
        assertThat(value("inter_token_latency.avg", first, second)).isCloseTo(15, within(1e-9));
        assertThat(value("inter_token_latency.std", first, second)).isCloseTo(5, within(1e-9));
        assertThat(value("output_token_throughput_per_user.avg", first, second)).isCloseTo(75, within(1e-9));
        assertThat(value("inter_chunk_latency.avg", first, second)).isCloseTo(200 / 15.0, within(1e-9));
    }

    @Test
    void theTimeOfTheSecondTokenIsItsGap() {
        assertThat(value("time_to_second_token.avg", first, second)).isCloseTo(15, within(1e-9));
    }

    @Test
    void ratesAreOverTheTimeFromTheFirstStartToTheLastContent() {
        assertThat(value("benchmark_duration.avg", first, second)).isCloseTo(0.4, within(1e-12));
        assertThat(value("request_throughput.avg", first, second)).isCloseTo(5, within(1e-9));
        assertThat(value("output_token_throughput.avg", first, second)).isCloseTo(42.5, within(1e-9));
        assertThat(value("total_token_throughput.avg", first, second)).isCloseTo(529 / 0.4, within(1e-9));
        assertThat(value("prefill_throughput_per_user.avg", first, second))
                .isCloseTo((2560 + 2560 / 3.0) / 2, within(1e-9));
    }

    @Test
    void theEndIsTheLastContentAndNoFinishReason() {
        var chat = trace("c-001")
                .sentAt(0)
                .role(40)
                .says(50, "Yes")
                .says(60, ".")
                .finish(70, "stop")
                .usage(10, 2)
                .done()
                .build();

        assertThat(value("time_to_first_token.avg", chat)).isCloseTo(50, within(1e-9));
        assertThat(value("request_latency.avg", chat)).isCloseTo(60, within(1e-9));
    }

    @Test
    void anErrorWithinTheStreamIsOverlooked() {
        var broken = trace("c-001")
                .sentAt(0)
                .says(20, "Yes")
                .data(30, "{\"error\":{\"message\":\"out of memory\"}}")
                .build();

        assertThat(value("request_count.avg", broken)).isEqualTo(1);
        assertThat(Tool.GUIDELLM.of(List.of(broken)).value("request_totals.errored"))
                .isEqualTo(1);
    }

    @Test
    void whatNobodyCountedIsLeftOut() {
        var chat = trace("c-001")
                .sentAt(0)
                .says(50, "Yes")
                .finish(60, "stop")
                .done()
                .build();

        assertThat(Tool.AIPERF.of(List.of(chat)).value("inter_token_latency.avg"))
                .isNull();
        assertThat(Tool.AIPERF.of(List.of(chat)).value("output_token_throughput.avg"))
                .isNull();
    }
}
