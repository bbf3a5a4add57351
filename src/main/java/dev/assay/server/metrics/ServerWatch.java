package dev.assay.server.metrics;

import dev.assay.recording.GaugeSummary;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import dev.assay.recording.files.MetricsFile;
import dev.assay.server.engines.CounterNames;
import dev.assay.server.prometheus.MetricsPage;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a server counts by itself: right before the measured requests of a test, again and again while they are under way, and when
 * all have ended. On connections and, meanwhile, on a thread of its own. That a page cannot be read is written down, and disturbs nothing.
 */
public final class ServerWatch implements AutoCloseable {
    private static final Duration REPLY = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofMillis(100);
    /** Longer than a look takes; whoever looks longer is waited for no more. */
    private static final Duration TO_END = Duration.ofSeconds(10);

    /** What Prometheus' own clients tell of their process. */
    private static final String STARTED = "process_start_time_seconds";

    private static final String OTHERS = "another server's counts came from one look to the next, as behind a router:"
            + " name the page of each with -Dassay.metrics=URL,URL; or the server was started anew";

    private final Transport transport;
    private final List<URI> pages;
    private final CounterNames names;
    private final MetricsFile kept;
    private final InstantSource clock;
    private final Rhythm rhythm;
    private final Map<ServerGauge, DoubleSummaryStatistics> levels = new EnumMap<>(ServerGauge.class);
    private List<CounterValues> before = List.of();
    private List<MetricsPage> latest = List.of();
    private boolean others;
    private @Nullable Long busyBefore;
    private @Nullable Thread thread;
    private volatile boolean closed;
    private int scrapes;
    private int failed;
    private String why = "nobody looked";

    /**
     * How often it looks.
     *
     * @param every the time between two looks while requests are under way
     * @param patience how long a server may take to come to rest before, and to count the last request after
     */
    public record Rhythm(Duration every, Duration patience) {
        /** Once a second. */
        public static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    /**
     * @param pages where one server tells what it counts, or each of several that answer the requests together
     * @param kept where all that they tell is kept
     */
    public ServerWatch(
            Transport transport,
            List<URI> pages,
            CounterNames names,
            MetricsFile kept,
            InstantSource clock,
            Rhythm rhythm) {
        this.transport = transport;
        this.pages = List.copyOf(pages);
        this.names = names;
        this.kept = kept;
        this.clock = clock;
        this.rhythm = rhythm;
    }

    /** Takes the counts that those of the test begin with, once the server has come to rest, and begins to look. */
    public void begin() {
        if (!names.any()) {
            why = "the engine is not known to tell any";
            return;
        }
        var begun = System.nanoTime();
        var first = scrape();
        while (first.isPresent() && busy(first.get()) > 0 && waits(begun)) {
            first = scrape();
        }
        first.ifPresent(read -> {
            before = read.stream().map(page -> CounterValues.of(page, names)).toList();
            busyBefore = names.current() ? Long.valueOf(busy(read)) : null;
        });
        if (before.stream().anyMatch(CounterValues::isEmpty)) {
            why = "they have no " + names.example() + " and nothing else that the engine is known to count";
            before = List.of();
        }
        if (!before.isEmpty()) {
            thread = Thread.ofPlatform().daemon().name("assay-server-watch").start(this::look);
        }
    }

    private long busy(List<MetricsPage> read) {
        return names.current()
                ? Math.round(names.gauge(ServerGauge.RUNNING, read).orElse(0)
                        + names.gauge(ServerGauge.WAITING, read).orElse(0))
                : 0;
    }

    /** Waits a little, unless that is in vain by now. */
    private boolean waits(long since) {
        if (System.nanoTime() - since > rhythm.patience().toNanos()
                || Thread.currentThread().isInterrupted()) {
            return false;
        }
        LockSupport.parkNanos(AGAIN.toNanos());
        return true;
    }

    /** The first look is half a turn after the beginning, so that a test of one turn has one, and in its middle. */
    private void look() {
        var due = System.nanoTime() + rhythm.every().toNanos() / 2;
        while (!closed) {
            var left = due - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(left);
                continue;
            }
            scrape().ifPresent(read -> {
                for (var which : ServerGauge.values()) {
                    names.gauge(which, read)
                            .ifPresent(value -> levels.computeIfAbsent(which, key -> new DoubleSummaryStatistics())
                                    .accept(value));
                }
            });
            // A page that came late puts the next look off, and brings no two at once.
            due = Math.max(
                    due + rhythm.every().toNanos(),
                    System.nanoTime() + rhythm.every().toNanos() / 2);
        }
    }

    /**
     * Stops looking, and returns what was counted since the beginning.
     *
     * @param answered how many requests were answered whole: a server may count the last of them a little later
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

    private ServerRecord record(CounterValues counted) {
        var seen = new EnumMap<ServerGauge, GaugeSummary>(ServerGauge.class);
        levels.forEach((which, values) ->
                seen.put(which, new GaugeSummary(values.getAverage(), values.getMax(), (int) values.getCount())));
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

    /** Returns what all servers together counted since the beginning; empty where one does not answer, or was started anew. */
    private Optional<CounterValues> counted() {
        var read = scrape();
        if (read.isEmpty()) {
            return Optional.empty();
        }
        CounterValues all = null;
        for (var i = 0; i < before.size(); i++) {
            var since = CounterValues.of(read.get().get(i), names).since(before.get(i));
            if (since.isEmpty() || others) {
                why = OTHERS;
                return Optional.empty();
            }
            all = all == null ? since.get() : all.plus(since.get());
        }
        return Optional.ofNullable(all);
    }

    /** Reads all pages; empty where one cannot be read, since the others alone are no sum. */
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
        others = others || isOfOthers(latest, read);
        latest = List.copyOf(read);
        return Optional.of(read);
    }

    /** Returns whether a page is another server's than the same page was at the look before, by its process or by a count that fell. */
    private boolean isOfOthers(List<MetricsPage> earlier, List<MetricsPage> now) {
        return IntStream.range(0, earlier.size())
                .anyMatch(i -> !earlier.get(i).sum(STARTED).equals(now.get(i).sum(STARTED))
                        || CounterValues.of(now.get(i), names)
                                .since(CounterValues.of(earlier.get(i), names))
                                .isEmpty());
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
