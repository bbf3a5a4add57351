package dev.assay.calibration;

import dev.assay.wire.tls.TlsSession;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The socket of one connection of a reference server, plain or with TLS. */
final class ReferenceSocket {
    /** The buffers for TLS that all connections of a server share. */
    record Buffers(ByteBuffer records, ByteBuffer content) {
        private static final int MOST_AT_ONCE = 64 * 1024;

        Buffers() {
            this(ByteBuffer.allocateDirect(MOST_AT_ONCE), TlsSession.contentOf(MOST_AT_ONCE));
        }
    }

    private final SocketChannel channel;
    private final SelectionKey key;
    private final @Nullable TlsSession tls;
    private final Buffers buffers;
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
    private long readAt;

    ReferenceSocket(SocketChannel channel, SelectionKey key, @Nullable TlsSession tls, Buffers buffers) {
        this.channel = channel;
        this.key = key;
        this.tls = tls;
        this.buffers = buffers;
    }

    /** Reads once; returns the given buffer, or a larger one with the same bytes, with what the client said added. */
    ByteBuffer read(ByteBuffer before) throws IOException {
        return tls == null ? readPlain(before) : readTls(tls, before);
    }

    private ByteBuffer readPlain(ByteBuffer before) throws IOException {
        var into = with(1, before);
        if (channel.read(into) < 0) {
            throw new EOFException();
        }
        readAt = System.nanoTime();
        return into;
    }

    private ByteBuffer readTls(TlsSession session, ByteBuffer before) throws IOException {
        var ended = session.receive(channel, buffers.records()) < 0;
        readAt = System.nanoTime();
        if (ended) {
            throw new EOFException();
        }
        if (!session.isOpen()) {
            session.keep(buffers.records());
            session.shake();
            watch(session.flush(channel));
            if (!session.isOpen()) {
                return before;
            }
            // The request may have come together with the end of the handshake.
            session.release(buffers.records());
        }
        session.read(buffers.records(), buffers.content());
        watch(session.flush(channel));
        if (session.isEnded()) {
            throw new EOFException();
        }
        return with(buffers.content().remaining(), before).put(buffers.content());
    }

    /** Returns the buffer, or a larger one with the same bytes, which has room for so many more. */
    private static ByteBuffer with(int room, ByteBuffer before) {
        var larger = before;
        while (larger.remaining() < room) {
            larger = ByteBuffer.allocate(larger.capacity() * 4).put(larger.flip());
        }
        return larger;
    }

    /** Returns when the last read ended, in the time of {@link System#nanoTime}. TLS decrypts after it. */
    long readAt() {
        return readAt;
    }

    /**
     * Sends bytes after those that were not accepted before.
     *
     * @param atStart called just before the socket takes the first byte; TLS has encrypted it by then
     */
    void send(ByteBuffer bytes, Runnable atStart) throws IOException {
        var waits = !unsent.isEmpty();
        unsent.add(bytes);
        if (waits) {
            atStart.run();
        } else {
            flush(atStart);
        }
    }

    /** Writes as much as the socket accepts; the rest is written when it accepts more. */
    void flush() throws IOException {
        flush(() -> {});
    }

    private void flush(Runnable atStart) throws IOException {
        var before = atStart;
        var flushed = true;
        while (!unsent.isEmpty() && flushed) {
            var next = unsent.element();
            flushed = write(next, before) && !next.hasRemaining();
            before = () -> {};
            if (!next.hasRemaining()) {
                unsent.remove();
            }
        }
        watch(tls == null ? flushed : tls.flush(channel) && flushed);
    }

    /** Returns whether the socket took all that TLS made of it. */
    private boolean write(ByteBuffer bytes, Runnable atStart) throws IOException {
        if (tls == null) {
            atStart.run();
            channel.write(bytes);
            return true;
        }
        tls.write(channel, bytes, buffers.records(), atStart);
        return tls.flush(channel);
    }

    private void watch(boolean flushed) {
        var wanted = flushed ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket cannot be closed", e);
        }
    }
}
