package dev.assay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class SmallDocumentTest {
    private static final int MIB = 1 << 20;

    /** A connection that brings what a test gives it. */
    private static final class Connection implements Flow.Subscription {
        private long asked;
        private boolean closed;

        @Override
        public void request(long count) {
            asked += count;
        }

        @Override
        public void cancel() {
            closed = true;
        }
    }

    private final Connection connection = new Connection();
    private final SmallDocument document = new SmallDocument();
    private final CompletableFuture<String> body = document.getBody().toCompletableFuture();

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    @Test
    void isTheTextThatCame() {
        document.onSubscribe(connection);
        document.onNext(
                List.of(StandardCharsets.UTF_8.encode("{\"data\":"), StandardCharsets.UTF_8.encode("[\"ä\"]}")));
        assertThat(body).isNotDone();
        document.onComplete();

        assertThat(connection.asked).isPositive();
        assertThat(body).isCompletedWithValue("{\"data\":[\"ä\"]}");
    }

    @Test
    void isReadUpTo16MiB() {
        document.onSubscribe(connection);
        document.onNext(Collections.nCopies(15, bytes(MIB).asReadOnlyBuffer()).stream()
                .map(ByteBuffer::duplicate)
                .toList());
        document.onNext(List.of(bytes(MIB)));
        document.onComplete();

        assertThat(connection.closed).isFalse();
        assertThat(body.join()).hasSize(16 * MIB);
    }

    @Test
    void isNotReadBeyond16MiB() {
        document.onSubscribe(connection);
        for (var i = 0; i < 16; i++) {
            document.onNext(List.of(bytes(MIB)));
        }
        assertThat(body).isNotDone();
        document.onNext(List.of(bytes(1)));

        assertThat(connection.closed).isTrue();
        assertThatThrownBy(body::join)
                .isInstanceOf(CompletionException.class)
                .hasCause(new ProtocolException(
                        "the answer was longer than 16 MiB, so the client closed the connection"));
    }

    @Test
    void endsWithWhatBrokeTheConnection() {
        document.onSubscribe(connection);
        document.onError(new IOException("reset"));

        assertThatThrownBy(body::join).hasCause(new IOException("reset"));
    }
}
