package dev.assay.wire;

import dev.assay.wire.answer.AnswerReader;
import dev.assay.wire.tls.TlsSession;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One connection to a server, which carries one request after another. Used only on the thread of its loop. */
final class Connection {
    private final SocketLoop loop;
    private final Origin origin;
    private final SocketChannel channel;
    /** Absent without TLS. While the handshake is computed elsewhere, nothing here uses it. */
    private final @Nullable TlsSession tls;
    /** Whether requests may be written: connected, and the handshake of TLS is over. */
    private boolean open;

    private @Nullable SocketCall call;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private AnswerReader answer = new AnswerReader();
    private boolean failureReported;
    private boolean reused;
    private long since;
    /** Is run when a connection that was opened ahead is open, or cannot be opened. */
    private Runnable whenSettled = () -> {};

    Connection(SocketLoop loop, Origin origin) throws IOException {
        this.loop = loop;
        this.origin = origin;
        since = System.nanoTime();
        tls = origin.session();
        channel = SocketChannel.open();
    }

    Origin origin() {
        return origin;
    }

    /**
     * Returns when the connection was opened or its last request ended. The time is that of {@link System#nanoTime}, since the clock of a test may be
     * a fixed one.
     */
    long since() {
        return since;
    }

    /**
     * Returns whether it may carry another request. A server closes a connection soon after its last answer; one that has carried no request yet is kept
     * longer.
     */
    boolean isFresh() {
        return System.nanoTime() - since <= (answer.hasBegun() ? Transport.KEPT : Transport.KEPT_UNUSED).toNanos();
    }

    boolean isConnecting() {
        return !open && channel.isOpen();
    }

    /** Opens the connection for its first call. From here on the call learns of every failure. */
    void connect(SocketCall first, ByteBuffer message) {
        take(first, message);
        connect();
    }

    /** Opens the connection, and lets its loop keep it. */
    void openAhead(Runnable settled) {
        whenSettled = settled;
        connect();
    }

