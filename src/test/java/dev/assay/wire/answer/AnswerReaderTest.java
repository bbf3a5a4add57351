package dev.assay.wire.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private final AnswerReader reader = new AnswerReader();
    private final StringBuilder body = new StringBuilder();

    private void read(String text) throws ProtocolException {
        var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        var into = ByteBuffer.allocate(bytes.remaining());
        reader.read(bytes, into);
        body.append(UTF_8.decode(into.flip()));
    }

    @Test
    void takesTheFramesOffAChunkedBody() throws IOException {
        read(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=y\r\n, world!!!\r\n0\r\nX-Sum: 1\r\n\r\n");

        assertThat(body.toString()).isEqualTo("hello, world!!!");
        assertThat(reader.isOver()).isTrue();
        assertThat(reader.keepsConnection()).isTrue();
    }

    @Test
    void readsTheSameInPiecesOfOneByte() throws IOException {
        var whole = "HTTP/1.1 200 OK\nContent-Type: text/event-stream\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n";
        for (var i = 0; i < whole.length(); i++) {
            assertThat(reader.isOver()).isFalse();
            read(whole.substring(i, i + 1));
        }

        assertThat(body.toString()).isEqualTo("abc");
        assertThat(reader.isOver()).isTrue();
    }

    @Test
    void readsABodyOfAnnouncedLengthAndNoMore() throws IOException {
        var bytes = ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbodyHTTP".getBytes(UTF_8));
        reader.read(bytes, ByteBuffer.allocate(100));

        assertThat(reader.isOver()).isTrue();
        assertThat(bytes.remaining()).isEqualTo("HTTP".length());
    }

    @Test
    void readsUntilTheConnectionClosesWhereNothingSaysTheLength() throws IOException {
        read("HTTP/1.1 200 OK\r\n\r\nas long as it lasts");
        assertThat(reader.isOver()).isFalse();

        reader.closed();

        assertThat(body.toString()).isEqualTo("as long as it lasts");
        assertThat(reader.isOver()).isTrue();
        assertThat(reader.keepsConnection()).isFalse();
    }

    @Test
    void joinsTheValuesOfAHeaderAndIgnoresTheCaseOfItsName() throws IOException {
        read("HTTP/1.1 404 Not Found\r\nVary: a\r\nCONTENT-LENGTH: 0\r\nvary:  b \r\n\r\n");

        var start = Objects.requireNonNull(reader.start());
        assertThat(start.status()).isEqualTo(404);
        assertThat(start.headers()).isEqualTo(Map.of("vary", "a,b", "content-length", "0"));
        assertThat(reader.isOver()).isTrue();
    }

    @Test
    void passesOverAnInterimAnswer() throws IOException {
        read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

        assertThat(Objects.requireNonNull(reader.start()).status()).isEqualTo(200);
        assertThat(body.toString()).isEqualTo("ok");
    }

    @Test
    void keepsNoHeaderOfAnInterimAnswer() throws IOException {
        read("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(Objects.requireNonNull(reader.start()).headers()).isEqualTo(Map.of("content-length", "0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"})
    void knowsAnswersThatHaveNoBody(String answer) throws IOException {
        read(answer);

        assertThat(reader.isOver()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n"
            })
    void keepsNoConnectionThatTheServerWillClose(String answer) throws IOException {
        read(answer);

        assertThat(reader.isOver()).isTrue();
        assertThat(reader.keepsConnection()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSH-2.0-OpenSSH_9.2p1\\r\\n | Invalid status line: \"SSH-2.0-OpenSSH_9.2p1\"",
                "HTTP/1.1 2x0 OK\\r\\n | Invalid status code: \"2x0\"",
                "HTTP/1.1 20\\r\\n | Invalid status line: \"HTTP/1.1 20\"",
                "HTTP/1.1 2000\\r\\n | Invalid status line: \"HTTP/1.1 2000\"",
                "HTTP/1.1 200 OK\\r\\n: no name\\r\\n | Invalid header line: \": no name\"",
                "HTTP/1.1 200 OK\\r\\nContent-Length: +5\\r\\n\\r\\n | Invalid content length: \"+5\"",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n;x=y\\r\\n | Invalid chunk size: \"\"",
                "HTTP/1.1 200OK\\r\\n | Invalid status line: \"HTTP/1.1 200OK\"",
                "HTTP/1.1 200 OK\\r\\nno colon\\r\\n | Invalid header line: \"no colon\"",
                "HTTP/1.1 200 OK\\r\\nContent-Length: -5\\r\\n\\r\\n | Invalid content length: \"-5\"",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n | Invalid chunk size: \"xyz\"",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n\\r\\n | Invalid chunk size: \"\"",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nab\\r\\n | Invalid end of a chunk: \"b\""
            })
    void saysWhatIsNoAnswer(String escaped, String message) {
        assertThatThrownBy(() -> read(escaped.strip().replace("\\r", "\r").replace("\\n", "\n")))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
    }

    @Test
    void doesNotReadAnEndlessLine() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nX: " + "y".repeat(70_000)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("a line of the answer's head is longer than 65536 bytes");
    }

    @Test
    void readsALineOf64KiB() throws IOException {
        read("HTTP/1.1 200\r\nX: " + "y".repeat((1 << 16) - "X: \r".length()) + "\r\n");

        assertThatThrownBy(() -> read("X: " + "y".repeat((1 << 16) - "X: ".length() + 1)))
                .hasMessage("a line of the answer's head is longer than 65536 bytes");
    }

    @Test
    void keepsAThousandHeaders() throws IOException {
        read("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1000) + "\r\n");

        assertThat(Objects.requireNonNull(reader.start()).lines()).hasSize(1000);
    }

    /** Digits before the number make no difference, nor does a letter's case. */
    @ParameterizedTest
    @ValueSource(strings = {"b", "B", "00B", "000000b", "0000000b", "00000000000000000B", "b ;x=y"})
    void readsTheSizeOfAChunkInEveryForm(String size) throws IOException {
        read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + size + "\r\nhello world\r\n0\r\n\r\n");

        assertThat(body.toString()).isEqualTo("hello world");
        assertThat(reader.isOver()).isTrue();
    }

    @Test
    void readsASizeOfSeveralDigits() throws IOException {
        read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1a\r\n" + "x".repeat(26) + "\r\n0\r\n\r\n");

        assertThat(body.toString()).isEqualTo("x".repeat(26));
        assertThat(reader.isOver()).isTrue();
    }

    /** The size is more than an int has; its last eight digits alone are 11. */
    @Test
    void readsAChunkOfMoreThanFourGigabytes() throws IOException {
        read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000b\r\nhello world\r\n0\r\n\r\n");

        assertThat(body.toString()).isEqualTo("hello world\r\n0\r\n\r\n");
        assertThat(reader.isOver()).isFalse();
    }

    /** The line before has hexadecimal digits where the size ends. */
    @Test
    void readsASizeUpToItsEndOnly() throws IOException {
        read("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nABC: d\n\n3\nabc\n0\n\n");

        assertThat(body.toString()).isEqualTo("abc");
        assertThat(reader.isOver()).isTrue();
    }

    @Test
    void takesNoLongerNameForTheHeaderThatSaysTheLength() throws IOException {
        read("HTTP/1.1 200 OK\r\nContent-Length-Of-All: 2\r\nContent: 3\r\nContent-Length: 4\r\n\r\nbody");

        assertThat(body.toString()).isEqualTo("body");
        assertThat(reader.isOver()).isTrue();
    }

    @Test
    void keepsNoConnectionBeforeTheHeadOfAnAnswerNorOneThatTheServerClosed() throws IOException {
        assertThat(reader.keepsConnection()).isFalse();
        read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertThat(reader.keepsConnection()).isTrue();

        assertThatThrownBy(reader::closed).hasMessage("closed by the server");

        assertThat(reader.keepsConnection()).isFalse();
    }

    @Test
    void doesNotKeepHeadersWithoutEnd() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1001)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("the answer's head has more than 1000 lines");
    }

    @Test
    void doesNotReadAHeadOfLongLinesWithoutEnd() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + ("X: " + "y".repeat(60_000) + "\r\n").repeat(5)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("the answer's head is longer than 262144 bytes");
    }

    @Test
    void readsAHeadOf256KiB() throws IOException {
        var line = "X: " + "y".repeat((1 << 16) - "X: ".length() - "HTTP/1.1 200".length() / 4);
        read("HTTP/1.1 200\r\n" + (line + "\r\n").repeat(4) + "\r\n");

        assertThat(Objects.requireNonNull(reader.start()).lines()).hasSize(4);
        assertThatThrownBy(() -> new AnswerReader()
                        .read(
                                ByteBuffer.wrap(("HTTP/1.1 200 \r\n" + (line + "\r\n").repeat(4)).getBytes(UTF_8)),
                                ByteBuffer.allocate(300_000)))
                .hasMessage("the answer's head is longer than 262144 bytes");
    }

    @Test
    void doesNotReadInterimAnswersWithoutEnd() {
        assertThatThrownBy(() -> read("HTTP/1.1 102 Processing\r\n\r\n".repeat(12_000)))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("the answer's head is longer than 262144 bytes");
    }

    @Test
    void tellsAnAnswerThatBrokeOffFromOneThatNeverBegan() throws IOException {
        assertThatThrownBy(reader::closed).hasMessage("closed by the server");
        assertThat(reader.hasBegun()).isFalse();
        read("H");

        assertThatThrownBy(reader::closed).hasMessage("closed by the server");
        assertThat(reader.hasBegun()).isTrue();
    }

    @Test
    void neverLeavesItsBoundsWhateverComes() {
        var random = new Random(5);
        for (var i = 0; i < 2000; i++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            var in = ByteBuffer.wrap(bytes);
            var other = new AnswerReader();
            try {
                other.read(
                        ByteBuffer.wrap("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8)), in);
                other.read(in, ByteBuffer.allocate(bytes.length));
                assertThat(other.isOver() || !in.hasRemaining()).isTrue();
            } catch (ProtocolException e) {
                assertThat(e).hasMessageMatching("(?s)(Invalid|a line of).*");
            }
        }
    }
}
