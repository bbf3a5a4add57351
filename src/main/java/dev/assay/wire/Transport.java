package dev.assay.wire;

import dev.assay.spec.Deadlines;
import dev.assay.trace.Ending;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Sends requests and watches their deadlines. A plain connection goes over sockets of its own, which is more exact; what needs TLS or goes
 * through a proxy is the JDK client's.
 */
public final class Transport implements AutoCloseable {
    /** How long an idle connection is kept. Servers behind uvicorn close one after 5 s; the client must forget it before. */
    static final Duration KEPT = Duration.ofSeconds(3);

    private final Route route;
    private final JdkCarrier jdk;
    private final SocketCarrier sockets;
    private final Map<String, Carrier> carriers = new ConcurrentHashMap<>();
    private final Ticker ticker;
    private final Deadlines deadlines;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Exchange> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("assay-deadlines").factory());

    /** A transport to a server that wants no headers of its own. */
    public Transport(Ticker ticker, Deadlines deadlines) {
        this(ticker, deadlines, RequestHeaders.NONE);
    }

    /** @param headers what goes with every request */
    public Transport(Ticker ticker, Deadlines deadlines, RequestHeaders headers) {
        this.ticker = ticker;
        this.deadlines = deadlines;
        this.route = headers.route();
        this.jdk = new JdkCarrier(deadlines, headers);
        this.sockets = new SocketCarrier(ticker, deadlines, headers);
    }

    /** Returns the time of the row's clock. */
    public long now() {
        return ticker.nanos();
    }

    /** Does before a request is due what can be done then, so that sending it is the socket's work alone. It need not be. */
    public void prepare(Request request) {
        carrier(request.uri()).prepare(request);
    }

    /**
     * Sends a request.
     *
     * @param scheduled when it was due, in the time of {@link #now}
     * @param whenOver called once, on the thread that saw the end: it must return at once
     */
    public void send(Request request, long scheduled, Consumer<Exchange> whenOver) {
        var exchange = new Exchange(request, ticker, scheduled);
        var number = numbers.incrementAndGet();
        open.put(number, exchange);
        carry(number, exchange, whenOver);
        watch(number, firstCheck());
    }

    private Duration firstCheck() {
        return Stream.of(deadlines.firstOutput(), deadlines.gap(), deadlines.total())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void carry(long number, Exchange exchange, Consumer<Exchange> whenOver) {
        carrier(exchange.request().uri()).carry(exchange, failure -> {
            if (failure != null && exchange.resend(failure)) {
                carry(number, exchange, whenOver);
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

    private Carrier carrier(URI uri) {
        return carriers.computeIfAbsent(
                uri.getScheme() + "://" + uri.getRawAuthority(), ignored -> isDirect(uri) ? sockets : jdk);
    }

    private boolean isDirect(URI uri) {
        return route.proxy() == null
                && "http".equalsIgnoreCase(uri.getScheme())
                && ProxySelector.getDefault().select(uri).equals(List.of(Proxy.NO_PROXY));
    }

    /** Gives every open request up; each ends as CANCELLED. */
    public void cancelAll(String why) {
        open.values().forEach(exchange -> exchange.giveUp(new Ending.Cancelled(why)));
    }

    /** The task keeps the number only: the bytes of a request that is over shall not stay until its deadline. */
    private void watch(long number, Duration delay) {
        var unused = watch.schedule(() -> check(number), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void check(long number) {
        var exchange = open.get(number);
        if (exchange == null) {
            return;
        }
        try {
            check(number, exchange);
        } catch (RuntimeException | StackOverflowError e) {
            // Nobody hears of a task that throws, and a request without deadlines may never end.
            exchange.giveUp(new Ending.Cancelled("its deadlines could not be watched: " + e));
        }
    }

    /** Reads the stream only when a deadline may have passed, so that no read waits for it. */
    private void check(long number, Exchange exchange) {
        var now = ticker.nanos();
        var total = exchange.sent() + deadlines.total().toNanos();
        if (now >= total) {
            exchange.giveUp(passed(Ending.Deadline.TOTAL, deadlines.total()));
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
            exchange.giveUp(passed(Ending.Deadline.GAP, deadlines.gap()));
        } else {
            exchange.giveUp(passed(Ending.Deadline.FIRST_OUTPUT, deadlines.firstOutput()));
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
        return await(jdk.get(uri), deadline);
    }

    /**
     * Posts nothing, to have a small thing done.
     *
     * @throws IOException if no answer came within {@code deadline}, in words for people
     */
    public Reply post(URI uri, Duration deadline) throws IOException {
        return await(jdk.post(uri), deadline);
    }

    private static Reply await(CompletableFuture<HttpResponse<String>> answer, Duration deadline) throws IOException {
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
        sockets.close();
        jdk.close();
    }
}
