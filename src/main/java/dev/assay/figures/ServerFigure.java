package dev.assay.figures;

import static dev.assay.plan.thresholds.Direction.LESS;
import static dev.assay.plan.thresholds.Direction.MORE;
import static dev.assay.plan.thresholds.Direction.NEITHER;

import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.GaugeSummary;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a server, not of its answers: what it counts by itself over all of a cell's measured requests, and how it started. One line
 * each. What it does not tell has no value: that nothing was counted is no proof that there was nothing.
 */
public enum ServerFigure implements FigureName {
    CACHE_HIT_RATE(
            "cache-hit-rate",
            Unit.SHARE,
            NEITHER,
            "Δ hits / Δ queries of the server's cache of prefixes, by its counters",
            counted(ServerFigure::hitRate)),
    PREEMPTIONS(
            "preemptions",
            Unit.COUNT,
            LESS,
            "Δ preemptions, by the server's counter",
            counted(ServerFigure::preemptions)),
    KV_CACHE_USAGE_MEAN(
            "kv-cache-usage.mean",
            Unit.SHARE,
            NEITHER,
            "part of the KV cache that is in use, on average of looks once a second",
            counted((figure, record) -> figure.usage(record, GaugeSummary::mean))),
    KV_CACHE_USAGE_MAX(
            "kv-cache-usage.max",
            Unit.SHARE,
            NEITHER,
            "largest part of the KV cache that was in use, of looks once a second",
            counted((figure, record) -> figure.usage(record, GaugeSummary::max))),
    ACCEPT_LENGTH(
            "accept-length",
            Unit.TOKENS,
            MORE,
            "1 + Δ accepted tokens / Δ drafts, by the server's counters: tokens that a step of speculation brings",
            counted(ServerFigure::acceptLength)),
    STARTUP_COLD(
            "startup.cold",
            Unit.MILLISECONDS,
            LESS,
            "from starting the server's process or container until it was ready, with the machine's caches as they were",
            ServerFigure::startup);

    private static final String NOBODY_LOOKED = "nobody looked at what the server counts";

    private final Definition defined;
    private final BiFunction<ServerFigure, Recording, Figure> value;

    ServerFigure(
            String key,
            Unit unit,
            Direction better,
            String formula,
            BiFunction<ServerFigure, Recording, Figure> value) {
        this.defined = new Definition(key, unit, better, formula);
        this.value = value;
    }

    @Override
    public Definition defined() {
        return defined;
    }

    @Override
    public String toString() {
        return key();
    }

    /** Returns whether the server counts it. */
    boolean isCounted() {
        return this != STARTUP_COLD;
    }

    /** Returns it from what was seen beside a cell's requests; undefined where nobody looked, or the server does not tell it. */
    Figure of(@Nullable Recording recording) {
        return recording == null ? undefined(NOBODY_LOOKED) : value.apply(this, recording);
    }

    private static BiFunction<ServerFigure, Recording, Figure> counted(
            BiFunction<ServerFigure, ServerRecord, Figure> value) {
        return (figure, recording) -> {
            var record = recording.counted();
            if (record == null) {
                return figure.undefined(NOBODY_LOOKED);
            }
            return record.unseen() == null
                    ? value.apply(figure, record)
                    : figure.undefined("what the server counts could not be seen: " + record.unseen());
        };
    }

    private Figure startup(Recording recording) {
        var took = recording.header().startup();
        return took.isPresent() ? measured(took.getAsDouble(), 1) : undefined("the gate did not start the server");
    }

    private Figure hitRate(ServerRecord record) {
        var queries = record.count(ServerCount.CACHE_QUERIES);
        var hits = record.count(ServerCount.CACHE_HITS);
        if (queries.isEmpty() || hits.isEmpty()) {
            return undefined("the server does not count what its cache of prefixes has");
        }
        if (hits.getAsLong() > queries.getAsLong()) {
            return undefined("the server counts more tokens from its cache of prefixes (" + hits.getAsLong()
                    + ") than it looked up (" + queries.getAsLong() + ")");
        }
        return queries.getAsLong() == 0
                ? undefined("the server looked nothing up in a cache of prefixes")
                : measured((double) hits.getAsLong() / queries.getAsLong(), requests(record));
    }

    private Figure preemptions(ServerRecord record) {
        var count = record.count(ServerCount.PREEMPTIONS);
        return count.isEmpty()
                ? undefined("the server does not count preemptions")
                : measured((double) count.getAsLong(), requests(record));
    }

    /** A gauge that was never seen while requests were under way shows an idle server. */
    private Figure usage(ServerRecord record, ToDoubleFunction<GaugeSummary> statistic) {
        var usage = record.gauges().get(ServerGauge.KV_CACHE_USAGE);
        var running = record.gauges().get(ServerGauge.RUNNING);
        if (usage == null) {
            return undefined(
                    record.gauges().isEmpty()
                            ? "the load test was over before anybody could look at the server"
                            : "the server does not tell how much of its KV cache is in use");
        }
        if (usage.max() == 0 && (running == null || running.max() == 0)) {
            return undefined("no look at the server met it at work");
        }
        if (usage.max() > 1 || usage.max() < 0 || usage.mean() < 0) {
            return undefined("the server says that up to " + Unit.SHARE.format(usage.max())
                    + " of its KV cache is in use, " + Unit.SHARE.format(usage.mean()) + " on average");
        }
        return measured(statistic.applyAsDouble(usage), usage.samples());
    }

    private Figure acceptLength(ServerRecord record) {
        var drafts = record.count(ServerCount.DRAFTS);
        var accepted = record.count(ServerCount.ACCEPTED_TOKENS);
        if (drafts.isEmpty() || accepted.isEmpty()) {
            return undefined("the server counts no drafts: it does not speculate, or does not tell");
        }
        return drafts.getAsLong() == 0
                ? undefined("the server made no draft")
                : measured(1 + (double) accepted.getAsLong() / drafts.getAsLong(), Math.toIntExact(drafts.getAsLong()));
    }

    private static int requests(ServerRecord record) {
        return (int) Math.max(1, record.requests().orElse(1));
    }
}
