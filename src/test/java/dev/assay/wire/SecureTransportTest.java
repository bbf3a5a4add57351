package dev.assay.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.calibration.LoopbackCertificate;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import dev.assay.testing.Streams;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over TLS, requests and answers are the same as without; so are the ways in which they end. */
class SecureTransportTest {
    private static final String WHOLE = Streams.OUTPUT + Streams.FINISH + Streams.USAGE + Streams.DONE;
    private static final Duration NEVER = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(60);
    private static final String CUT =
            "the connection was cut (closed by the server) without a finish reason after 1 event";

    private static SSLContext keys;
    private static Route route;

    private Client client;

    @BeforeAll
    static void certify() throws GeneralSecurityException {
        var certificate = LoopbackCertificate.create();
        keys = certificate.ofServer();
        route = new Route(Route.trusting(List.of(certificate.certificate())), null);
    }

    @BeforeEach
    void open() {
        client = client(Client.PATIENT);
    }

    private static Client client(Deadlines deadlines) {
        return new Client(new Transport(Ticker.start(), deadlines, RequestHeaders.NONE.by(route)));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static ScriptedEndpoint server(Script... scripts) {
        return ScriptedEndpoint.secure(keys, scripts);
    }

    private Trace answeredBy(Script script) {
        try (var server = server(script)) {
            return client.post(server.base());
        }
    }

    @Test
    void sendsTheSameRequestAndWritesDownTheSameAnswer() {
        try (var server = server(Script.stream(Streams.OUTPUT, Streams.FINISH, Streams.USAGE, Streams.DONE))) {
            var trace = client.post(server.base(), "c4-017", "{\"prompt\": \"é\\n\"}");

            var seen = server.awaitRequest();
            assertThat(seen.line()).isEqualTo("POST /v1/completions HTTP/1.1");
            assertThat(seen.body()).isEqualTo("{\"prompt\": \"é\\n\"}");
            assertThat(seen.headers())
                    .isEqualTo(Map.of(
                            "content-length", "18",
                            "content-type", "application/json",
                            "host", server.base().getAuthority(),
                            "user-agent", "assay",
                            "x-request-id", "c4-017"));
            assertThat(trace.ending()).isEqualTo(new Ending.Complete());
            assertThat(trace.body().text()).isEqualTo(WHOLE);
            assertThat(Objects.requireNonNull(trace.head()).headers())
                    .isEqualTo(Map.of(
                            "content-type", "text/event-stream; charset=utf-8",
                            "server", "uvicorn",
                            "transfer-encoding", "chunked"));
            assertThat(trace.head().nanos()).isGreaterThanOrEqualTo(trace.sent());
            assertThat(trace.reads().nanos(0))
                    .isGreaterThanOrEqualTo(trace.head().nanos());
            assertThat(trace.ended())
                    .isGreaterThanOrEqualTo(trace.reads().nanos(trace.reads().count() - 1));
        }
    }

    @Test
    void keepsTheConnection() {
        try (var server = server(Script.stream(WHOLE))) {
            for (var id : List.of("c1-001", "c1-002", "c1-003")) {
                assertThat(client.post(server.base(), id, "{}").ending()).isEqualTo(new Ending.Complete());
            }

            assertThat(server.requests()).extracting(Seen::connection).containsExactly(1, 1, 1);
        }
    }

    @Test
    void readsAnAnswerOfWhichEachByteIsARecord() {
        var answer = ("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                        + Integer.toHexString(WHOLE.length()) + "\r\n" + WHOLE + "\r\n0\r\n\r\n")
                .getBytes(UTF_8);
        var script = Script.silence();
        for (var b : answer) {
            script = script.raw(new byte[] {b});
        }

        var trace = answeredBy(script);

        assertThat(trace.ending()).isEqualTo(new Ending.Complete());
        assertThat(trace.body().text()).isEqualTo(WHOLE);
    }

    @Test
    void carriesLargeRequestsAndAnswers() {
        var prompt = "é😀".repeat(100_000);
        var text = "x".repeat(3_000_000);
        try (var server = server(Script.document(400, "text/plain", text))) {
            var trace = client.post(server.base(), "c1-001", prompt);

            assertThat(server.awaitRequest().body()).isEqualTo(prompt);
            assertThat(trace.body().size()).isEqualTo(3_000_000);
            assertThat(trace.ending()).isInstanceOf(Ending.HttpError.class);
        }
    }

    @Test
    void opensManyConnectionsAtOnce() {
        var turns = new Semaphore(0);
        try (var server = server(Script.stream().await(turns).chunk(WHOLE).end())) {
            var open = IntStream.range(0, 60)
                    .mapToObj(i -> client.start(Client.request(server.base(), "c60-0" + i, "{}")))
                    .toList();
            open.forEach(each -> server.awaitRequest());
            turns.release(60);

            assertThat(open).extracting(each -> Client.await(each).ending()).containsOnly(new Ending.Complete());
            assertThat(server.requests()).extracting(Seen::connection).doesNotHaveDuplicates();
        }
    }

    @Test
    void seesThatAStreamWasCut() {
        assertThat(answeredBy(Script.stream().chunk(Streams.OUTPUT).cutIn("data: {"))
                        .ending())
                .isEqualTo(new Ending.Truncated(CUT));
        assertThat(answeredBy(Script.stream().chunk(Streams.OUTPUT).cut()).ending())
                .isEqualTo(new Ending.Truncated(CUT));
    }

    /** Anyone on the way can end a TCP connection; only the server can say by TLS that its answer is complete. */
    @Test
    void takesTheEndOfAConnectionForThatOfAnAnswerOnlyIfTheServerSaysSo() {
        var answer = "HTTP/1.1 400 Bad Request\r\ncontent-type: text/event-stream\r\n\r\n" + Streams.OUTPUT;

        assertThat(answeredBy(Script.silence()
                                .raw(answer.replace("400 Bad Request", "200 OK"))
                                .hangUp())
                        .ending())
                .isEqualTo(new Ending.Truncated("the stream ended without a finish reason after 1 event"));
        assertThat(answeredBy(Script.silence()
                                .raw(answer.replace("400 Bad Request", "200 OK"))
                                .cut())
                        .ending())
                .isEqualTo(new Ending.Truncated("the connection was cut (closed by the server, without the"
                        + " close_notify of TLS) without a finish reason after 1 event"));
    }

    @Test
    void sendsAgainOnceWhenAKeptConnectionHadDied() {
        for (var end : List.of(
                Script.silence().hangUp(),
                Script.silence().cut(),
                Script.silence().reset())) {
            try (var server = server(Script.stream(WHOLE), end, Script.stream(WHOLE))) {
                client.post(server.base(), "c1-001", "{}");
                var trace = client.post(server.base(), "c1-002", "{\"n\": 2}");

                assertThat(trace.ending()).isEqualTo(new Ending.Complete());
                assertThat(trace.resends()).isEqualTo(1);
                assertThat(server.requests()).extracting(Seen::id).containsExactly("c1-001", "c1-002", "c1-002");
                assertThat(server.requests()).extracting(Seen::connection).containsExactly(1, 1, 2);
            }
        }
    }

    @Test
    void sendsNothingAgainThatANewConnectionLost() {
        try (var server = server(Script.silence().hangUp())) {
            var trace = client.post(server.base());

            assertThat(trace.ending())
                    .isEqualTo(new Ending.Truncated("the connection ended before an answer (closed by the server)"));
            assertThat(trace.resends()).isZero();
        }
    }

    @Test
    void closesTheConnectionOfWhatIsCancelled() {
        try (var server = server(Script.stream().chunk(Streams.OUTPUT).untilClosed())) {
            var open = client.start(Client.request(server.base(), "c1-001", "{}"));
            server.awaitSilence();

            client.transport().cancelAll("the run was interrupted");

            assertThat(Client.await(open).ending()).isEqualTo(new Ending.Cancelled("the run was interrupted"));
            assertThat(server.awaitClosing()).isEqualTo(1);
        }
    }

    /** It accepts the connection, and never says a word. */
    @Test
    void givesTheHandshakeUntilTheDeadlineForConnecting() throws IOException {
        try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var impatient = client(new Deadlines(SHORT, NEVER, NEVER, NEVER, NEVER))) {
            assertThat(impatient
                            .post(URI.create("https://localhost:" + silent.getLocalPort()))
                            .ending())
                    .isEqualTo(new Ending.Timeout(Ending.Deadline.CONNECT, "deadline connect of 60 ms passed"));
        }
    }

    @Test
    void cancelsWhatWaitsForTheHandshake() throws IOException {
        try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var open = client.start(
                    Client.request(URI.create("https://localhost:" + silent.getLocalPort()), "c1-001", "{}"));
            try (var accepted = silent.accept()) {
                // The start of the handshake has come.
                assertThat(accepted.getInputStream().read()).isEqualTo(22);

                client.transport().cancelAll("enough");

                assertThat(Client.await(open).ending()).isEqualTo(new Ending.Cancelled("enough"));
            }
        }
    }

