package dev.assay.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.assay.plan.deployments.Deadlines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP/1.1 over plain sockets, on one thread. It writes a request right after the stamp of its sending, and stamps a read right after the read,
 * with no queue and no other thread between. It supports neither TLS nor proxies.
 */
final class SocketSender implements RequestSender {
    private static final int MOST_AT_ONCE = 64 * 1024;
    /**
     * The shortest time from one request to the next. If a burst were written at full speed, the answers would come at full speed, and the client
     * would have to read one after another; that delay would look like the server's. A request that waits here waits before its stamp, so the wait
     * counts as the client's.
     */
    private static final long BETWEEN_LAUNCHES_NANOS = 10_000;
    /**
     * Added to it, times the square of the number of open connections: 5 µs with 500, 20 µs with 1,000. With so many, the thread spends most of its
     * time on reads.
     */
    private static final double SQUARE_OF_CONNECTIONS_NANOS = 0.02;

    private final Ticker ticker;
    private final Deadlines deadlines;
    /** The header lines that all requests share. */
    private final String headerLines;

    private final Selector selector;
    private final Thread thread;
    private final Function<URI, InetSocketAddress> lookUp;
    private final Map<String, InetSocketAddress> addresses = new ConcurrentHashMap<>();
    private final Map<String, ByteBuffer> prepared = new ConcurrentHashMap<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Why nothing is sent any more; absent while the thread runs. */
    private volatile @Nullable NetworkFault over;
    // Only the thread uses the fields below.
    private final Map<String, Deque<Connection>> idle = new HashMap<>();
    private final Deque<Connection> connecting = new ArrayDeque<>();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(MOST_AT_ONCE);
    private final ByteBuffer body = ByteBuffer.allocate(MOST_AT_ONCE);
    private long nextLaunch = System.nanoTime();
    private boolean closed;

    SocketSender(Ticker ticker, Deadlines deadlines, RequestHeaders headers) {
        this(ticker, deadlines, headers, SocketSender::address);
    }

