package dev.assay.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection to a server, which carries one request after another. Used only on the thread of its loop. */
final class Connection {
    private final SocketLoop loop;
    private final String authority;
    private final SocketChannel channel;
    private @Nullable SocketCall call;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private AnswerReader answer = new AnswerReader();
    private boolean failureReported;
    private boolean reused;
    private long since;

    Connection(SocketLoop loop, String authority) throws IOException {
        this.loop = loop;
        this.authority = authority;
        since = System.nanoTime();
        channel = SocketChannel.open();
    }

    String authority() {
        return authority;
    }

    /**
     * Returns when the connection was opened or its last request ended. The time is that of {@link System#nanoTime}, since the clock of a test may be
     * a fixed one.
     */
    long since() {
        return since;
    }

    boolean isConnecting() {
        return channel.isConnectionPending();
    }

    /** Opens the connection for its first call. From here on the call learns of every failure. */
    void connect(InetSocketAddress address, SocketCall first, ByteBuffer message) {
        take(first, message);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (channel.connect(address)) {
                channel.register(loop.selector(), 0, this);
                write();
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
        next.exchange().stampSent();
        try {
            write();
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

    private void write() throws IOException {
        channel.write(unsent);
        var wanted = unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        var key = channel.keyFor(loop.selector());
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** Does what the socket is ready for. */
    void ready(SelectionKey key) {
        try {
            if (key.isConnectable()) {
                connected();
            }
            if (key.isValid() && key.isWritable()) {
                write();
            }
            if (key.isValid() && key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            died(e);
        }
    }

    private void connected() throws IOException {
        try {
            channel.finishConnect();
        } catch (IOException e) {
            fail(NetworkFault.NotConnected.of(e.getMessage()));
            return;
        }
        write();
    }

    private void read() throws IOException {
        var incoming = loop.incoming().clear();
        var count = channel.read(incoming);
        var now = loop.now();
        if (call == null) {
            // There is no open request: the server closed a kept connection, or sent bytes that belong to no request.
            fail(new NetworkFault.Broken("closed by the server"));
        } else if (count < 0) {
            answer.closed();
            finish(call, false);
        } else {
            read(call, incoming.flip(), now);
        }
    }

    private void read(SocketCall asked, ByteBuffer incoming, long now) throws IOException {
        var body = loop.body().clear();
        try {
            answer.read(incoming, body);
        } finally {
            tell(asked.exchange(), body.flip(), now);
        }
        if (answer.isOver()) {
            since = System.nanoTime();
            finish(asked, answer.keepsConnection() && !incoming.hasRemaining() && !unsent.hasRemaining());
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
        } else {
            failed.done(why);
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
