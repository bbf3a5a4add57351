package dev.assay.server.metrics;

import dev.assay.recording.Histogram;
import dev.assay.recording.ServerCount;
import dev.assay.server.engines.CounterNames;
import dev.assay.server.prometheus.MetricsPage;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values of a server's counters at one time, or their growth between two times. Counters that the server does not have are left out. */
public record CounterValues(
        Map<ServerCount, Long> counts,
        Map<String, Long> finished,
        @Nullable Histogram ttft,
        @Nullable Histogram itl) {
    /** Reads the values from a metrics page. */
    public static CounterValues of(MetricsPage page, CounterNames names) {
        var counts = new EnumMap<ServerCount, Long>(ServerCount.class);
        for (var which : ServerCount.values()) {
            // A counter is never negative: a negative value is not a count.
            names.count(which, page).stream()
                    .filter(value -> value >= 0)
                    .forEach(value -> counts.put(which, Math.round(value)));
        }
        var finished = new LinkedHashMap<String, Long>();
        if (names.finished() != null) {
            page.by(names.reason(), names.finished())
                    .forEach((reason, value) -> finished.put(reason.isEmpty() ? "any" : reason, Math.round(value)));
        }
        return new CounterValues(counts, finished, histogram(page, names.ttft()), histogram(page, names.itl()));
    }

    private static @Nullable Histogram histogram(MetricsPage page, List<String> names) {
        return names.stream()
                .map(page::histogram)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    boolean isEmpty() {
        return counts.isEmpty() && finished.isEmpty();
    }

    public long requests() {
        return finished.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns how much each counter grew since an earlier time; empty if a counter fell, as it does when a server is restarted. A counter that is
     * new began at 0.
     */
    public Optional<CounterValues> since(CounterValues before) {
        var more = new EnumMap<ServerCount, Long>(ServerCount.class);
        counts.forEach((which, count) -> more.put(which, count - before.counts.getOrDefault(which, 0L)));
        var ended = new LinkedHashMap<String, Long>();
        finished.forEach((reason, count) -> ended.put(reason, count - before.finished.getOrDefault(reason, 0L)));
        var fell =
                Stream.concat(more.values().stream(), ended.values().stream()).anyMatch(by -> by < 0)
                        || !counts.keySet().containsAll(before.counts.keySet());
        return fell
                ? Optional.empty()
                : Optional.of(new CounterValues(more, ended, since(ttft, before.ttft), since(itl, before.itl)));
    }

    private static @Nullable Histogram since(@Nullable Histogram now, @Nullable Histogram before) {
        return now == null || before == null ? now : now.since(before);
    }

    /** Returns the sums over two servers of the counters that both have. */
    public CounterValues plus(CounterValues other) {
        var both = new EnumMap<ServerCount, Long>(ServerCount.class);
        counts.forEach((which, count) -> {
            var its = other.counts.get(which);
            if (its != null) {
                both.put(which, count + its);
            }
        });
        var ended = new LinkedHashMap<>(finished);
        other.finished.forEach((reason, count) -> ended.merge(reason, count, Long::sum));
        return new CounterValues(both, ended, plus(ttft, other.ttft), plus(itl, other.itl));
    }

    private static @Nullable Histogram plus(@Nullable Histogram one, @Nullable Histogram other) {
        return one == null || other == null ? null : one.plus(other);
    }
}
