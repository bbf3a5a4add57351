package dev.assay.server.engines;

import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.server.prometheus.MetricsPage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of an engine's metrics on {@code /metrics}. If a metric has several names (versions differ), the first one that the server has is
 * used. A name {@code a+b} means the sum of two metrics. A metric that the engine does not have has no name.
 *
 * @param counts names of counters
 * @param finished the name of the counter of ended requests; null if there is none
 * @param reason the label of that counter that holds the finish reason
 * @param ttft names of the histogram of times to the first token
 * @param itl names of the histogram of times between tokens
 * @param gauges names of gauges
 * @param current whether gauges hold the present value, not that of some steps ago; only then can a gauge show that a server is idle
 */
public record CounterNames(
        Map<ServerCount, List<String>> counts,
        @Nullable String finished,
        String reason,
        List<String> ttft,
        List<String> itl,
        Map<ServerGauge, List<String>> gauges,
        boolean current) {
    /** The engine has no metrics. */
    public static final CounterNames NONE = new CounterNames(Map.of(), null, "", List.of(), List.of(), Map.of(), false);

    public CounterNames {
        counts = Map.copyOf(counts);
        gauges = Map.copyOf(gauges);
        ttft = List.copyOf(ttft);
        itl = List.copyOf(itl);
    }

    /** Returns whether the engine has any counter. */
    public boolean any() {
        return !counts.isEmpty();
    }

    public OptionalDouble count(ServerCount which, MetricsPage page) {
        return counts.getOrDefault(which, List.of()).stream()
                .map(name -> sum(name, page))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static OptionalDouble sum(String names, MetricsPage page) {
        var parts = Stream.of(names.split("\\+", -1)).map(page::count).toList();
        return parts.stream().allMatch(OptionalDouble::isPresent)
                ? OptionalDouble.of(
                        parts.stream().mapToDouble(OptionalDouble::getAsDouble).sum())
                : OptionalDouble.empty();
    }

    /** Returns a gauge over the pages of several servers: the sum, but for the cache usage the maximum; empty if one page lacks it. */
    public OptionalDouble gauge(ServerGauge which, List<MetricsPage> pages) {
        var values = pages.stream().map(page -> gauge(which, page)).toList();
        if (values.isEmpty() || values.stream().anyMatch(OptionalDouble::isEmpty)) {
            return OptionalDouble.empty();
        }
        var numbers = values.stream().mapToDouble(OptionalDouble::getAsDouble);
        return which == ServerGauge.KV_CACHE_USAGE ? numbers.max() : OptionalDouble.of(numbers.sum());
    }

    public OptionalDouble gauge(ServerGauge which, MetricsPage page) {
        return gauges.getOrDefault(which, List.of()).stream()
                .map(name -> which == ServerGauge.KV_CACHE_USAGE ? page.max(name) : page.sum(name))
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    /** Returns one of the names, as an example for a message. */
    public String example() {
        return finished == null
                ? new EnumMap<>(counts).values().iterator().next().getFirst()
                : finished;
    }
}
