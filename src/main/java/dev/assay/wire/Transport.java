package dev.assay.wire;

import dev.assay.spec.Deadlines;
import dev.assay.trace.Ending;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Sends requests with the JDK's client, over HTTP/1.1 only: a server behind uvicorn loses the body of a request that offers HTTP/2.
 * The client's callbacks run on its selector thread, so that nothing stands between the socket and the stamp; nothing here blocks it.
 */
public final class Transport implements AutoCloseable {
    private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

    static {
        // Servers behind uvicorn close a connection that was idle for 5 s; the client must forget it before.
        if (System.getProperty(KEEP_ALIVE) == null) {
            System.setProperty(KEEP_ALIVE, "3");
        }
    }

    private final HttpClient client;
    private final Ticker ticker;
    private final Deadlines deadlines;
    private final Map<Exchange, Future<?>> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("assay-deadlines").factory());

    public Transport(Ticker ticker, Deadlines deadlines) {
        this.ticker = ticker;
        this.deadlines = deadlines;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadlines.connect())
                .executor(Runnable::run)
                .build();
    }

    /**
     * Sends a request that is due now.
     *
     * @param whenOver called once, on the thread that saw the end: it must return at once
     */
    public void send(Request request, Consumer<Exchange> whenOver) {
        var http = HttpRequest.newBuilder(request.uri())
                .header("Content-Type", "application/json")
                .header("X-Request-Id", request.id())
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().toByteArray()))
                .build();
        var exchange = new Exchange(request, ticker, ticker.nanos());
        send(http, exchange, whenOver);
        watch(exchange, firstCheck());
    }

    private Duration firstCheck() {
        return Stream.of(deadlines.firstOutput(), deadlines.gap(), deadlines.total())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void send(HttpRequest http, Exchange exchange, Consumer<Exchange> whenOver) {
        exchange.stampSent();
        var future = client.sendAsync(http, exchange::subscriber);
        open.put(exchange, future);
        var unused = future.whenComplete((response, failure) -> {
            if (failure != null && exchange.resend(failure)) {
                send(http, exchange, whenOver);
                return;
            }
            exchange.end(failure);
            open.remove(exchange);
            whenOver.accept(exchange);
        });
    }

    /** Gives every open request up; each ends as CANCELLED. */
    public void cancelAll(String why) {
        open.forEach((exchange, future) -> {
            exchange.cancel(why);
            future.cancel(true);
        });
    }

    private void watch(Exchange exchange, Duration delay) {
        var unused = watch.schedule(() -> check(exchange), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Reads the stream only when a deadline may have passed, so that no read waits for it. */
    private void check(Exchange exchange) {
        if (exchange.over()) {
            return;
        }
        var now = ticker.nanos();
        var total = exchange.sent() + deadlines.total().toNanos();
        if (now >= total) {
            timeOut(exchange, Ending.Deadline.TOTAL, deadlines.total());
            return;
        }
        var last = exchange.lastOutput();
        var due = last.isPresent()
                ? last.getAsLong() + deadlines.gap().toNanos()
                : exchange.sent() + deadlines.firstOutput().toNanos();
        if (now < due) {
            watch(exchange, Duration.ofNanos(Math.min(due, total) - now));
        } else if (last.isPresent()) {
            timeOut(exchange, Ending.Deadline.GAP, deadlines.gap());
        } else {
            timeOut(exchange, Ending.Deadline.FIRST_OUTPUT, deadlines.firstOutput());
        }
    }

    private void timeOut(Exchange exchange, Ending.Deadline which, Duration allowed) {
        exchange.timeOut(new Ending.Timeout(which, "deadline " + which + " of " + allowed.toMillis() + " ms passed"));
        var future = open.get(exchange);
        if (future != null) {
            future.cancel(true);
        }
    }

    /**
     * Asks for a small document, such as a list of models.
     *
     * @throws IOException if no answer came within {@code deadline}, in words for people
     */
    public Reply get(URI uri, Duration deadline) throws IOException {
        var http = HttpRequest.newBuilder(uri).timeout(deadline).GET().build();
        try {
            var response = client.send(http, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new IOException(Exchange.words(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The answer to a small question. */
    public record Reply(int status, String body) {}

    @Override
    public void close() {
        watch.shutdownNow();
        client.shutdownNow();
        client.close();
    }
}
