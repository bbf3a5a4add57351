package dev.assay.wire;

import dev.assay.plan.deployments.Deadlines;
import dev.assay.recording.ReadingDelays;
import dev.assay.trace.Ending;
import dev.assay.wire.secrets.Secrets;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and watches their deadlines. What is measured goes over own sockets, whose stamps are more exact; the JDK's client asks for small
 * documents, and sends what needs a proxy.
 */
public final class Transport implements AutoCloseable {
    /** How long an idle connection is kept. uvicorn closes one after 5 s, so the client must stop using it before that. */
    static final Duration KEPT = Duration.ofSeconds(3);
    /** How long a connection that has carried no request is kept. Servers and proxies wait 10 s or more for a first request. */
    static final Duration KEPT_UNUSED = Duration.ofSeconds(8);
    /** A kept connection of this age may be too old when the requests that are now prepared are sent. */
    private static final Duration SOON_TOO_OLD = Duration.ofSeconds(2);
    /** How long a request that was given up, or a sender that was closed, may take to end before nobody waits for it any more. */
    static final Duration TO_END = Duration.ofSeconds(5);

    private final Route route;
    private final Secrets secrets;
    private final JdkSender jdk;
    private final SocketSender sockets;
    private final Map<String, RequestSender> senders = new ConcurrentHashMap<>();
    private final Ticker ticker;
    private final Deadlines deadlines;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Open> open = new ConcurrentHashMap<>();
    private final Duration toEnd;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("assay-deadlines").factory());

    /** A transport to a server that needs no extra headers. */
    public Transport(Ticker ticker, Deadlines deadlines) {
        this(ticker, deadlines, RequestHeaders.NONE);
    }

    /** @param headers what every request carries */
    public Transport(Ticker ticker, Deadlines deadlines, RequestHeaders headers) {
        this(ticker, deadlines, headers, SocketThreads.ONE);
    }

    /**
     * @param headers what every request carries
     * @param threads the threads that carry plain connections
     */
    public Transport(Ticker ticker, Deadlines deadlines, RequestHeaders headers, SocketThreads threads) {
        this(ticker, deadlines, headers, threads, TO_END);
    }

    /** @param toEnd how long a request that was given up may take to end */
    Transport(Ticker ticker, Deadlines deadlines, RequestHeaders headers, SocketThreads threads, Duration toEnd) {
        this.ticker = ticker;
        this.toEnd = toEnd;
        this.deadlines = deadlines;
        this.route = headers.route();
        this.secrets = headers.secrets();
        this.jdk = new JdkSender(deadlines, headers);
        this.sockets = new SocketSender(threads, ticker, deadlines, headers);
    }

    /** Starts to measure how long bytes wait for the threads that read them. */
    public void beginWatch() {
        sockets.beginWatch();
    }

    /** Ends it, and returns what was seen since it began; empty if the own sockets read nothing. */
    public Optional<ReadingDelays> endWatch() {
        return sockets.endWatch();
    }

    /** A request that is not over, and what is called when it is. */
    private record Open(Exchange exchange, Consumer<Exchange> whenOver) {}

    /** Returns the time of the test's clock. */
    public long now() {
        return ticker.nanos();
    }

    /**
     * Returns the processor time that the threads of the plain connections have taken so far, in nanoseconds; negative if this machine does not tell
     * it.
     */
    public long processorNanos() {
        return sockets.processorNanos();
    }

    /** Prepares a request before it is due, so that only the write to the socket is left. It is optional. */
    public void prepare(Request request) {
        sender(request.uri()).prepare(request);
    }

    /**
     * Opens new connections in place of the kept ones that may be too old for the requests that come next, and waits until they are open. Otherwise a
     * burst would open them all at once, and a server that cannot take so many at once lets some of them wait for a second.
     */
    public void renewConnections() {
        renewConnections(SOON_TOO_OLD);
    }

    /** @param age how old a connection is that is replaced */
    void renewConnections(Duration age) {
        sockets.renew(age);
    }

    /**
     * Sends a request.
     *
     * @param scheduled when it was due, in the time of {@link #now}
     * @param whenOver called once, on the thread that saw the end; it must return quickly
     */
    public void send(Request request, long scheduled, Consumer<Exchange> whenOver) {
        var exchange = new Exchange(request, ticker, scheduled, secrets);
        var number = numbers.incrementAndGet();
        open.put(number, new Open(exchange, whenOver));
        carry(number, exchange);
        watch(number, firstCheck());
    }

    private Duration firstCheck() {
        return Stream.of(deadlines.firstOutput(), deadlines.gap(), deadlines.total())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void carry(long number, Exchange exchange) {
        sender(exchange.request().uri()).carry(exchange, said -> {
            var fault = said == null ? null : said.without(secrets);
            if (fault != null && exchange.resend(fault)) {
                carry(number, exchange);
                return;
            }
            if (fault instanceof NetworkFault.SocketsEnded ended) {
                exchange.giveUp(new Ending.Cancelled(ended.words()));
            }
            if (fault instanceof NetworkFault.ConnectTimeout) {
                exchange.giveUp(passed(Ending.Deadline.CONNECT, deadlines.connect()));
            }
            over(number, fault);
        });
    }

    /** Ends a request: its sender has reported the end, or will not report it any more. */
    private void over(long number, @Nullable NetworkFault fault) {
        var ended = open.remove(number);
        if (ended != null) {
            ended.exchange().end(fault);
            ended.whenOver().accept(ended.exchange());
        }
    }

    private RequestSender sender(URI uri) {
        return senders.computeIfAbsent(
                uri.getScheme() + "://" + uri.getRawAuthority(), ignored -> isDirect(uri) ? sockets : jdk);
    }

    private boolean isDirect(URI uri) {
        return route.proxy() == null && ProxySelector.getDefault().select(uri).equals(List.of(Proxy.NO_PROXY));
    }

    /**
     * The open requests that have been silent.
     *
     * @param silent how many requests received nothing for so long
     * @param open how many requests are under way
     * @param nanos for how many nanoseconds the most silent request has received nothing
     */
    public record Silence(int silent, int open, long nanos) {}

    /** Returns how many of the open requests have received nothing for at least this time. */
    public Silence silence(Duration atLeast) {
        var now = ticker.nanos();
        var since = open.values().stream()
                .mapToLong(each -> now - each.exchange().lastHeard())
                .toArray();
        return new Silence(
                (int) Arrays.stream(since)
                        .filter(nanos -> nanos >= atLeast.toNanos())
                        .count(),
                since.length,
                Arrays.stream(since).max().orElse(0));
    }

    /** Returns the ids of the open requests that have brought output. Parses what has come so far, so do not call it while anything is timed. */
    public Set<String> answering() {
        return open.values().stream()
                .map(Open::exchange)
                .filter(exchange -> exchange.lastOutput().isPresent())
                .map(exchange -> exchange.request().id())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Gives up every open request; each ends as CANCELLED. */
    public void cancelAll(String why) {
        open.forEach((number, each) -> giveUp(number, each.exchange(), new Ending.Cancelled(why)));
    }

    /** Gives up a request, and makes sure that it ends. */
    private void giveUp(long number, Exchange exchange, Ending why) {
        exchange.giveUp(why);
        watch(number, toEnd);
    }

    /** The task holds only the number, so that the bytes of a finished request are not held in memory until its deadline. */
    private void watch(long number, Duration delay) {
        var unused = watch.schedule(() -> check(number), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void check(long number) {
        var watched = open.get(number);
        if (watched == null) {
            return;
        }
        var exchange = watched.exchange();
        try {
            if (exchange.isGivenUp()) {
                over(number, new NetworkFault.Stopped());
            } else {
                check(number, exchange);
            }
        } catch (RuntimeException | Error e) {
            // An exception of this task would be lost, and without its deadlines the request might never end.
            giveUp(number, exchange, new Ending.Cancelled("its deadlines could not be watched: " + e));
        }
    }

    /** Parses the stream only when a deadline may have passed, so that no read has to wait for it. */
    private void check(long number, Exchange exchange) {
        var now = ticker.nanos();
        var total = exchange.sent() + deadlines.total().toNanos();
        if (now >= total) {
            giveUp(number, exchange, passed(Ending.Deadline.TOTAL, deadlines.total()));
            return;
        }
        if (!exchange.streams()) {
            watch(number, Duration.ofNanos(total - now));
            return;
        }
        var last = exchange.lastOutput();
        var due = last.isPresent()
                ? last.getAsLong() + deadlines.gap().toNanos()
                : exchange.sent() + deadlines.firstOutput().toNanos();
        if (now < due) {
            // Look again after one gap at the latest, in case output comes right after this look.
            var next = Math.min(Math.min(due, total), now + deadlines.gap().toNanos());
            watch(number, Duration.ofNanos(next - now));
        } else if (last.isPresent()) {
            giveUp(number, exchange, passed(Ending.Deadline.GAP, deadlines.gap()));
        } else {
            giveUp(number, exchange, passed(Ending.Deadline.FIRST_OUTPUT, deadlines.firstOutput()));
        }
    }

    private static Ending passed(Ending.Deadline which, Duration allowed) {
        return new Ending.Timeout(which, "deadline " + which + " of " + allowed.toMillis() + " ms passed");
    }

    /**
     * Asks for a small document, such as a list of models.
     *
     * @throws NoAnswerException if no answer came within {@code deadline}, in words for people
     */
    public Reply get(URI uri, Duration deadline) throws NoAnswerException {
        return await(jdk.get(uri), deadline);
    }

    /**
     * Sends a POST without a body, such as one that empties a cache.
     *
     * @throws NoAnswerException if no answer came within {@code deadline}, in words for people
     */
    public Reply post(URI uri, Duration deadline) throws NoAnswerException {
        return await(jdk.post(uri), deadline);
    }

    private Reply await(CompletableFuture<HttpResponse<String>> answer, Duration deadline) throws NoAnswerException {
        try {
            // The timeout of the JDK's client covers only the head of the answer.
            var response = answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply(response.statusCode(), secrets.strikeOut(response.body()));
        } catch (ExecutionException e) {
            throw new NoAnswerException(NetworkFault.of(e).without(secrets));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new NoAnswerException(new NetworkFault.NoAnswerInTime(deadline));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoAnswerException(new NetworkFault.Interrupted());
        }
    }

    /** The answer to a request for a small document. */
    public record Reply(int status, String body) {}

    @Override
    public void close() {
        cancelAll("the transport was closed");
        sockets.close();
        jdk.close();
        watch.shutdownNow();
        open.keySet().forEach(number -> over(number, new NetworkFault.Stopped()));
    }
}
