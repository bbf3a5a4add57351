package dev.assay.testing;

import dev.assay.recording.GaugeSummary;
import dev.assay.recording.Histogram;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import dev.assay.recording.SideRecords;
import dev.assay.trace.Trace;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds counters of a server, and recordings with them, for tests. Values that a test does not set fit requests of 256 tokens in and 3 out. */
public final class Counted {
    private final Map<ServerCount, Long> counts = new EnumMap<>(ServerCount.class);
    private final Map<ServerGauge, GaugeSummary> gauges = new EnumMap<>(ServerGauge.class);
    private Map<String, Long> finished;
    private int failed;
    private @Nullable Long busyBefore = 0L;
    private @Nullable Histogram ttft;
    private @Nullable Histogram itl;

    private Counted(long requests) {
        finished = Map.of("length", requests, "abort", 0L);
        counts.put(ServerCount.PREEMPTIONS, 0L);
        counts.put(ServerCount.CACHE_QUERIES, 256 * requests);
        counts.put(ServerCount.CACHE_HITS, 0L);
        counts.put(ServerCount.PROMPT_TOKENS, 256 * requests);
        counts.put(ServerCount.OUTPUT_TOKENS, 3 * requests);
        gauges.put(ServerGauge.RUNNING, new GaugeSummary(1.5, 2, 10));
        gauges.put(ServerGauge.WAITING, new GaugeSummary(0, 0, 10));
        gauges.put(ServerGauge.KV_CACHE_USAGE, new GaugeSummary(0.25, 0.5, 10));
    }

    public static Counted requests(long requests) {
        return new Counted(requests);
    }

    public Counted with(ServerCount which, long by) {
        counts.put(which, by);
        return this;
    }

    public Counted without(ServerCount which) {
        counts.remove(which);
        return this;
    }

    public Counted with(ServerGauge which, double mean, double max) {
        gauges.put(which, new GaugeSummary(mean, max, 10));
        return this;
    }

    public Counted withoutGauges() {
        gauges.clear();
        return this;
    }

    public Counted without(ServerGauge which) {
        gauges.remove(which);
        return this;
    }

    public Counted untold() {
        finished = Map.of();
        return this;
    }

    public Counted busyBefore(@Nullable Long requests) {
        busyBefore = requests;
        return this;
    }

    public Counted failed(int looks) {
        failed = looks;
        return this;
    }

    /** Times in milliseconds. */
    public Counted ttft(long count, double mean) {
        ttft = new Histogram(count, count * mean / 1e3, List.of());
        return this;
    }

    /** Times in milliseconds. */
    public Counted itl(long count, double mean) {
        itl = new Histogram(count, count * mean / 1e3, List.of());
        return this;
    }

    public ServerRecord record() {
        return new ServerRecord(12, failed, null, busyBefore, counts, finished, ttft, itl, gauges);
    }

    /** Returns a recording of 2026-11-21 with these traces. */
    public Recording over(Trace... traces) {
        return over(record(), traces);
    }

    public static Recording over(ServerRecord record, Trace... traces) {
        var plain = Plans.recording(List.of(traces));
        return new Recording(plain.header(), plain.traces(), SideRecords.NONE.with(record));
    }
}
