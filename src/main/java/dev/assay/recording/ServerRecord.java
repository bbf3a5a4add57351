package dev.assay.recording;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server counted by itself while the measured requests of a test were under way, those that warmed it left out; or why nothing is
 * known of that. What it does not tell is not there.
 *
 * @param scrapes how often its counters were read
 * @param failed how often they could not be
 * @param unseen why there are no counts; absent where there are
 * @param busyBefore how many requests it computed, or had waiting, right before the first was sent; absent where it does not tell that at
 *     once
 * @param counts by how much each grew
 * @param finished requests that ended, by the reason that it gives
 * @param ttft its own times to a first token
 * @param itl its own times between tokens
 * @param gauges what was seen once a second
 */
public record ServerRecord(
        int scrapes,
        int failed,
        @Nullable String unseen,
        @Nullable Long busyBefore,
        Map<ServerCount, Long> counts,
        Map<String, Long> finished,
        @Nullable Histogram ttft,
        @Nullable Histogram itl,
        Map<ServerGauge, GaugeSummary> gauges)
        implements SideRecord {
    public ServerRecord {
        var inOrder = new EnumMap<ServerCount, Long>(ServerCount.class);
        inOrder.putAll(counts);
        counts = Collections.unmodifiableMap(inOrder);
        finished = Collections.unmodifiableMap(new TreeMap<>(finished));
        var levels = new EnumMap<ServerGauge, GaugeSummary>(ServerGauge.class);
        levels.putAll(gauges);
        gauges = Collections.unmodifiableMap(levels);
    }

    /** Returns a record of a server whose counters could not be read. */
    public static ServerRecord unseen(int scrapes, int failed, String why) {
        return new ServerRecord(scrapes, failed, why, null, Map.of(), Map.of(), null, null, Map.of());
    }

    /** Returns by how much a count grew; empty where the server does not tell it. */
    public OptionalLong count(ServerCount which) {
        var count = counts.get(which);
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }

    /** Returns how many requests it finished; empty where it does not tell. */
    public OptionalLong requests() {
        return finished.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        finished.values().stream().mapToLong(Long::longValue).sum());
    }
}
