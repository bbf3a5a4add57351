package dev.assay.server.metrics;

import dev.assay.recording.GaugeSummary;
import dev.assay.recording.ServerDeath;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import dev.assay.recording.files.MetricsFile;
import dev.assay.server.engines.CounterNames;
import dev.assay.server.prometheus.MetricsPage;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Polls a server's metrics page: right before the measured requests of a test, at intervals while they run, and after all have ended. It uses its
 * own connections and its own thread. If a page cannot be read, that is recorded and the test goes on.
 */
public final class ServerWatch implements AutoCloseable {
    private static final Duration REPLY = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofMillis(100);
    /** How long to wait for the polling thread to end; longer than one poll takes. */
    private static final Duration TO_END = Duration.ofSeconds(10);

    private static final String OTHER_PROCESS = "the counters changed to those of another process: either a"
            + " router sends each poll to another server (then name the metrics page of each with"
            + " -Dassay.metrics=URL,URL), or the server was restarted";

    private final Transport transport;
    private final List<URI> pages;
    private final CounterNames names;
    private final MetricsFile kept;
    private final InstantSource clock;
    private final Ticker ticker;
    private final PollTiming timing;
    private final Map<ServerGauge, List<GaugeSummary.Reading>> levels = new EnumMap<>(ServerGauge.class);
    private List<CounterValues> before = List.of();
    private List<MetricsPage> lastPages = List.of();
    private boolean otherProcess;
    private @Nullable Instant begun;
    private @Nullable Instant restarted;
    private @Nullable Long busyBefore;
    private @Nullable Thread thread;
    private volatile boolean closed;
    private int scrapes;
    private int failed;
    private String why = "the metrics page was not polled";

    /**
     * When to poll.
     *
     * @param every the time between two polls while requests run
     * @param patience how long to wait for an idle server before the test, and for the count of the last request after it
     */
    public record PollTiming(Duration every, Duration patience) {
        /** Once a second. */
        public static final PollTiming DEFAULT = new PollTiming(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    /**
     * @param pages the metrics page of each server that answers the requests
     * @param kept the file that keeps all pages
     * @param ticker the clock of the traces
     */
    public ServerWatch(
            Transport transport,
            List<URI> pages,
            CounterNames names,
            MetricsFile kept,
            InstantSource clock,
            Ticker ticker,
            PollTiming timing) {
        this.transport = transport;
        this.pages = List.copyOf(pages);
        this.names = names;
        this.kept = kept;
        this.clock = clock;
        this.ticker = ticker;
        this.timing = timing;
    }

    /** Waits until the server is idle, reads the counters before the test, and starts polling. */
    public void begin() {
        if (!names.any()) {
            why = "no metrics of this engine are known";
            return;
        }
        begun = clock.instant();
        var asked = System.nanoTime();
        var first = scrape();
        while (first.isPresent() && busy(first.get()) > 0 && waits(asked)) {
            first = scrape();
        }
        first.ifPresent(read -> {
            before = read.stream().map(page -> CounterValues.of(page, names)).toList();
            busyBefore = names.current() ? Long.valueOf(busy(read)) : null;
        });
        if (before.stream().anyMatch(CounterValues::isEmpty)) {
            why = "the metrics page has no " + names.example() + " and no other known counter of the engine";
            before = List.of();
        }
        if (!before.isEmpty()) {
            thread = Thread.ofPlatform().daemon().name("assay-server-watch").start(this::poll);
        }
    }

    private long busy(List<MetricsPage> read) {
        return names.current()
                ? Math.round(names.gauge(ServerGauge.RUNNING, read).orElse(0)
                        + names.gauge(ServerGauge.WAITING, read).orElse(0))
                : 0;
    }

    /** Waits for a short time; returns false without waiting if the patience has run out or the thread was interrupted. */
    private boolean waits(long since) {
        if (System.nanoTime() - since > timing.patience().toNanos()
                || Thread.currentThread().isInterrupted()) {
            return false;
        }
        LockSupport.parkNanos(AGAIN.toNanos());
        return true;
    }

    /** The first poll comes half an interval after the start, so that a test as long as one interval is polled once, in its middle. */
    private void poll() {
        var due = System.nanoTime() + timing.every().toNanos() / 2;
        while (!closed) {
            var left = due - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(left);
                continue;
            }
            scrape().ifPresent(read -> {
                var now = ticker.nanos();
                for (var which : ServerGauge.values()) {
                    names.gauge(which, read)
                            .ifPresent(value -> levels.computeIfAbsent(which, key -> new ArrayList<>())
                                    .add(new GaugeSummary.Reading(now, value)));
                }
            });
            // A slow page delays the next poll; polls never follow each other at once.
            due = Math.max(
                    due + timing.every().toNanos(),
                    System.nanoTime() + timing.every().toNanos() / 2);
        }
    }

