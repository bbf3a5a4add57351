package dev.assay.calibration;

import dev.assay.wire.tls.TlsSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server of known timing on the loopback interface, plain or with TLS. It answers every completion with as many tokens as the request asks for, each at its due time, and records
 * how late it was itself. It has one thread, which waits actively shortly before a token: a timer would be later than a good client.
 *
 * <p>{@code GET /v1/models} names its one model, {@code mock}; {@code GET /score} returns the log since the last such request.
 */
public final class ReferenceServer implements AutoCloseable {
    /** How long to wait for the thread to end. */
    private static final Duration TO_END = Duration.ofSeconds(10);

    private static final long SPIN_NANOS = 1_500_000;
    /** After so many tokens, requests are read again. */
    private static final int MOST_AT_ONCE = 64;

    private final TokenTiming timing;
    private final ByteBuffer event;
    private final @Nullable SSLContext keys;
    private final ReferenceSocket.Buffers buffers = new ReferenceSocket.Buffers();
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final Thread thread;
    private volatile ReferenceLog log = new ReferenceLog();
    private final PriorityQueue<ReferenceConnection> due = new PriorityQueue<>();
    private volatile boolean closed;

    /** Starts the server on {@code port}; 0: any free port. */
    public ReferenceServer(TokenTiming timing, int port) {
        this(timing, port, null);
    }

    /**
     * Starts the server.
     *
     * @param port where; 0: any free port
     * @param certificate what it shows over TLS; absent: it speaks no TLS
     */
    public ReferenceServer(TokenTiming timing, int port, @Nullable LoopbackCertificate certificate) {
        this.timing = timing;
        this.event = ReferenceConnection.event(timing);
        this.keys = certificate == null ? null : certificate.ofServer();
        try {
            selector = Selector.open();
            listener = ServerSocketChannel.open();
            listener.configureBlocking(false);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
            listener.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException("no server on port " + port + " of the loopback interface", e);
        }
        thread = Thread.ofPlatform().daemon().name("assay-reference-server").start(this::run);
    }

    /** Returns the address without a path. */
    public URI base() {
        return URI.create((keys == null ? "http" : "https") + "://127.0.0.1:"
                + listener.socket().getLocalPort());
    }

    /** Returns the log since the last call. */
    ReferenceLog takeLog() {
        var taken = log;
        log = new ReferenceLog();
        return taken;
    }

    private void run() {
        try (selector;
                listener) {
            while (!closed) {
                var next = due.peek();
                var wait = next == null ? Long.MAX_VALUE : next.due() - System.nanoTime();
                if (wait > SPIN_NANOS) {
                    selector.select(
                            this::ready, next == null ? 0 : TimeUnit.NANOSECONDS.toMillis(wait - SPIN_NANOS) + 1);
                } else {
                    selector.selectNow(this::ready);
                }
                speak();
            }
            for (var key : List.copyOf(selector.keys())) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the reference server failed", e);
        }
    }

    /** Sends tokens that are due. Not all at once: a server that is late would read no request, and that delay would not be in its log. */
    private void speak() {
        for (var sent = 0;
                sent < MOST_AT_ONCE && !due.isEmpty() && due.element().due() <= System.nanoTime();
                sent++) {
            var connection = due.remove();
            try {
                if (connection.sendToken(log)) {
                    due.add(connection);
                }
            } catch (IOException e) {
                connection.close();
            }
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
                return;
            }
            var connection = (ReferenceConnection) key.attachment();
            if (key.isWritable()) {
                connection.flush();
            }
            if (key.isReadable() && connection.read(log, this::takeLog)) {
                due.add(connection);
            }
        } catch (IOException e) {
            if (key.attachment() instanceof ReferenceConnection connection) {
                due.remove(connection);
                connection.close();
            }
        }
    }

    private void accept() throws IOException {
        for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var key = channel.register(selector, SelectionKey.OP_READ);
            var tls = keys == null ? null : TlsSession.server(keys);
            key.attach(new ReferenceConnection(new ReferenceSocket(channel, key, tls, buffers), timing, event));
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(TO_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
