package dev.assay.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.assay.plan.deployments.Deadlines;
import dev.assay.recording.ReadingDelays;
import dev.assay.wire.watch.LoopWatch;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP/1.1 over sockets, on one or several {@link SocketLoop}s. A request goes to the loop with the fewest requests under way; the
 * successor of a request stays on the loop that saw its end. It supports TLS, but no proxies.
 */
final class SocketSender implements RequestSender {
    /** The header lines that all requests share. */
    private final String headerLines;

    private final ExecutorService handshakes = handshakes();
    private final List<SocketLoop> loops;
    private final Function<URI, InetSocketAddress> lookUp;
    private final Duration toRenew;
    private final SSLContext trust;
    private final Map<String, Origin> origins = new ConcurrentHashMap<>();
    private final Map<String, ByteBuffer> prepared = new ConcurrentHashMap<>();

    SocketSender(SocketThreads threads, Ticker ticker, Deadlines deadlines, RequestHeaders headers) {
        this(threads, ticker, deadlines, headers, Origin::address);
    }

    /** @param lookUp finds the address of a server; unresolved if there is none now */
    SocketSender(
            SocketThreads threads,
            Ticker ticker,
            Deadlines deadlines,
            RequestHeaders headers,
            Function<URI, InetSocketAddress> lookUp) {
        this.lookUp = lookUp;
        this.toRenew = deadlines.connect();
        this.trust = headers.route().context();
        this.headerLines = lines(headers);
        this.loops = IntStream.range(0, threads.count())
                .mapToObj(index -> new SocketLoop(
                        "assay-sockets-" + index, threads.pace(), ticker, deadlines.connect(), handshakes))
                .toList();
    }

    @Override
    public void prepare(Request request) {
        prepared.put(request.id(), message(request));
    }

    @Override
    public void carry(Exchange exchange, Consumer<@Nullable NetworkFault> whenDone) {
        var loop = loop();
        var underWay = loop.underWay();
        underWay.incrementAndGet();
        var call = new SocketCall(exchange, fault -> {
            underWay.decrementAndGet();
            whenDone.accept(fault);
        });
        var ready = prepared.remove(exchange.request().id());
        var message = ready == null ? message(exchange.request()) : ready;
        var uri = exchange.request().uri();
        // Looking up the address may take long, so it is not done on the thread of the sockets.
        var origin = origin(uri);
        exchange.stampSent();
        exchange.stopWith(() -> loop.stop(call));
        loop.carry(call, origin, message);
    }

    /** Replaces the kept connections that are older than this, and waits until the new ones are open or cannot be opened. */
    void renew(Duration age) {
        var renewed = new CountDownLatch(loops.size());
        loops.forEach(loop -> loop.renew(age, renewed::countDown));
        try {
            // Each connection has the time of a connect; one that fails is opened again by its request, which reports
            // it.
            var unused = renewed.await(toRenew.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        }
    }

    /** A loop whose thread ended is used only if no other runs; it ends the request at once. */
    private SocketLoop loop() {
        for (var loop : loops) {
            if (loop.isCurrent() && loop.isRunning()) {
                return loop;
            }
        }
        return loops.stream()
                .filter(SocketLoop::isRunning)
                .min(Comparator.comparingInt(loop -> loop.underWay().get()))
                .orElse(loops.getFirst());
    }

    /** A name that cannot be resolved now is looked up again for the next request. */
    private Origin origin(URI uri) {
        var name = Origin.name(uri);
        var known = origins.get(name);
        if (known != null) {
            return known;
        }
        var found = new Origin(name, uri.getHost(), lookUp.apply(uri), Origin.isSecure(uri) ? trust : null);
        if (!found.address().isUnresolved()) {
            origins.put(name, found);
        }
        return found;
    }

    /** Half of the processors at most, since the other half stamps reads. */
    private static ExecutorService handshakes() {
        var most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        var pool = new ThreadPoolExecutor(
                most,
                most,
                Transport.KEPT.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("assay-handshakes-", 0).factory(),
                // After the end of the sender, nobody waits for a handshake.
                new ThreadPoolExecutor.DiscardPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
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

    /** Returns the processor time of all threads in nanoseconds; negative if this machine does not tell it. */
    long processorNanos() {
        var times = loops.stream().mapToLong(SocketLoop::processorNanos).toArray();
        return Arrays.stream(times).anyMatch(nanos -> nanos < 0)
                ? -1
                : Arrays.stream(times).sum();
    }

    /** Starts to measure how long bytes wait for the threads of the loops. */
    void beginWatch() {
        loops.forEach(loop -> loop.watch().begin());
    }

    /** Ends it; empty if no socket was read. */
    Optional<ReadingDelays> endWatch() {
        return Optional.of(LoopWatch.joined(
                        loops.stream().map(loop -> loop.watch().end()).toList()))
                .filter(seen -> seen.reads() > 0);
    }

    @Override
    public void close() {
        loops.forEach(SocketLoop::close);
        handshakes.shutdownNow();
        var until = System.nanoTime() + Transport.TO_END.toNanos();
        loops.forEach(loop -> loop.awaitEnd(until));
    }
}
