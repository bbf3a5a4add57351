package dev.assay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import dev.assay.testing.Streams;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import dev.assay.trace.Transcript;
import dev.assay.wire.secrets.Secrets;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, and what is written down of it. */
class TransportTest {
    private static final String WHOLE = Streams.OUTPUT + Streams.FINISH + Streams.USAGE + Streams.DONE;
    /** Short, since it is sent once for each of its bytes; with characters of two, three and four bytes, and every line end. */
    private static final byte[] SHORT = """
            : vLLM

            data: {"choices":[{"text":"é€"}]}\r
            \r
            data: {"choices":[{"text":"😀","finish_reason":"stop"}]}\r\rdata: [DONE]

            """.getBytes(UTF_8);

    private final Client client = new Client(Client.PATIENT);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void sendsTheBytesOfTheRequestWithItsIdOverPlainHttp11() {
        try (var server = ScriptedEndpoint.of(Script.stream(WHOLE))) {
            client.post(server.base(), "c4-017", "{\"prompt\": \"é\\n\"}");

            var seen = server.awaitRequest();
            assertThat(seen.line()).isEqualTo("POST /v1/completions HTTP/1.1");
            assertThat(seen.body()).isEqualTo("{\"prompt\": \"é\\n\"}");
            // No Upgrade and no HTTP2-Settings: a server behind uvicorn would lose the body.
            assertThat(seen.headers())
                    .isEqualTo(Map.of(
                            "content-length", "18",
                            "content-type", "application/json",
                            "host", server.base().getAuthority(),
                            "user-agent", "assay",
                            "x-request-id", "c4-017"));
        }
    }

    @Test
    void sendsAPreparedRequestAsAnyOther() {
        try (var server = ScriptedEndpoint.of(Script.stream(WHOLE))) {
            var request = Client.request(server.base(), "c4-019", "{\"n\": 3}");
            client.transport().prepare(request);
            var first = Client.await(client.start(request));
            var second = Client.await(client.start(request));

            assertThat(List.of(first, second)).extracting(Trace::ending).containsOnly(new Ending.Complete());
            assertThat(server.requests()).extracting(Seen::id).containsExactly("c4-019", "c4-019");
            assertThat(server.requests()).extracting(Seen::body).containsExactly("{\"n\": 3}", "{\"n\": 3}");
        }
    }

    @Test
    void sendsTheHeadersOfTheDeploymentAndNoneOfThemTwice() {
        var headers = new RequestHeaders(Map.of("user-agent", "gate of team 7", "X-Tenant", "a"), Secrets.NONE);
        try (var server = ScriptedEndpoint.of(Script.stream(WHOLE));
                var own = new Client(new Transport(Ticker.start(), Client.PATIENT, headers))) {
            own.post(server.base(), "c4-018", "{}");

            assertThat(server.awaitRequest().headers())
                    .isEqualTo(Map.of(
                            "content-length", "2",
                            "content-type", "application/json",
                            "host", server.base().getAuthority(),
                            "user-agent", "gate of team 7",
                            "x-request-id", "c4-018",
                            "x-tenant", "a"));
        }
    }

    @Test
    void writesDownEveryByteWithTheTimeOfItsRead() {
        try (var server =
                ScriptedEndpoint.of(Script.stream(Streams.OUTPUT, Streams.FINISH, Streams.USAGE, Streams.DONE))) {
            var trace = client.post(server.base(), "c4-001", "{\"prompt\": 1}");

            assertThat(trace.id()).isEqualTo("c4-001");
            assertThat(trace.warmup()).isFalse();
            // printf '{"prompt": 1}' | sha256sum
            assertThat(trace.requestSha256())
                    .isEqualTo("ef166eb275b194856e648a8db28e6bb57c850e8678725676dc3b7133ce725c45");
            assertThat(trace.resends()).isZero();
            assertThat(trace.body().text()).isEqualTo(WHOLE);
            assertThat(trace.ending()).isEqualTo(new Ending.Complete());
            assertThat(Objects.requireNonNull(trace.head()).status()).isEqualTo(200);
            assertThat(trace.head().headers())
                    .isEqualTo(Map.of(
                            "content-type", "text/event-stream; charset=utf-8",
                            "server", "uvicorn",
                            "transfer-encoding", "chunked"));
            assertRunsForward(trace);
        }
    }

    private static void assertRunsForward(Trace trace) {
        var reads = trace.reads();
        var ends = IntStream.range(0, reads.count()).map(reads::end).boxed().toList();
        var times = IntStream.range(0, reads.count()).mapToObj(reads::nanos).toList();

        assertThat(ends)
                .isSorted()
                .doesNotHaveDuplicates()
                .last()
                .isEqualTo(trace.body().size());
        assertThat(times).isSorted();
        assertThat(trace.sent()).isGreaterThanOrEqualTo(trace.scheduled());
        assertThat(Objects.requireNonNull(trace.head()).nanos()).isGreaterThanOrEqualTo(trace.sent());
        assertThat(times.getFirst()).isGreaterThanOrEqualTo(trace.head().nanos());
        assertThat(trace.ended()).isGreaterThanOrEqualTo(times.getLast());
    }

