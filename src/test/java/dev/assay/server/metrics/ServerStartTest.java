package dev.assay.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.deployments.Deadlines;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServerStartTest {
    private static Script page(String text) {
        return Script.document(200, "text/plain", text);
    }

    private static Optional<String> started(Script... pages) {
        try (var server = ScriptedEndpoint.of(pages);
                var transport = new Transport(Ticker.start(), Deadlines.DEFAULT)) {
            return ServerStart.of(
                    transport,
                    Stream.of(pages)
                            .map(page -> URI.create(server.base() + "/metrics"))
                            .toList());
        }
    }

    @Test
    void isTheStartTimeOfTheProcessOnTheMetricsPage() {
        // date -u -d @1764382528.78
        assertThat(started(page(
                        "# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds 1.76438252878e+09\n")))
                .contains("2025-11-29T02:15:28.780Z");
    }

    @Test
    void isThatOfEachServerBehindAGatewayInTheOrderOfTime() {
        assertThat(started(
                        page("process_start_time_seconds 1764382529\n"),
                        page("process_start_time_seconds 1764382528\n")))
                .contains("2025-11-29T02:15:28Z, 2025-11-29T02:15:29Z");
    }

    @Test
    void isNotKnownWhereOneServerDoesNotSayIt() {
        assertThat(started(page("process_start_time_seconds 1764382529\n"), page("vllm:num_requests_running 0\n")))
                .isEmpty();
        assertThat(started(Script.document(404, "text/plain", "process_start_time_seconds 1764382529\n")))
                .isEmpty();
        assertThat(started(page("process_start_time_seconds NaN\n"))).isEmpty();
        assertThat(started(page("process_start_time_seconds 0\n"))).isEmpty();
    }
}
