package dev.assay.recording;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a server counted while the measured requests of a test were under way, without the warm-up; or why its counts are not known. A count that the
 * server does not report is missing.
 *
 * @param scrapes how often its counters were read
 * @param failed how often they could not be read
 * @param unseen why there are no counts; absent if there are counts
 * @param busyBefore how many requests it computed or had waiting right before the first request was sent; absent if the server does not report this
 *     without delay
 * @param counts by how much each counter grew
 * @param finished how many requests ended, by the reason that the server gives
 * @param ttft its own measure of the times to the first token
 * @param itl its own measure of the times between tokens
 * @param gauges its gauges, read once a second
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

    /** Returns by how much a counter grew; empty if the server does not report it. */
    public OptionalLong count(ServerCount which) {
        var count = counts.get(which);
        return count == null ? OptionalLong.empty() : OptionalLong.of(count);
    }

    /** Returns how many requests it finished; empty if it does not report this. */
    public OptionalLong requests() {
        return finished.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        finished.values().stream().mapToLong(Long::longValue).sum());
    }
}
