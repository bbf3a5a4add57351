package dev.assay.audits.server;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.CachedPrompts;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerRecord;
import dev.assay.trace.Trace;
import java.util.Objects;
import java.util.Optional;

/**
 * The audits of whether a server's counters and its answers tell the same of its cache of prefixes. Both count the same tokens, so where they
 * differ, one of them is blind or wrong. Shares are compared: vLLM looks a prompt up again when it could not be started at once.
 */
public final class CacheCounts {
    /** What shares may differ by: as much of a prompt, or as large a part of the larger share. */
    private static final double POINT = 0.01;

    private static final double PART = 0.1;

    private CacheCounts() {}

    /**
     * What was taken from a cache, as counters and answers say it.
     *
     * @param counted hits of the counters
     * @param looked tokens that they say were looked up, at least 1
     */
    private record Both(long counted, long looked, CachedPrompts used) {
        double byCounters() {
            return (double) counted / looked;
        }

        double byAnswers() {
            return used.share().orElseThrow();
        }

        boolean differ() {
            var off = Math.abs(byCounters() - byAnswers());
            return off > Math.max(POINT, PART * Math.max(byCounters(), byAnswers()));
        }

        String text() {
            return "the server's counters say that " + counted + " of " + looked + " prompt tokens ("
                    + Unit.SHARE.format(byCounters()) + ") came from a cache, its answers say " + used.cached() + " of "
                    + used.prompt() + " (" + Unit.SHARE.format(byAnswers()) + ")";
        }
    }

    /** Returns that the counters are contradicted; nothing where they are not, or only one of both tells anything. */
    public static Optional<Finding> counters(Recording recording) {
        return both(recording)
                .filter(Both::differ)
                .map(both -> new Finding("cache counters", Severity.INVALID, both.text()));
    }

    /** Returns that answers tell what cannot be, or less than the counters do. */
    public static Optional<Finding> answers(Recording recording) {
        var wrong = recording.measured().stream()
                .filter(Trace::complete)
                .filter(CacheCounts::isWrong)
                .findFirst();
        if (wrong.isPresent()) {
            var usage = Objects.requireNonNull(wrong.get().transcript().usage());
            return Optional.of(new Finding(
                    "cached tokens of answers",
                    Severity.INVALID,
                    wrong.get().id() + " says that " + usage.cachedTokens() + " of its " + usage.promptTokens()
                            + " prompt tokens came from a cache"));
        }
        return both(recording)
                .filter(both -> both.differ() && both.byAnswers() < both.byCounters())
                .map(both -> new Finding("cached tokens of answers", Severity.INVALID, both.text()));
    }

    private static boolean isWrong(Trace trace) {
        var usage = trace.transcript().usage();
        return usage != null && !CachedPrompts.possible(usage);
    }

    private static Optional<Both> both(Recording recording) {
        if (!ServerCounts.areOf(recording)) {
            return Optional.empty();
        }
        var used = CachedPrompts.of(recording.measured().stream()
                .filter(Trace::complete)
                .map(trace -> trace.transcript().usage())
                .filter(Objects::nonNull)
                .toList());
        return used.share().isPresent() ? recording.counted().flatMap(record -> both(record, used)) : Optional.empty();
    }

    private static Optional<Both> both(ServerRecord record, CachedPrompts used) {
        var hits = record.count(ServerCount.CACHE_HITS);
        var queries = record.count(ServerCount.CACHE_QUERIES);
        return hits.isEmpty() || queries.orElse(0) <= 0
                ? Optional.empty()
                : Optional.of(new Both(hits.getAsLong(), queries.getAsLong(), used));
    }
}
