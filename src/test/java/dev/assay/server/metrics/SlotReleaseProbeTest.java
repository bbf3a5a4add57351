package dev.assay.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.deployments.Deadlines;
import dev.assay.recording.SlotRelease;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.Streams;
import dev.assay.trace.Payload;
import dev.assay.wire.Request;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class SlotReleaseProbeTest {
    private static final String RUNNING = "vllm:num_requests_running";

    private static Script running(int count) {
        return Script.document(200, "text/plain", RUNNING + "{engine=\"0\"} " + count + ".0\n");
    }

    private static SlotRelease watch(ScriptedEndpoint server) {
        return watch(server, Duration.ofSeconds(30));
    }

    private static SlotRelease watch(ScriptedEndpoint server, Duration patience) {
        var ticker = Ticker.start();
        var request = new Request("to-cancel", URI.create(server.base() + "/v1/completions"), Payload.of("{}"), false);
        var pages = List.of(URI.create(server.base() + "/metrics"));
        try (var transport = new Transport(ticker, Deadlines.DEFAULT);
                var lookout = new Transport(ticker, Deadlines.DEFAULT)) {
            return new SlotReleaseProbe(transport, ticker, lookout, pages, RUNNING, patience).watch(request, 512);
        }
    }

    /** A server that streams without end and reports the given gauge. */
    private static ScriptedEndpoint serving(IntSupplier count) {
        return new ScriptedEndpoint(request -> request.path().equals("/metrics")
                ? running(count.getAsInt())
                : Script.stream().chunk(Streams.OUTPUT).untilClosed());
    }

    @Test
    void seesTheSlotBecomeFreeAfterTheConnectionIsClosed() {
        // The gauge is 0 before the request, 1 when it has arrived, and 0 again after the client has closed its
        // connection.
        var asked = new AtomicInteger();
        var closed = new AtomicInteger();
        var server = new ScriptedEndpoint[1];
        try (var serving = serving(() -> {
            if (asked.getAndIncrement() == 0) {
                return 0;
            }
            if (asked.get() == 2) {
                // A cancel before the request has arrived would close nothing.
                server[0].awaitSilence();
            }
            if (asked.get() > 2 && closed.get() == 0) {
                server[0].awaitClosing();
                closed.set(1);
            }
            return 1 - closed.get();
        })) {
            server[0] = serving;

            var release = watch(serving);

            assertThat(release).isInstanceOfSatisfying(SlotRelease.Freed.class, freed -> {
                assertThat(freed.tokens()).isEqualTo(512);
                assertThat(freed.afterCancel()).isPositive().isLessThanOrEqualTo(freed.afterSending());
            });
        }
    }

    @Test
    void seesTheSlotThatStaysTaken() {
        var asked = new AtomicInteger();
        try (var server = serving(() -> asked.getAndIncrement() == 0 ? 0 : 1)) {
            assertThat(watch(server, Duration.ofMillis(300))).isEqualTo(new SlotRelease.Held(Duration.ofMillis(300)));
        }
    }

    /** vllm-router forwards each call of /metrics to the next worker. Here one of the workers still computes. */
    @Test
    void doesNotTakeAnIdleWorkerForAFreeSlot() {
        var asked = new AtomicInteger();
        try (var server = serving(() -> asked.getAndIncrement() % 2)) {
            assertThat(watch(server, Duration.ofMillis(300))).isEqualTo(new SlotRelease.Held(Duration.ofMillis(300)));
        }
    }

    @Test
    void sendsNothingIfTheServerRunsOtherRequests() {
        try (var server = serving(() -> 3)) {
            assertThat(watch(server)).isEqualTo(new SlotRelease.Unseen("the server runs other requests (3)"));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void seesNothingIfTheServerHasNoGauge() {
        try (var server = ScriptedEndpoint.of(Script.json(404, "{\"detail\":\"Not Found\"}"))) {
            assertThat(watch(server))
                    .isEqualTo(new SlotRelease.Unseen("the server's /metrics have no vllm:num_requests_running"));
        }
    }

    @Test
    void seesNothingOfARequestThatEndsBeforeItIsShownAsRunning() {
        try (var server = new ScriptedEndpoint(request -> request.path().equals("/metrics")
                ? running(0)
                : Script.json(400, "{\"error\":{\"message\":\"too long\"}}"))) {
            assertThat(watch(server))
                    .isEqualTo(new SlotRelease.Unseen("the server never showed the request for 512 tokens as running"));
            assertThat(server.requests().stream().filter(request -> request.id().equals("to-cancel")))
                    .hasSize(1);
        }
    }
}
