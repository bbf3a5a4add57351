package dev.assay.server.metrics;

import dev.assay.recording.SlotRelease;
import dev.assay.server.prometheus.MetricsPage;
import dev.assay.wire.Request;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoublePredicate;

/** Gives a long request up as soon as the server works on it, and watches in the server's own count whether the slot becomes free. */
public final class SlotReleaseProbe {
    private static final Duration REPLY = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** So many looks in a test must see no request: behind a router each may be at another server. */
    private static final int SURE = 4;

    private final Transport transport;
    private final Ticker ticker;
    private final Transport lookout;
    private final List<URI> pages;
    private final String running;
    private final Duration patience;

    /**
     * @param transport to the server, with no other request open: all of them are given up
     * @param lookout to the pages, with nothing else open
     * @param pages where the server tells what it counts, or each of several behind one address
     * @param running the name of the server's count of requests that it computes
     * @param patience how long the server may take to count a request, and no longer to count it
     */
    public SlotReleaseProbe(
            Transport transport, Ticker ticker, Transport lookout, List<URI> pages, String running, Duration patience) {
        this.patience = patience;
        this.transport = transport;
        this.ticker = ticker;
        this.lookout = lookout;
        this.pages = List.copyOf(pages);
        this.running = running;
    }

    /**
     * Sends the request, cancels it, and returns what the server told.
     *
     * @param tokens how many tokens the request asks for: enough for a longer time than a cancel takes
     */
    public SlotRelease watch(Request request, int tokens) {
        try {
            var before = running();
            return before > 0
                    ? new SlotRelease.Unseen("the server computes other requests (" + (long) before + ")")
                    : cancel(request, tokens);
        } catch (IOException e) {
            return new SlotRelease.Unseen(String.valueOf(e.getMessage()));
        }
    }

    private SlotRelease cancel(Request request, int tokens) throws IOException {
        var over = new CompletableFuture<Void>();
        var sent = ticker.nanos();
        transport.send(request, transport.now(), exchange -> over.complete(null));
        var taken = await(count -> count > 0 || over.isDone(), 1, sent);
        if (taken.isEmpty() || over.isDone()) {
            transport.cancelAll("nothing can be seen of it");
            return new SlotRelease.Unseen(
                    "the server never counted a request for " + tokens + " tokens among those it computes");
        }
        var cancelled = ticker.nanos();
        transport.cancelAll("to see whether the server stops");
        var free = await(count -> count == 0, SURE, cancelled);
        return free.<SlotRelease>map(at ->
                        new SlotRelease.Freed(tokens, Duration.ofNanos(at - sent), Duration.ofNanos(at - cancelled)))
                .orElseGet(() -> new SlotRelease.Held(patience));
    }

    /** Returns when the count began to be as wanted for so many looks; empty if it was not while patience lasted. */
    private Optional<Long> await(DoublePredicate wanted, int looks, long since) throws IOException {
        var first = 0L;
        var seen = 0;
        while (ticker.nanos() - since < patience.toNanos()) {
            seen = wanted.test(running()) ? seen + 1 : 0;
            first = seen == 1 ? ticker.nanos() : first;
            if (seen == looks) {
                return Optional.of(first);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return Optional.empty();
    }

    private double running() throws IOException {
        var all = 0.0;
        for (var page : pages) {
            var reply = lookout.get(page, REPLY);
            all += MetricsPage.of(reply.status() == 200 ? reply.body() : "")
                    .sum(running)
                    .orElseThrow(() -> new IOException("the server's /metrics tell no " + running));
        }
        return all;
    }
}
