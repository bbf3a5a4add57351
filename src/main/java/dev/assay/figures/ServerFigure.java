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
 * The figures that the server reports about itself: what it counts while the measured requests of a load test run, and how long it took to start.
 * One line each. A figure that the server does not report is undefined: a missing counter does not mean zero.
 */
public enum ServerFigure implements FigureName {
    CACHE_HIT_RATE(
            "cache-hit-rate",
            Unit.SHARE,
            NEITHER,
            "Δ hits / Δ queries of the prefix cache, by the server's counters",
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
            "used part of the KV cache, read once a second, mean",
            counted((figure, record) -> figure.usage(record, GaugeSummary::mean))),
    KV_CACHE_USAGE_MAX(
            "kv-cache-usage.max",
            Unit.SHARE,
            NEITHER,
            "used part of the KV cache, read once a second, maximum",
            counted((figure, record) -> figure.usage(record, GaugeSummary::max))),
    ACCEPT_LENGTH(
            "accept-length",
            Unit.TOKENS,
            MORE,
            "1 + Δ accepted tokens / Δ drafts, by the server's counters: tokens per step of speculation",
            counted(ServerFigure::acceptLength)),
    STARTUP_COLD(
            "startup.cold",
            Unit.MILLISECONDS,
            LESS,
            "from the start of the server's process or container until it was ready; the machine's caches are not cleared",
            ServerFigure::startup);

    private static final String NOBODY_LOOKED = "the server's counters were not read";

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

    /** Returns whether it comes from the server's counters or gauges. */
    boolean isCounted() {
        return this != STARTUP_COLD;
    }

    /** Returns its value from a recording; undefined if there is none, or the server does not report it. */
    public Figure of(@Nullable Recording recording) {
        return recording == null ? unread() : value.apply(this, recording);
    }

    /** Returns that it has no value, because nobody read the server's counters. */
    public Figure unread() {
        return undefined(NOBODY_LOOKED);
    }

    private static BiFunction<ServerFigure, Recording, Figure> counted(
            BiFunction<ServerFigure, ServerRecord, Figure> value) {
        return (figure, recording) -> {
            var counted = recording.counted();
            if (counted.isEmpty()) {
                return figure.undefined(NOBODY_LOOKED);
            }
            var record = counted.get();
            return record.unseen() == null
                    ? value.apply(figure, record)
                    : figure.undefined("the server's counters could not be read: " + record.unseen());
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
            return undefined("the server does not count the hits of its prefix cache");
        }
        if (hits.getAsLong() > queries.getAsLong()) {
            return undefined("the server counts more hits of its prefix cache (" + hits.getAsLong()
                    + " tokens) than queries (" + queries.getAsLong() + " tokens)");
        }
        return queries.getAsLong() == 0
                ? undefined("the server made no query to its prefix cache")
                : measured((double) hits.getAsLong() / queries.getAsLong(), requests(record));
    }

    private Figure preemptions(ServerRecord record) {
        var count = record.count(ServerCount.PREEMPTIONS);
        return count.isEmpty()
                ? undefined("the server does not count preemptions")
                : measured((double) count.getAsLong(), requests(record));
    }

    /** A gauge that is 0 at every reading, with no running request, shows an idle server. */
    private Figure usage(ServerRecord record, ToDoubleFunction<GaugeSummary> statistic) {
        var usage = record.gauges().get(ServerGauge.KV_CACHE_USAGE);
        var running = record.gauges().get(ServerGauge.RUNNING);
        if (usage == null) {
            return undefined(
                    record.gauges().isEmpty()
                            ? "the load test ended before the server's gauges were read"
                            : "the server does not report how much of its KV cache is in use");
        }
        if (usage.max() == 0 && (running == null || running.max() == 0)) {
            return undefined("the server was idle whenever its gauges were read");
        }
        if (usage.max() > 1 || usage.max() < 0 || usage.mean() < 0) {
            return undefined("the server reports an impossible use of its KV cache: at most "
                    + Unit.SHARE.format(usage.max()) + ", on average " + Unit.SHARE.format(usage.mean()));
        }
        return measured(statistic.applyAsDouble(usage), usage.samples());
    }

    private Figure acceptLength(ServerRecord record) {
        var drafts = record.count(ServerCount.DRAFTS);
        var accepted = record.count(ServerCount.ACCEPTED_TOKENS);
        if (drafts.isEmpty() || accepted.isEmpty()) {
            return undefined("the server counts no drafts: it does not speculate, or does not report it");
        }
        return drafts.getAsLong() == 0
                ? undefined("the server made no draft")
                : measured(1 + (double) accepted.getAsLong() / drafts.getAsLong(), Math.toIntExact(drafts.getAsLong()));
    }

    private static int requests(ServerRecord record) {
        return (int) Math.max(1, record.requests().orElse(1));
    }
}