    @Test
    void endsWhatWaitsForTheHandshakeWhenTheTransportIsClosed() throws IOException {
        try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var open = client.start(
                    Client.request(URI.create("https://localhost:" + silent.getLocalPort()), "c1-001", "{}"));

            client.close();

            assertThat(Client.await(open).ending()).isEqualTo(new Ending.Cancelled("the transport was closed"));
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() {
        try (var server = server(Script.stream(WHOLE));
                var other = new Client(Client.PATIENT)) {
            assertThat(other.post(server.base()).ending())
                    .isEqualTo(
                            new Ending.Truncated("the connection ended before an answer (no authority that is trusted"
                                    + " signed the server's certificate (unable to find valid certification path to requested"
                                    + " target))"));
            assertThat(server.requests()).isEmpty();
        }
    }

    /** It has the name of one that is trusted, and another key. */
    @Test
    void refusesAForgedCertificate() {
        try (var server = ScriptedEndpoint.secure(LoopbackCertificate.create().ofServer(), Script.stream(WHOLE))) {
            assertThat(client.post(server.base()).ending())
                    .isEqualTo(
                            new Ending.Truncated("the connection ended before an answer (no authority that is trusted"
                                    + " signed the server's certificate (Signature does not match.))"));
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void refusesACertificateForAnotherHost() {
        try (var server = server(Script.stream(WHOLE))) {
            var port = server.base().getPort();
            var named = URI.create("https://gpu-7.example:" + port);
            try (var sender = new SocketSender(
                    SocketThreads.ONE,
                    Ticker.start(),
                    Client.PATIENT,
                    RequestHeaders.NONE.by(route),
                    uri -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                var over = new CompletableFuture<NetworkFault>();
                sender.carry(
                        new Exchange(Client.request(named, "c1-001", "{}"), Ticker.start(), 0),
                        fault -> over.complete(Objects.requireNonNull(fault)));

                assertThat(over.orTimeout(30, TimeUnit.SECONDS).join())
                        .isEqualTo(new NetworkFault.TlsFailed("the server's certificate is for another host (No subject"
                                + " alternative DNS name matching gpu-7.example found.)"));
            }
        }
    }

    @Test
    void saysThatAPortSpeaksNoTls() throws IOException {
        try (var plain = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var open = client.start(
                    Client.request(URI.create("https://localhost:" + plain.getLocalPort()), "c1-001", "{}"));
            try (var accepted = plain.accept()) {
                accepted.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));

                assertThat(Client.await(open).ending())
                        .isEqualTo(new Ending.Truncated(
                                "the connection ended before an answer (the port does not speak TLS)"));
            }
        }
    }

    @Test
    void saysThatTheServerLeftTheHandshake() throws IOException {
        try (var leaving = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var open = client.start(
                    Client.request(URI.create("https://localhost:" + leaving.getLocalPort()), "c1-001", "{}"));
            try (var accepted = leaving.accept()) {
                accepted.shutdownOutput();

                assertThat(Client.await(open).ending())
                        .isEqualTo(new Ending.Truncated("the connection ended before an answer (the server ended the"
                                + " connection during the handshake)"));
            }
        }
    }
}
