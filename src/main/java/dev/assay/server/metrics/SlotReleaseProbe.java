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

/**
 * Tests whether a server stops computing when the client closes the connection: it cancels a long request that runs, and polls the server's gauge
 * of running requests.
 */
public final class SlotReleaseProbe {
    private static final Duration REPLY = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** How many polls in a row must see no running request, since a router may send each poll to another server. */
    private static final int SURE = 4;

    private final Transport transport;
    private final Ticker ticker;
    private final Transport metrics;
    private final List<URI> pages;
    private final String running;
    private final Duration patience;

    /**
     * @param transport to the server; it must have no other request open, since all are cancelled
     * @param metrics to the metrics pages, with no other request open
     * @param pages the metrics page of each server behind the address
     * @param running the name of the server's gauge of running requests
     * @param patience how long the server may take to show a request as running, and to show it as ended
     */
    public SlotReleaseProbe(
            Transport transport, Ticker ticker, Transport metrics, List<URI> pages, String running, Duration patience) {
        this.patience = patience;
        this.transport = transport;
        this.ticker = ticker;
        this.metrics = metrics;
        this.pages = List.copyOf(pages);
        this.running = running;
    }

    /**
     * Sends the request, cancels it, and returns whether the server's gauge fell.
     *
     * @param tokens how many tokens the request asks for; they must take longer than a cancel
     */
    public SlotRelease watch(Request request, int tokens) {
        try {
            var before = running();
            return before > 0
                    ? new SlotRelease.Unseen("the server runs other requests (" + (long) before + ")")
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
            return new SlotRelease.Unseen("the server never showed the request for " + tokens + " tokens as running");
        }
        var cancelled = ticker.nanos();
        transport.cancelAll("to see whether the server stops");
        var free = await(count -> count == 0, SURE, cancelled);
        return free.<SlotRelease>map(at ->
                        new SlotRelease.Freed(tokens, Duration.ofNanos(at - sent), Duration.ofNanos(at - cancelled)))
                .orElseGet(() -> new SlotRelease.Held(patience));
    }

    /** Returns when the gauge first met the condition, if it did so in {@code polls} polls in a row; empty if the patience ran out before. */
    private Optional<Long> await(DoublePredicate wanted, int polls, long since) throws IOException {
        var first = 0L;
        var seen = 0;
        while (ticker.nanos() - since < patience.toNanos()) {
            seen = wanted.test(running()) ? seen + 1 : 0;
            first = seen == 1 ? ticker.nanos() : first;
            if (seen == polls) {
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
            var reply = metrics.get(page, REPLY);
            all += MetricsPage.of(reply.status() == 200 ? reply.body() : "")
                    .sum(running)
                    .orElseThrow(() -> new IOException("the server's /metrics have no " + running));
        }
        return all;
    }
}
