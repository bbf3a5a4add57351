package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.Streams;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes through TLS or a proxy is written down as what goes over our own sockets. */
class JdkSenderTest {
    private static final int GUARD_SECONDS = 30;

    private final JdkSender sender = new JdkSender(Client.PATIENT, RequestHeaders.NONE);

    @AfterEach
    void close() {
        sender.close();
    }

    private CompletableFuture<Trace> sent(URI base) {
        var exchange = new Exchange(Client.request(base, "c4-017", "{\"prompt\": \"é\"}"), Ticker.start(), 0);
        var over = new CompletableFuture<Trace>();
        sender.carry(exchange, failure -> {
            exchange.end(failure);
            over.complete(exchange.trace());
        });
        return over.orTimeout(GUARD_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void sendsTheRequestOverPlainHttp11AndWritesTheAnswerDown() {
        try (var server =
                ScriptedEndpoint.of(Script.stream(Streams.OUTPUT, Streams.FINISH, Streams.USAGE, Streams.DONE))) {
            var trace = sent(server.base()).join();

            var seen = server.awaitRequest();
            assertThat(seen.line()).isEqualTo("POST /v1/completions HTTP/1.1");
            assertThat(seen.body()).isEqualTo("{\"prompt\": \"é\"}");
            assertThat(seen.headers())
                    .containsEntry("x-request-id", "c4-017")
                    .containsEntry("content-type", "application/json")
                    .doesNotContainKeys("upgrade", "http2-settings");
            assertThat(trace.ending()).isEqualTo(new Ending.Complete());
            assertThat(trace.body().text()).isEqualTo(Streams.OUTPUT + Streams.FINISH + Streams.USAGE + Streams.DONE);
            assertThat(Objects.requireNonNull(trace.head()).headers())
                    .isEqualTo(Map.of(
                            "content-type", "text/event-stream; charset=utf-8",
                            "server", "uvicorn",
                            "transfer-encoding", "chunked"));
            assertThat(trace.reads().nanos(0)).isGreaterThanOrEqualTo(trace.sent());
        }
    }

    @Test
    void saysWhenTheConnectionWasCut() {
        try (var server =
                ScriptedEndpoint.of(Script.stream().chunk(Streams.OUTPUT).cutIn("data: {"))) {
            assertThat(sent(server.base()).join().ending())
                    .isEqualTo(new Ending.Truncated(
                            "the connection was cut (closed by the server) without a finish reason after 1 event"));
        }
    }

    @Test
    void closesTheConnectionOfWhatWasGivenUp() {
        try (var server =
                ScriptedEndpoint.of(Script.stream().chunk(Streams.OUTPUT).untilClosed())) {
            var exchange = new Exchange(Client.request(server.base(), "c4-017", "{}"), Ticker.start(), 0);
            var over = new CompletableFuture<Trace>();
            sender.carry(exchange, failure -> {
                exchange.end(failure);
                over.complete(exchange.trace());
            });
            server.awaitSilence();

            assertThat(exchange.giveUp(new Ending.Cancelled("enough"))).isTrue();

            assertThat(server.awaitClosing()).isEqualTo(1);
            assertThat(over.orTimeout(GUARD_SECONDS, TimeUnit.SECONDS).join().ending())
                    .isEqualTo(new Ending.Cancelled("enough"));
        }
    }
}