    private void connect() {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (channel.connect(origin.address())) {
                channel.register(loop.selector(), 0, this);
                connected();
            } else {
                channel.register(loop.selector(), SelectionKey.OP_CONNECT, this);
            }
        } catch (IOException e) {
            fail(channel.isConnected() ? NetworkFault.of(e) : NetworkFault.NotConnected.of(e.getMessage()));
        }
    }

    /** Carries another call over a connection that was kept. */
    void carry(SocketCall next, ByteBuffer message) {
        take(next, message);
        reused = true;
        try {
            write(next.exchange()::stampSent);
        } catch (IOException e) {
            died(e);
        }
    }

    private void take(SocketCall next, ByteBuffer message) {
        call = next;
        next.carriedBy(this);
        unsent = message;
        answer = new AnswerReader();
        failureReported = false;
    }

    /** @param atStart called just before the socket takes the first byte; TLS has encrypted it by then */
    private void write(Runnable atStart) throws IOException {
        if (tls == null) {
            atStart.run();
            channel.write(unsent);
        } else {
            tls.write(channel, unsent, loop.outgoing(), atStart);
        }
        watch(tls == null || tls.flush(channel));
    }

    /** @param flushed whether the socket took all that TLS has to say */
    private void watch(boolean flushed) {
        var writes = !flushed || (open && unsent.hasRemaining());
        watch(writes ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void watch(int wanted) {
        var key = channel.keyFor(loop.selector());
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** Does what the socket is ready for. */
    void ready(SelectionKey key) {
        try {
            if (key.isConnectable()) {
                finishConnecting();
                return;
            }
            if (key.isValid() && key.isWritable()) {
                writeMore();
            }
            if (key.isValid() && key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            died(e);
        }
    }

    private void finishConnecting() throws IOException {
        try {
            channel.finishConnect();
        } catch (IOException e) {
            fail(NetworkFault.NotConnected.of(e.getMessage()));
            return;
        }
        connected();
    }

    private void connected() throws IOException {
        if (tls == null) {
            opened(true);
        } else {
            shake(tls, false);
        }
    }

    private void opened(boolean flushed) throws IOException {
        open = true;
        if (call != null) {
            write(() -> {});
            return;
        }
        since = System.nanoTime();
        watch(flushed);
        loop.keep(this);
        settled();
    }

    private void settled() {
        var settled = whenSettled;
        whenSettled = () -> {};
        settled.run();
    }

    private void writeMore() throws IOException {
        if (tls == null || open) {
            write(() -> {});
        } else {
            watch(tls.flush(channel));
        }
    }

    /** Lets another thread go on with the handshake: it takes a millisecond or more, and the reads of other connections would wait for that. */
    private void shake(TlsSession session, boolean ended) {
        watch(0);
        loop.aside(() -> {
            var failure = failureOf(session);
            return () -> shaken(session, ended, failure);
        });
    }

    private static @Nullable Throwable failureOf(TlsSession session) {
        try {
            session.shake();
            return null;
        } catch (IOException | RuntimeException | Error e) {
            return e;
        }
    }

    private void shaken(TlsSession session, boolean ended, @Nullable Throwable failure) {
        if (!channel.isOpen()) {
            // The request was given up meanwhile.
            return;
        }
        try {
            var flushed = session.flush(channel);
            if (failure != null) {
                fail(NetworkFault.of(failure));
            } else if (session.isOpen()) {
                opened(flushed);
            } else if (ended) {
                fail(NetworkFault.TlsFailed.ended());
            } else {
                watch(flushed);
            }
        } catch (IOException | RuntimeException e) {
            fail(failure == null ? NetworkFault.of(e) : NetworkFault.of(failure));
        }
    }

    private void read() throws IOException {
        if (tls == null) {
            var incoming = loop.incoming().clear();
            var count = channel.read(incoming);
            heard(incoming.flip(), count < 0, loop.now());
        } else if (open) {
            read(tls);
        } else {
            var ended = tls.receive(channel, loop.incoming()) < 0;
            tls.keep(loop.incoming());
            shake(tls, ended);
        }
    }

    private void read(TlsSession session) throws IOException {
        var count = session.receive(channel, loop.incoming());
        var now = loop.now();
        SSLException broken = null;
        try {
            session.read(loop.incoming(), loop.content());
        } catch (SSLException e) {
            // What came before the broken record counts.
            broken = e;
        }
        heard(loop.content(), session.isEnded() || (broken == null && count < 0), now);
        if (broken != null && channel.isOpen()) {
            throw broken;
        }
        if (channel.isOpen()) {
            watch(session.flush(channel));
        }
    }

    /** @param ended whether nothing more comes */
    private void heard(ByteBuffer bytes, boolean ended, long now) throws IOException {
        var asked = call;
        if (asked == null) {
            if (ended || bytes.hasRemaining()) {
                // There is no open request: the server closed a kept connection, or sent bytes that belong to no
                // request.
                fail(new NetworkFault.Broken("closed by the server"));
            }
            return;
        }
        if (bytes.hasRemaining()) {
            read(asked, bytes, ended, now);
        }
        if (ended && call == asked) {
            answer.closed();
            if (tls != null && !tls.isEnded()) {
                throw new EOFException("closed by the server, without the close_notify of TLS");
            }
            finish(asked, false);
        }
    }

    private void read(SocketCall asked, ByteBuffer incoming, boolean ended, long now) throws IOException {
        var body = loop.body().clear();
        try {
            answer.read(incoming, body);
        } finally {
            tell(asked.exchange(), body.flip(), now);
        }
        if (asked.exchange().isTooLong()) {
            throw new ProtocolException(Exchange.TOO_LONG);
        }
        if (answer.isOver()) {
            since = System.nanoTime();
            finish(asked, !ended && answer.keepsConnection() && !incoming.hasRemaining() && !unsent.hasRemaining());
        }
    }

    private void tell(Exchange exchange, ByteBuffer body, long now) {
        var start = answer.start();
        if (start != null && !failureReported) {
            failureReported = true;
            exchange.answer(start.status(), start::headers, now);
        }
        exchange.read(List.of(body), now);
    }

    private void finish(SocketCall asked, boolean keep) {
        call = null;
        if (keep) {
            loop.keep(this);
        } else {
            close();
        }
        asked.done(null);
    }

    /** The network ended the connection. A request that was sent on a kept connection can be sent once more, on a new one. */
    private void died(IOException why) {
        var fault = NetworkFault.of(why);
        fail(reused && !answer.hasBegun() ? new NetworkFault.StaleConnection(fault.words()) : fault);
    }

    /** Closes the connection and tells its call the reason. */
    void fail(NetworkFault why) {
        close();
        var failed = call;
        call = null;
        if (failed == null) {
            loop.drop(this);
            settled();
        } else {
            failed.done(why);
        }
    }

    void close() {
        if (tls != null && open) {
            tls.end(channel);
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a socket cannot be closed", e);
        }
    }
}
