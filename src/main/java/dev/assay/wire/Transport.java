package dev.assay.wire;

import dev.assay.spec.Deadlines;
import dev.assay.trace.Ending;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
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
    private final RequestHeaders headers;
    private final Ticker ticker;
    private final Deadlines deadlines;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Open> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("assay-deadlines").factory());

    /** A request that is not over, and the client's work on it: on its second try, if it was sent again. */
    private record Open(Exchange exchange, Future<?> work) {}

    /** A transport to a server that wants no headers of its own. */
    public Transport(Ticker ticker, Deadlines deadlines) {
        this(ticker, deadlines, RequestHeaders.NONE);
    }

    /** @param headers what goes with every request */
    public Transport(Ticker ticker, Deadlines deadlines, RequestHeaders headers) {
        this.headers = headers;
        this.ticker = ticker;
        this.deadlines = deadlines;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadlines.connect())
                .executor(Runnable::run)
                .build();
    }

    /** Returns the time of the row's clock. */
    public long now() {
        return ticker.nanos();
    }

    /**
     * Sends a request.
     *
     * @param scheduled when it was due, in the time of {@link #now}
     * @param whenOver called once, on the thread that saw the end: it must return at once
     */
    public void send(Request request, long scheduled, Consumer<Exchange> whenOver) {
        var http = headers.on(HttpRequest.newBuilder(request.uri()))
                .header("Content-Type", "application/json")
                .header("X-Request-Id", request.id())
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body().toByteArray()))
                .build();
        var exchange = new Exchange(request, ticker, scheduled);
        var number = numbers.incrementAndGet();
        send(number, http, exchange, whenOver);
        watch(number, firstCheck());
    }

    private Duration firstCheck() {
        return Stream.of(deadlines.firstOutput(), deadlines.gap(), deadlines.total())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void send(long number, HttpRequest http, Exchange exchange, Consumer<Exchange> whenOver) {
        exchange.stampSent();
        var work = client.sendAsync(http, exchange::subscriber);
        open.put(number, new Open(exchange, work));
        if (exchange.isGivenUp()) {
            // Whoever gave it up in the middle of a second try could only stop the first.
            work.cancel(true);
        }
        var unused = work.whenComplete((response, failure) -> {
            if (failure != null && exchange.resend(failure)) {
                send(number, http, exchange, whenOver);
                return;
            }
            if (failure != null && NetworkFault.unwrap(failure) instanceof HttpConnectTimeoutException) {
                exchange.giveUp(passed(Ending.Deadline.CONNECT, deadlines.connect()));
            }
            exchange.end(failure);
            open.remove(number);
            whenOver.accept(exchange);
        });
    }

    /** Gives every open request up; each ends as CANCELLED. */
    public void cancelAll(String why) {
        open.keySet().forEach(number -> giveUp(number, new Ending.Cancelled(why)));
    }

    private void giveUp(long number, Ending why) {
        var before = open.get(number);
        if (before != null && before.exchange().giveUp(why)) {
            // Asked anew: it may have been sent again since.
            var now = open.get(number);
            if (now != null) {
                now.work().cancel(true);
            }
        }
    }

    /** The task keeps the number only: the bytes of a request that is over shall not stay until its deadline. */
    private void watch(long number, Duration delay) {
        var unused = watch.schedule(() -> check(number), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void check(long number) {
        var request = open.get(number);
        if (request == null) {
            return;
        }
        try {
            check(number, request.exchange());
        } catch (RuntimeException | StackOverflowError e) {
            // Nobody hears of a task that throws, and a request without deadlines may never end.
            giveUp(number, new Ending.Cancelled("its deadlines could not be watched: " + e));
        }
    }

    /** Reads the stream only when a deadline may have passed, so that no read waits for it. */
    private void check(long number, Exchange exchange) {
        var now = ticker.nanos();
        var total = exchange.sent() + deadlines.total().toNanos();
        if (now >= total) {
            giveUp(number, passed(Ending.Deadline.TOTAL, deadlines.total()));
            return;
        }
        var last = exchange.lastOutput();
        var due = last.isPresent()
                ? last.getAsLong() + deadlines.gap().toNanos()
                : exchange.sent() + deadlines.firstOutput().toNanos();
        if (now < due) {
            // Output that comes right after this look must not be followed by more than a gap before the next.
            var next = Math.min(Math.min(due, total), now + deadlines.gap().toNanos());
            watch(number, Duration.ofNanos(next - now));
        } else if (last.isPresent()) {
            giveUp(number, passed(Ending.Deadline.GAP, deadlines.gap()));
        } else {
            giveUp(number, passed(Ending.Deadline.FIRST_OUTPUT, deadlines.firstOutput()));
        }
    }

    private static Ending passed(Ending.Deadline which, Duration allowed) {
        return new Ending.Timeout(which, "deadline " + which + " of " + allowed.toMillis() + " ms passed");
    }

    /**
     * Asks for a small document, such as a list of models.
     *
     * @throws IOException if no answer came within {@code deadline}, in words for people
     */
    public Reply get(URI uri, Duration deadline) throws IOException {
        var answer = client.sendAsync(
                headers.on(HttpRequest.newBuilder(uri)).GET().build(), HttpResponse.BodyHandlers.ofString());
        try {
            // The client's own timeout ends with the head of the answer.
            var response = answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply(response.statusCode(), response.body());
        } catch (ExecutionException e) {
            var why = e.getCause() == null ? e : e.getCause();
            throw new IOException(NetworkFault.words(why), why);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no whole answer within " + deadline.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The answer to a small question. */
    public record Reply(int status, String body) {}

    @Override
    public void close() {
        watch.shutdownNow();
        cancelAll("the transport was closed");
        client.shutdownNow();
        client.close();
    }
}
