package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Client;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.Streams;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each way in which a server can end a request has its own name. */
class EndingTest {
    private final Client client = new Client(Client.PATIENT);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void callsAWholeStreamComplete() {
        var trace =
                answeredBy(Script.stream(Streams.ROLE, Streams.OUTPUT, Streams.FINISH, Streams.USAGE, Streams.DONE));

        assertThat(trace.ending()).isEqualTo(new Ending.Complete());
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (var closedAtOnce = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedAtOnce.getLocalPort();
        }

        var trace = client.post(URI.create("http://127.0.0.1:" + port));

        assertThat(trace.ending()).isEqualTo(new Ending.ConnectFailed("connection refused"));
        assertThat(trace.head()).isNull();
        assertThat(trace.resends()).isZero();
        assertThat(trace.body().size()).isZero();
    }

    @Test
    void quotesTheMessageOfAnHttpError() {
        var trace = answeredBy(Script.json(404, """
                {"error":{"message":"The model `nope` does not exist. Valid aliases: smollm2-135m.",\
                "type":"NotFoundError","param":"model","code":404}}"""));

        assertThat(trace.ending())
                .isEqualTo(new Ending.HttpError(404, "The model `nope` does not exist. Valid aliases: smollm2-135m."));
    }

    @Test
    void quotesTheMessageOfAServerThatBroke() {
        var trace = answeredBy(Script.json(500, """
                {"error":{"message":"EngineCore encountered an issue.","type":"InternalServerError","param":null,"code":500}}"""));

        assertThat(trace.ending()).isEqualTo(new Ending.HttpError(500, "EngineCore encountered an issue."));
    }

    @Test
    void saysWhenAnHttpErrorHasNoBody() {
        assertThat(answeredBy(Script.document(503, "text/plain", "")).ending())
                .isEqualTo(new Ending.HttpError(503, "no body"));
    }

    @Test
    void takesAnAnswerInOnePieceForNoStream() {
        assertThat(answeredBy(Script.json(200, "{\"choices\":[{\"text\":\" item2\"}]}"))
                        .ending())
                .isEqualTo(new Ending.HttpError(200, "expected an event stream, found content type application/json"));
    }

    @Test
    void findsAnErrorInTheStream() {
        assertThat(answeredBy(Script.stream(Streams.OUTPUT, Streams.ERROR)).ending())
                .isEqualTo(new Ending.StreamError("EngineCore encountered an issue."));
    }

    @Test
    void findsAnErrorInTheStreamThatIsFollowedByDone() {
        assertThat(answeredBy(Script.stream(Streams.OUTPUT, Streams.FINISH, Streams.ERROR, Streams.DONE))
                        .ending())
                .isEqualTo(new Ending.StreamError("EngineCore encountered an issue."));
    }

    @Test
    void findsAnErrorInAStreamThatIsCutAfterIt() {
        assertThat(answeredBy(Script.stream().chunk(Streams.ERROR).cutIn("data: {"))
                        .ending())
                .isEqualTo(new Ending.StreamError("EngineCore encountered an issue."));
    }

    @Test
    void countsTheEventsBeforeACut() {
        var trace = answeredBy(Script.stream()
                .chunk(Streams.ROLE)
                .chunk(Streams.OUTPUT)
                .chunk(Streams.OUTPUT)
                .cutIn("data: {\"choices\":[{\"text\":\" ite"));

        assertThat(trace.ending())
                .isEqualTo(new Ending.Truncated(
                        "the connection was cut (closed by the server) without a finish reason after 3 events"));
        assertThat(trace.body().text())
                .isEqualTo(Streams.ROLE + Streams.OUTPUT + Streams.OUTPUT + "data: {\"choices\":[{\"text\":\" ite");
    }

    @Test
    void countsNoEventsWhenOnlyTheHeadCame() {
        assertThat(answeredBy(Script.stream().hangUp()).ending())
                .isEqualTo(new Ending.Truncated(
                        "the connection was cut (closed by the server) without a finish reason after 0 events"));
    }

    @Test
    void missesTheFinishReasonOfACleanEnd() {
        assertThat(answeredBy(Script.stream(Streams.OUTPUT, Streams.DONE)).ending())
                .isEqualTo(new Ending.Truncated("the stream ended without a finish reason after 1 event"));
    }

    @Test
    void missesTheDoneOfACleanEnd() {
        assertThat(answeredBy(Script.stream(Streams.OUTPUT, Streams.FINISH, Streams.USAGE))
                        .ending())
                .isEqualTo(new Ending.Truncated("the stream ended without [DONE]"));
    }

    @Test
    void missesTheDoneOfAStreamThatIsCutAfterItsFinishReason() {
        assertThat(answeredBy(Script.stream().chunk(Streams.FINISH).cutIn("")).ending())
                .isEqualTo(new Ending.Truncated("the connection was cut (closed by the server) without [DONE]"));
    }

    @Test
    void saysWhatWasHeardInsteadOfHttp() {
        var trace =
                answeredBy(Script.silence().raw("SSH-2.0-OpenSSH_9.2p1\r\n\r\n").hangUp());

        assertThat(trace.ending())
                .isEqualTo(new Ending.Truncated(
                        "the connection ended before an answer (Invalid status line: \"SSH-2.0-OpenSSH_9.2p1\")"));
        assertThat(trace.resends()).isZero();
    }

    @Test
    void doesNotSendAgainWhatWasHalfAnswered() {
        try (var server = ScriptedEndpoint.of(
                Script.silence().raw("HTTP/1.1 200 OK\r\ncontent-ty").hangUp())) {
            var trace = client.post(server.base());

            assertThat(trace.ending())
                    .isEqualTo(new Ending.Truncated("the connection ended before an answer (closed by the server)"));
            assertThat(trace.resends()).isZero();
            assertThat(server.requests()).hasSize(1);
        }
    }

    private Trace answeredBy(Script script) {
        try (var server = ScriptedEndpoint.of(script)) {
            return client.post(server.base());
        }
    }
}
