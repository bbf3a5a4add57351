package dev.assay.wire.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.calibration.LoopbackCertificate;
import dev.assay.wire.Route;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ends in memory, whose bytes come in pieces of any size. */
class TlsSessionTest {
    private static final int WHOLE = Integer.MAX_VALUE;

    private static LoopbackCertificate certificate;
    private static SSLContext trusting;

    @BeforeAll
    static void certify() throws GeneralSecurityException {
        certificate = LoopbackCertificate.create();
        trusting = Route.trusting(List.of(certificate.certificate()));
    }

    /** Both ends and what lies between them. */
    private record Line(End client, End server, SSLEngine engine, Pipe toServer, Pipe toClient) {
        static Line of(String version, String host, int mostWritten, int mostRead) throws IOException {
            var toServer = new Pipe(mostWritten, mostRead);
            var toClient = new Pipe(mostWritten, mostRead);
            var engine = certificate.ofServer().createSSLEngine();
            engine.setUseClientMode(false);
            engine.setEnabledProtocols(new String[] {version});
            return new Line(
                    new End(TlsSession.client(trusting, host, 443), toServer, toClient),
                    new End(new TlsSession(engine), toClient, toServer),
                    engine,
                    toServer,
                    toClient);
        }

        static Line opened(String version) throws IOException {
            var line = of(version, "localhost", WHOLE, WHOLE);
            line.open();
            line.settle();
            return line;
        }

        void open() throws IOException {
            while (!client.tls.isOpen() || !server.tls.isOpen()) {
                client.turn();
                server.turn();
            }
        }

        /** Lets both read until nothing lies between them. */
        void settle() throws IOException {
            do {
                client.turn();
                server.turn();
            } while (!client.saidAll() || !server.saidAll() || !toServer.isEmpty() || !toClient.isEmpty());
        }
    }

    @ParameterizedTest(name = "{0} by {1} bytes")
    @CsvSource({"TLSv1.2, 1", "TLSv1.3, 1", "TLSv1.2, 7", "TLSv1.3, 7", "TLSv1.2, 1000000", "TLSv1.3, 1000000"})
    void readsTheSameHoweverTheRecordsAreSplit(String version, int atOnce) throws IOException {
        var line = Line.of(version, "localhost", atOnce, atOnce);

        line.open();
        line.client().say("POST / HTTP/1.1");
        line.settle();
        line.server().say("HTTP/1.1 200 OK");
        line.server().say("data: [DONE]");
        line.settle();

        assertThat(line.server().heard()).isEqualTo("POST / HTTP/1.1");
        assertThat(line.client().heard()).isEqualTo("HTTP/1.1 200 OKdata: [DONE]");
        assertThat(line.client().tls.isEnded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void readsSeveralRecordsOfOneRead(String version) throws IOException {
        var line = Line.opened(version);
        for (var part : List.of("one ", "two ", "three")) {
            line.server().say(part);
        }

        line.client().turn();

        assertThat(line.client().heard()).isEqualTo("one two three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void carriesMoreThanTheBuffersHoldOverASocketThatTakesLittle(String version) throws IOException {
        var line = Line.of(version, "localhost", 5_000, 11_000);
        line.open();
        var much = new byte[300_000];
        new Random(7).nextBytes(much);

        line.client().say(much);
        line.settle();

        assertThat(line.server().bytesHeard()).isEqualTo(much);
    }

    @Test
    void stampsAfterTheFirstRecordIsMadeAndBeforeTheSocketHasIt() throws IOException {
        var line = Line.opened("TLSv1.3");
        var onTheWay = new ArrayList<Boolean>();
        var message = ByteBuffer.wrap(new byte[200_000]);

        line.client()
                .tls
                .write(
                        line.toServer(),
                        message,
                        ByteBuffer.allocate(64 * 1024),
                        () -> onTheWay.add(
                                message.position() > 0 && line.toServer().isEmpty()));

        assertThat(onTheWay).containsExactly(true);
        assertThat(message.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void tellsAnEndFromACut(String version) throws IOException {
        var ended = Line.opened(version);
        ended.server().end();
        ended.client().turn();
        var cut = Line.opened(version);
        cut.toClient().close();
        cut.client().turn();

        assertThat(ended.client().tls.isEnded()).isTrue();
        assertThat(cut.client().received).isNegative();
        assertThat(cut.client().tls.isEnded()).isFalse();
    }

    @Test
    void takesNewKeysInTheMiddleOfAStream() throws IOException {
        var line = Line.of("TLSv1.3", "localhost", WHOLE, WHOLE);
        line.open();
        line.settle();
        line.server().say("before ");
        line.engine().beginHandshake();
        line.settle();
        line.server().say("after");
        line.settle();
        line.client().say("heard");
        line.settle();

        assertThat(line.client().heard()).isEqualTo("before after");
        assertThat(line.server().heard()).isEqualTo("heard");
    }

    @Test
    void refusesARecordThatWasChanged() throws IOException {
        var line = Line.opened("TLSv1.3");
        line.server().say("data");
        var bytes = line.toClient().take();
        bytes[bytes.length - 1] ^= 1;
        line.toClient().write(ByteBuffer.wrap(bytes));

        assertThatThrownBy(() -> line.client().turn()).isInstanceOf(SSLException.class);
        assertThat(line.client().heard()).isEmpty();
    }

    @Test
    void refusesAServerOfAnotherNameAndTellsIt() throws IOException {
        var line = Line.of("TLSv1.3", "elsewhere.example", WHOLE, WHOLE);

        assertThatThrownBy(line::open)
                .isInstanceOf(SSLHandshakeException.class)
                .hasRootCauseMessage("No subject alternative DNS name matching elsewhere.example found.");
        assertThatThrownBy(line.server()::turn).hasMessageContaining("certificate_unknown");
    }

    @Test
    void refusesAServerThatSpeaksNoTls() throws IOException {
        var line = Line.of("TLSv1.3", "localhost", WHOLE, WHOLE);
        line.client().turn();
        line.toClient().write(ByteBuffer.wrap("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(ISO_8859_1)));

        assertThatThrownBy(() -> line.client().turn()).hasMessageContaining("nrecognized SSL message");
    }
}
