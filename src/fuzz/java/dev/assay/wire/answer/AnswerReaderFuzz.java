package dev.assay.wire.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Seeds;
import dev.assay.fuzzing.Splits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader of HTTP/1.1: its only error is that of the protocol, and the bytes may come in any pieces. */
class AnswerReaderFuzz {
    static Stream<byte[]> seeds() {
        return Stream.concat(
                Seeds.below("src/test/resources/transcripts/vllm", "stop.body", "models.body")
                        .map(AnswerReaderFuzz::chunked),
                Stream.of(
                                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5;x=y\nhello\n0\nX-Sum: 1\n\n",
                                "HTTP/1.0 404 Not Found\r\nContent-Length: 4\r\nVary: a\r\nvary: b\r\n\r\nbodyHTTP",
                                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil closed",
                                "HTTP/1.1 204 No Content\r\n\r\n")
                        .map(text -> text.getBytes(UTF_8)));
    }

    private static byte[] chunked(byte[] body) {
        var answer = new ByteArrayOutputStream();
        answer.writeBytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(UTF_8));
        for (var from = 0; from < body.length; from += 300) {
            var length = Math.min(300, body.length - from);
            answer.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(UTF_8));
            answer.write(body, from, length);
            answer.writeBytes("\r\n".getBytes(UTF_8));
        }
        answer.writeBytes("0\r\n\r\n".getBytes(UTF_8));
        return answer.toByteArray();
    }

    /** What a reader found in the bytes. */
    private record Read(
            @Nullable String error,
            @Nullable Integer status,
            @Nullable Map<String, String> headers,
            String body,
            boolean over,
            boolean keeps,
            int left,
            @Nullable String closed) {}

    private static Read read(List<ByteBuffer> pieces) {
        var reader = new AnswerReader();
        var body = new StringBuilder();
        var left = 0;
        String error = null;
        for (var piece : pieces) {
            var into = ByteBuffer.allocate(piece.remaining());
            try {
                reader.read(piece, into);
            } catch (ProtocolException e) {
                error = e.getMessage();
                break;
            }
            body.append(java.nio.charset.StandardCharsets.ISO_8859_1.decode(into.flip()));
            left += piece.remaining();
        }
        var start = reader.start();
        // Of bytes that are no answer, the part before the fault may have been passed on already.
        return new Read(
                error,
                start == null ? null : start.status(),
                start == null ? null : start.headers(),
                error == null ? body.toString() : "",
                reader.isOver(),
                reader.keepsConnection(),
                left,
                closed(reader));
    }

    private static @Nullable String closed(AnswerReader reader) {
        try {
            reader.closed();
            return null;
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsTheSameInAnyPieces(byte[] bytes) throws Exception {
        Bounds.check(bytes, () -> {
            var whole = read(List.of(ByteBuffer.wrap(bytes)));
            assertThat(whole.body().length() + whole.left()).isLessThanOrEqualTo(bytes.length);
            for (var pieces : Splits.of(bytes)) {
                assertThat(read(pieces)).isEqualTo(whole);
            }
        });
    }
}
