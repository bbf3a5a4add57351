package dev.assay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server of plain sockets on the loopback interface that does with each request what a test says, byte for byte, and remembers what it
 * saw. It speaks HTTP/1.1 and keeps connections.
 */
public final class ScriptedEndpoint implements AutoCloseable {
    /** After this a wait has failed, however busy the machine is. */
    static final int GUARD_SECONDS = 30;

    private final ServerSocket listener;
    private final @Nullable SSLContext keys;
    private final Function<Seen, Script> scripts;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("scripted-", 0).factory());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch accepting = new CountDownLatch(1);
    private final List<Seen> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Seen> arrivals = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closings = new LinkedBlockingQueue<>();
    private final Semaphore silences = new Semaphore(0);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();

    /** Answers each request with the script that the function returns. The function runs on the thread of the request's connection. */
    public ScriptedEndpoint(Function<Seen, Script> scripts) {
        this(null, scripts);
    }

    /** @param keys the certificate of the server; absent: it speaks no TLS */
    private ScriptedEndpoint(@Nullable SSLContext keys, Function<Seen, Script> scripts) {
        this.keys = keys;
        this.scripts = scripts;
        try {
            listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Answers the requests with these scripts in order, and all later requests with the last script. */
    public static ScriptedEndpoint of(Script... inOrder) {
        return new ScriptedEndpoint(oneByOne(inOrder));
    }

    /** Does the same over TLS. */
    public static ScriptedEndpoint secure(SSLContext keys, Script... inOrder) {
        return new ScriptedEndpoint(keys, oneByOne(inOrder));
    }

    private static Function<Seen, Script> oneByOne(Script... inOrder) {
        var queue = new ConcurrentLinkedQueue<>(List.of(inOrder));
        return request -> queue.size() > 1 ? queue.remove() : queue.element();
    }

    /**
     * A request that has arrived.
     *
     * @param connection the number of its connection, from 1
     * @param line its first line
     * @param headers by lower-case name
     */
    public record Seen(int connection, String line, Map<String, String> headers, String body) {
        public String id() {
            return headers.getOrDefault("x-request-id", "");
        }

        public String path() {
            return line.replaceFirst("^\\S+ (\\S+) .*$", "$1");
        }
    }

    /** Returns the address without a path. */
    public URI base() {
        return URI.create((keys == null ? "http://127.0.0.1:" : "https://localhost:") + listener.getLocalPort());
    }

    /** Returns all requests so far, in the order in which they had arrived completely. */
    public List<Seen> requests() {
        return List.copyOf(requests);
    }

    /** Waits for the next request that this method has not returned yet. */
    public Seen awaitRequest() {
        return await(arrivals, "another request");
    }

    /** Waits until a client closes a connection on which it was being answered, and returns the connection's number. */
    public int awaitClosing() {
        return await(closings, "the client to close a connection");
    }

    /** Waits until an answer only waits for the client to close the connection. */
    public void awaitSilence() {
        try {
            if (!silences.tryAcquire(GUARD_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("timed out: no answer was waiting for the client to close the connection");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Returns the largest number of requests in flight at one time. */
    public int mostInFlight() {
        return mostInFlight.get();
    }

    private static <T> T await(BlockingQueue<T> queue, String what) {
        try {
            var found = queue.poll(GUARD_SECONDS, TimeUnit.SECONDS);
            if (found == null) {
                throw new AssertionError("timed out while waiting for " + what);
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void accept() {
        try {
            acceptAll();
        } finally {
            accepting.countDown();
        }
    }

    private void acceptAll() {
        for (var number = 1; !listener.isClosed(); number++) {
            try {
                var socket = listener.accept();
                sockets.add(socket);
                var secured = keys == null ? socket : keys.getSocketFactory().createSocket(socket, null, true);
                var connection = new Connection(number, secured, socket, inFlight::decrementAndGet, silences::release);
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                // The listener was closed, which ends the loop.
            }
        }
    }

    private void serve(Connection connection) {
        try (connection) {
            for (var request = connection.read(); request != null; request = connection.read()) {
                mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                var script = scripts.apply(request);
                requests.add(request);
                arrivals.add(request);
                script.play(connection);
                if (connection.hungUp()) {
                    break;
                }
            }
            if (connection.closedByClient()) {
                closings.add(connection.number());
            }
        } catch (IOException e) {
            // The client has closed the connection; the test checks what the client saw.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            // A thread that waits for a connection may get one more after the close.
            if (!accepting.await(GUARD_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("timed out while waiting for the end of the server");
            }
            for (var socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