    @Test
    void readsTheSameFromAStreamThatIsSplitAtAnyByte() {
        var expected = new Transcript(
                List.of(
                        // Of a CRLF the CR completes the line.
                        new Transcript.Chunk(47, true, false, null, null),
                        new Transcript.Chunk(108, true, true, null, null)),
                "é€😀",
                "",
                "stop",
                null,
                null,
                true,
                null);
        var scripts = IntStream.range(1, SHORT.length)
                .mapToObj(at -> Script.stream()
                        .chunk(Arrays.copyOf(SHORT, at))
                        .chunk(Arrays.copyOfRange(SHORT, at, SHORT.length))
                        .end())
                .toArray(Script[]::new);
        try (var server = ScriptedEndpoint.of(scripts)) {
            for (var at = 1; at < SHORT.length; at++) {
                var trace = client.post(server.base());

                assertThat(trace.body().toByteArray()).isEqualTo(SHORT);
                assertThat(trace.ending()).isEqualTo(new Ending.Complete());
                assertThat(trace.transcript()).as("split at " + at).isEqualTo(expected);
                assertRunsForward(trace);
            }
        }
    }

    @Test
    void readsTheSameFromAnAnswerThatComesByteByByte() {
        var answer = ("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                        + Integer.toHexString(SHORT.length) + "\r\n" + new String(SHORT, UTF_8) + "\r\n0\r\n\r\n")
                .getBytes(UTF_8);
        var script = Script.silence();
        for (var b : answer) {
            script = script.raw(new byte[] {b});
        }
        try (var server = ScriptedEndpoint.of(script)) {
            var trace = client.post(server.base());

            assertThat(trace.body().toByteArray()).isEqualTo(SHORT);
            assertThat(trace.ending()).isEqualTo(new Ending.Complete());
            assertRunsForward(trace);
        }
    }

    @Test
    void sendsAgainOnceWhenAKeptConnectionHadDied() {
        try (var server =
                ScriptedEndpoint.of(Script.stream(WHOLE), Script.silence().hangUp(), Script.stream(WHOLE))) {
            client.post(server.base(), "c1-001", "{}");
            var trace = client.post(server.base(), "c1-002", "{\"n\": 2}");

            assertThat(trace.ending()).isEqualTo(new Ending.Complete());
            assertThat(trace.resends()).isEqualTo(1);
            assertThat(trace.lost().orElseThrow()).isPositive();
            assertThat(server.requests()).extracting(Seen::id).containsExactly("c1-001", "c1-002", "c1-002");
            assertThat(server.requests()).extracting(Seen::body).containsExactly("{}", "{\"n\": 2}", "{\"n\": 2}");
            assertThat(server.requests()).extracting(Seen::connection).containsExactly(1, 1, 2);
            assertRunsForward(trace);
        }
    }

    /** However many kept connections there are: who closed one may have closed them all. */
    @Test
    void sendsAgainOnANewConnection() {
        var turns = new Semaphore(0);
        try (var server = ScriptedEndpoint.of(
                Script.silence().await(turns).then(Script.stream(WHOLE)),
                Script.silence().await(turns).then(Script.stream(WHOLE)),
                Script.silence().hangUp(),
                Script.stream(WHOLE))) {
            var both = List.of(
                    client.start(Client.request(server.base(), "c2-001", "{}")),
                    client.start(Client.request(server.base(), "c2-002", "{}")));
            server.awaitRequest();
            server.awaitRequest();
            turns.release(2);
            both.forEach(Client::await);

            var trace = client.post(server.base(), "c2-003", "{}");

            assertThat(trace.ending()).isEqualTo(new Ending.Complete());
            assertThat(trace.resends()).isEqualTo(1);
            assertThat(server.requests()).extracting(Seen::connection).last().isEqualTo(3);
        }
    }

    @Test
    void sendsAgainOnceAndNoMore() {
        try (var server =
                ScriptedEndpoint.of(Script.stream(WHOLE), Script.silence().reset())) {
            client.post(server.base());
            var trace = client.post(server.base());

            assertThat(trace.ending())
                    .isEqualTo(new Ending.Truncated("the connection ended before an answer (Connection reset)"));
            assertThat(trace.resends()).isEqualTo(1);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void sendsNothingAgainThatANewConnectionLost() {
        for (var end : List.of(Script.silence().hangUp(), Script.silence().reset())) {
            try (var server = ScriptedEndpoint.of(end)) {
                var trace = client.post(server.base());

                assertThat(trace.ending()).isInstanceOf(Ending.Truncated.class);
                assertThat(trace.ending().detail())
                        .isIn(
                                "the connection ended before an answer (closed by the server)",
                                "the connection ended before an answer (Connection reset)");
                assertThat(trace.resends()).isZero();
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void sendsNothingAgainOfWhichAByteCame() {
        try (var server = ScriptedEndpoint.of(
                Script.stream(WHOLE), Script.silence().raw("H").hangUp())) {
            client.post(server.base());
            var trace = client.post(server.base());

            assertThat(trace.ending())
                    .isEqualTo(new Ending.Truncated("the connection ended before an answer (closed by the server)"));
            assertThat(trace.resends()).isZero();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void bringsASmallDocument() throws IOException {
        try (var server = ScriptedEndpoint.of(Script.json(200, "{\"version\":\"0.32.0\"}"))) {
            assertThat(client.transport().get(URI.create(server.base() + "/version"), Duration.ofMinutes(1)))
                    .isEqualTo(new Transport.Reply(200, "{\"version\":\"0.32.0\"}"));
        }
    }

    @Test
    void givesUpASmallDocumentThatNeverEnds() {
        var begun = Script.silence()
                .raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"data\"")
                .untilClosed();
        try (var server = ScriptedEndpoint.of(begun)) {
            do {
                assertThatThrownBy(() -> client.transport().get(server.base(), Duration.ofMillis(60)))
                        .isInstanceOf(IOException.class)
                        .hasMessage("no whole answer within 60 ms");
                // On a busy machine the first tries may not have reached the server.
            } while (server.requests().isEmpty());
            assertThat(server.awaitClosing()).isPositive();
        }
    }
}