    /**
     * Stops polling, and returns how much the counters grew since the start.
     *
     * @param answered the number of completely answered requests; a server may count the last of them a little later
     */
    public ServerRecord end(int answered) {
        stop();
        if (before.isEmpty()) {
            return ServerRecord.unseen(scrapes, failed, why);
        }
        var begun = System.nanoTime();
        var counted = counted();
        while (counted.isPresent() && names.finished() != null && counted.get().requests() < answered && waits(begun)) {
            counted = counted();
        }
        return counted.map(this::record).orElseGet(() -> ServerRecord.unseen(scrapes, failed, why));
    }

    /**
     * Returns that a server was restarted since the beginning, by the start time of its process. A server behind a router that had started earlier, or whose clock is
     * behind by more than the time since the beginning, is not taken for one.
     */
    public Optional<ServerDeath> restart() {
        return restarted == null
                ? Optional.empty()
                : Optional.of(new ServerDeath(
                        "was restarted (its process says that it began at " + restarted + ", and the test began at "
                                + begun + ")",
                        null,
                        "Find out why, and measure again; if another server was added behind its address, keep their number"
                                + " as it is while a test runs."));
    }

    private ServerRecord record(CounterValues counted) {
        var seen = new EnumMap<ServerGauge, GaugeSummary>(ServerGauge.class);
        levels.forEach((which, readings) -> seen.put(which, GaugeSummary.of(readings)));
        return new ServerRecord(
                scrapes,
                failed,
                null,
                busyBefore,
                counted.counts(),
                counted.finished(),
                counted.ttft(),
                counted.itl(),
                seen);
    }

    /** Returns the growth of the counters since the start, summed over all servers; empty if one does not answer or was restarted. */
    private Optional<CounterValues> counted() {
        var read = scrape();
        if (read.isEmpty()) {
            return Optional.empty();
        }
        CounterValues all = null;
        for (var i = 0; i < before.size(); i++) {
            var since = CounterValues.of(read.get().get(i), names).since(before.get(i));
            if (since.isEmpty() || otherProcess) {
                why = OTHER_PROCESS;
                return Optional.empty();
            }
            all = all == null ? since.get() : all.plus(since.get());
        }
        return Optional.ofNullable(all);
    }

    /** Reads all pages; empty if one cannot be read, since the sum would be wrong. */
    private Optional<List<MetricsPage>> scrape() {
        var read = new ArrayList<MetricsPage>();
        for (var page : pages) {
            try {
                read.add(scrape(page));
            } catch (IOException | UncheckedIOException e) {
                failed++;
                why = page + " " + e.getMessage();
                return Optional.empty();
            }
        }
        scrapes++;
        if (isOfAnotherProcess(lastPages, read)) {
            otherProcess = true;
            read.forEach(this::lookForRestart);
        }
        lastPages = List.copyOf(read);
        return Optional.of(read);
    }

    /** Returns whether a page comes from another process than at the last poll: its start time differs, or a counter fell. */
    private boolean isOfAnotherProcess(List<MetricsPage> earlier, List<MetricsPage> now) {
        return IntStream.range(0, earlier.size())
                .anyMatch(i -> !earlier.get(i)
                                .sum(ServerStart.METRIC)
                                .equals(now.get(i).sum(ServerStart.METRIC))
                        || CounterValues.of(now.get(i), names)
                                .since(CounterValues.of(earlier.get(i), names))
                                .isEmpty());
    }

    private void lookForRestart(MetricsPage page) {
        var seconds = page.max(ServerStart.METRIC);
        if (seconds.isPresent() && begun != null) {
            var started = Instant.ofEpochMilli(Math.round(seconds.getAsDouble() * 1000));
            restarted = started.isAfter(begun) ? started : restarted;
        }
    }

    private MetricsPage scrape(URI page) throws IOException {
        try {
            var reply = transport.get(page, REPLY);
            if (reply.status() != 200) {
                throw new IOException("answers " + reply.status() + ", expected 200");
            }
            kept.append(clock.instant(), page, reply.body());
            return MetricsPage.of(reply.body());
        } catch (IOException e) {
            kept.appendFailure(clock.instant(), page, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void stop() {
        closed = true;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(TO_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        stop();
        transport.close();
        kept.close();
    }
}
