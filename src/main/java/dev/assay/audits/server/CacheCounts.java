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
 * The audits that compare cached tokens in a server's counters with cached tokens in its answers. Both count the same tokens, so if they differ,
 * one of them is wrong. Shares are compared, not counts: vLLM looks a prompt up again if it could not start it at once.
 */
public final class CacheCounts {
    /** Allowed difference of two shares: this much of the prompt, or this part of the larger share, whichever is more. */
    private static final double POINT = 0.01;

    private static final double PART = 0.1;

    private CacheCounts() {}

    /**
     * Cached tokens by the counters and by the answers.
     *
     * @param counted cached tokens by the counters
     * @param looked looked-up tokens by the counters, at least 1
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

    /** Returns a finding about the counters if they contradict the answers; empty if not, or if only one of both has a value. */
    public static Optional<Finding> counters(Recording recording) {
        return both(recording)
                .filter(Both::differ)
                .map(both -> new Finding("cache counters", Severity.INVALID, both.text()));
    }

    /** Returns a finding about the answers if their cached tokens are impossible, or fewer than those of the counters. */
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