    /** @param lookUp finds the address of a server; unresolved if there is none now */
    SocketSender(Ticker ticker, Deadlines deadlines, RequestHeaders headers, Function<URI, InetSocketAddress> lookUp) {
        this.ticker = ticker;
        this.lookUp = lookUp;
        this.deadlines = deadlines;
        this.headerLines = lines(headers);
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("this machine gives no selector", e);
        }
        thread = Thread.ofPlatform().daemon().name("assay-sockets").start(this::run);
    }

    @Override
    public void prepare(Request request) {
        prepared.put(request.id(), message(request));
    }

    @Override
    public void carry(Exchange exchange, Consumer<@Nullable NetworkFault> whenDone) {
        var call = new SocketCall(exchange, whenDone);
        var ready = prepared.remove(exchange.request().id());
        var message = ready == null ? message(exchange.request()) : ready;
        var uri = exchange.request().uri();
        // Looking up the address may take long, so it is not done on the thread of the sockets.
        var address = addressOf(uri);
        exchange.stampSent();
        exchange.stopWith(() -> execute(call::stop));
        execute(() -> launch(call, uri.getRawAuthority(), address, message));
    }

    /** A name that cannot be resolved now is looked up again for the next request. */
    private InetSocketAddress addressOf(URI uri) {
        var known = addresses.get(uri.getRawAuthority());
        if (known != null) {
            return known;
        }
        var found = lookUp.apply(uri);
        if (!found.isUnresolved()) {
            addresses.put(uri.getRawAuthority(), found);
        }
        return found;
    }

    private static InetSocketAddress address(URI uri) {
        return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
    }

    private static String lines(RequestHeaders headers) {
        var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        values.put("User-Agent", "assay");
        values.put("Content-Type", "application/json");
        values.putAll(headers.byName());
        return values.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
    }

    private ByteBuffer message(Request request) {
        var uri = request.uri();
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var head = "POST " + (uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                + " HTTP/1.1\r\nHost: " + uri.getRawAuthority()
                + "\r\nX-Request-Id: " + request.id()
                + "\r\nContent-Length: " + request.body().size()
                + "\r\n" + headerLines + "\r\n";
        var bytes = head.getBytes(ISO_8859_1);
        return request.body()
                .writeTo(ByteBuffer.allocate(bytes.length + request.body().size())
                        .put(bytes))
                .flip();
    }

    private void execute(Runnable task) {
        tasks.add(task);
        if (over != null) {
            drain();
        } else if (Thread.currentThread() == thread) {
            runTask();
        } else {
            selector.wakeup();
            if (over != null) {
                // The thread may have ended before it saw the task.
                drain();
            }
        }
    }

    @Override
    public void close() {
        execute(() -> closed = true);
        var until = System.nanoTime() + Transport.TO_END.toNanos();
        var interrupted = false;
        while (thread.isAlive() && System.nanoTime() < until) {
            try {
                thread.join(Transport.TO_END);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        NetworkFault why = new NetworkFault.Stopped();
        try {
            while (!closed) {
                turn();
            }
        } catch (IOException | RuntimeException | Error e) {
            why = NetworkFault.SocketsEnded.of(e);
        }
        end(why);
    }

    private void turn() throws IOException {
        if (tasks.isEmpty()) {
            selector.select(SocketSender::ready, untilConnectDeadline());
        } else {
            selector.selectNow(SocketSender::ready);
        }
        runTask();
        giveUpConnecting();
    }

    /** Tells all open requests, and all later ones, that no answer comes. */
    private void end(NetworkFault why) {
        over = why;
        for (var key : List.copyOf(selector.keys())) {
            tasks.add(() -> connection(key).fail(why));
        }
        drain();
        try {
            selector.close();
        } catch (IOException e) {
            // All its sockets are closed already.
        }
    }

    /** Runs all tasks that are left; one that fails does not stop the others. */
    private void drain() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                // It is the reason why the thread ended, or follows from it.
            }
        }
    }

    private static void ready(SelectionKey key) {
        try {
            connection(key).ready(key);
        } catch (RuntimeException | OutOfMemoryError e) {
            // The other requests go on; the trace of this one says why it ended.
            connection(key).fail(NetworkFault.of(e));
        }
    }

    private static Connection connection(SelectionKey key) {
        return (Connection) key.attachment();
    }

    private void runTask() {
        if (closed || System.nanoTime() - nextLaunch >= 0) {
            var task = tasks.poll();
            if (task != null) {
                task.run();
            }
        }
    }

    private void launch(SocketCall call, String authority, InetSocketAddress address, ByteBuffer message) {
        if (call.isOver()) {
            return;
        }
        if (over != null) {
            call.done(over);
            return;
        }
        try {
            carry(call, authority, address, message);
        } catch (RuntimeException | OutOfMemoryError e) {
            // As in ready(): the other requests go on.
            call.done(NetworkFault.of(e));
        }
    }

    private void carry(SocketCall call, String authority, InetSocketAddress address, ByteBuffer message) {
        var connections = selector.keys().size();
        nextLaunch = System.nanoTime()
                + BETWEEN_LAUNCHES_NANOS
                + Math.round(SQUARE_OF_CONNECTIONS_NANOS * connections * connections);
        // A server that closed one kept connection may have closed them all.
        var kept = call.exchange().again() ? null : kept(authority);
        if (kept != null) {
            kept.carry(call, message);
        } else if (address.isUnresolved()) {
            call.done(NetworkFault.NotConnected.unknownHost());
        } else {
            open(call, authority, address, message);
        }
    }

    private void open(SocketCall call, String authority, InetSocketAddress address, ByteBuffer message) {
        call.exchange().stampSent();
        try {
            var connection = new Connection(this, authority);
            connection.connect(address, call, message);
            connecting.add(connection);
        } catch (IOException e) {
            call.done(new NetworkFault.NotConnected(NetworkFault.of(e).words()));
        }
    }

    /** Returns how many milliseconds the oldest connection that is being opened may still take; 0: no bound. */
    private long untilConnectDeadline() {
        var oldest = connecting.peek();
        var left = oldest == null ? 0 : deadlines.connect().toNanos() - (System.nanoTime() - oldest.since());
        return oldest == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }

    private void giveUpConnecting() {
        for (var oldest = connecting.peek(); oldest != null; oldest = connecting.peek()) {
            if (!oldest.isConnecting()) {
                connecting.remove();
            } else if (System.nanoTime() - oldest.since() >= deadlines.connect().toNanos()) {
                connecting.remove().fail(new NetworkFault.ConnectTimeout("no connection in time"));
            } else {
                return;
            }
        }
    }

    /** Returns the kept connection that was used last, if that is recent enough; the others are older. */
    private @Nullable Connection kept(String authority) {
        var connections = idle.getOrDefault(authority, new ArrayDeque<>());
        var latest = connections.peek();
        if (latest != null && System.nanoTime() - latest.since() > Transport.KEPT.toNanos()) {
            connections.forEach(Connection::close);
            connections.clear();
        }
        return connections.poll();
    }

    /** Keeps a connection that can carry another request. */
    void keep(Connection connection) {
        idle.computeIfAbsent(connection.authority(), ignored -> new ArrayDeque<>())
                .push(connection);
    }

    /** Forgets a kept connection that the server closed. */
    void drop(Connection connection) {
        idle.getOrDefault(connection.authority(), new ArrayDeque<>()).remove(connection);
    }

    Selector selector() {
        return selector;
    }

    /** Returns the buffer for the bytes of one read of a socket. */
    ByteBuffer incoming() {
        return incoming;
    }

    /** Returns the buffer for the bytes of one read that belong to the body of an answer. */
    ByteBuffer body() {
        return body;
    }

    long now() {
        return ticker.nanos();
    }
}
