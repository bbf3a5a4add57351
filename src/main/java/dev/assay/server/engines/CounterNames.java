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
 * What an engine calls on its {@code /metrics} what is asked of it. Of several names for one thing, which its versions have given it, the first
 * counts that the server has; of a name with a plus in it both are added. What an engine does not tell has none.
 *
 * @param counts of what it counts
 * @param finished the count of requests that ended; absent: it has none
 * @param reason the label of that count that says how they did
 * @param ttft of the histogram of times to a first token
 * @param itl of that of times between tokens
 * @param gauges of what it tells as it is
 * @param current whether its gauges say what is now, and not what was some steps ago: only then does one show that a server is idle
 */
public record CounterNames(
        Map<ServerCount, List<String>> counts,
        @Nullable String finished,
        String reason,
        List<String> ttft,
        List<String> itl,
        Map<ServerGauge, List<String>> gauges,
        boolean current) {
    /** Nothing is told. */
    public static final CounterNames NONE = new CounterNames(Map.of(), null, "", List.of(), List.of(), Map.of(), false);

    public CounterNames {
        counts = Map.copyOf(counts);
        gauges = Map.copyOf(gauges);
        ttft = List.copyOf(ttft);
        itl = List.copyOf(itl);
    }

    /** Returns whether the engine tells anything. */
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

    /** Returns a gauge over the pages of several servers: their sum, or the fullest's; empty where one of them does not tell it. */
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

    /** Returns an example of the names, for people. */
    public String example() {
        return finished == null
                ? new EnumMap<>(counts).values().iterator().next().getFirst()
                : finished;
    }
}
