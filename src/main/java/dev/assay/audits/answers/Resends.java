package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The audit of requests that were sent twice, because the server closed a kept-alive connection before the first byte of an answer. Their times
 * count from the first sending, so ttft and e2e include the lost time. The gate checks whether a limit has another verdict without it. During the
 * lost time the server also had less to do than planned, or did a part twice: at most 1 % of the requests' total time may be lost, the same as for
 * free slots.
 */
public final class Resends {
    private static final String NAME = "requests sent twice";
    private static final double MOST = 0.01;
    private static final double NANOS_PER_MS = 1e6;

    private Resends() {}

    /** Returns the finding; empty if every request was sent once. */
    public static Optional<Finding> audit(Planned planned, Recording recording) {
        var twice =
                recording.traces().stream().filter(trace -> trace.resends() > 0).toList();
        if (twice.isEmpty()) {
            return Optional.empty();
        }
        var measured = twice.stream().filter(trace -> !trace.warmup()).toList();
        var text = said(measured.size(), recording.measured().size(), "")
                + (measured.size() == twice.size() ? "" : warming(twice.size() - measured.size(), recording))
                + ", because the server closed a kept-alive connection before the first byte of the answer: ";
        var timed = planned.test() instanceof TestSpec.LoadTest;
        if (measured.stream().anyMatch(trace -> trace.lost().isEmpty())) {
            return Optional.of(new Finding(
                    NAME,
                    timed ? Severity.INVALID : Severity.NOTE,
                    text + "their times do not include the lost time, because an older version of Assay did not"
                            + " record it." + " Measure again"));
        }
        var share = share(recording.measured());
        var lost = text + lost(measured, share);
        return Optional.of(
                timed && share > MOST
                        ? new Finding(
                                NAME,
                                Severity.INVALID,
                                lost + ". In that time the server had less to do than planned, or did a part of"
                                        + " it twice. Check whether the server restarts, or whether a proxy"
                                        + " closes connections")
                        : new Finding(NAME, Severity.NOTE, lost));
    }

    private static String said(int twice, int all, String kind) {
        return twice + " of " + all + kind + (twice == 1 ? " was" : " were") + " sent twice";
    }

    private static String warming(int twice, Recording recording) {
        var all = recording.traces().size() - recording.measured().size();
        return ", and " + said(twice, all, " warm-up requests");
    }

    private static String lost(List<Trace> twice, double share) {
        var each = twice.stream().mapToLong(trace -> trace.lost().orElse(0)).summaryStatistics();
        return twice.isEmpty()
                ? "no measured time was lost"
                : String.format(
                        Locale.ROOT,
                        "%s lost, at most %s by one request, which is part of ttft and e2e; %.2f %% of the"
                                + " requests' total time",
                        millis(each.getSum()),
                        millis(each.getMax()),
                        100 * share);
    }

    private static double share(List<Trace> measured) {
        var lost =
                measured.stream().mapToDouble(trace -> trace.lost().orElse(0)).sum();
        var underWay = measured.stream()
                .mapToDouble(trace -> trace.ended() - trace.sent())
                .sum();
        return underWay > 0 ? lost / underWay : 0;
    }

    /**
     * Returns the recording without the lost time, as if everything else had taken the same time; empty if no request was sent twice. A request
     * that waited for a slot is moved earlier by the time that the request before it on this slot lost.
     */
    public static Optional<Recording> without(Recording recording) {
        if (recording.measured().stream().allMatch(trace -> trace.lost().orElse(0) == 0)) {
            return Optional.empty();
        }
        var earlier = new HashMap<Long, Long>();
        var withoutLostTime = new ArrayList<Trace>();
        recording.traces().stream()
                .sorted(Comparator.comparingLong(Trace::sent))
                .forEach(trace -> {
                    // In a closed loop a request is due at the moment when the one before it on its slot ends.
                    var start = earlier.getOrDefault(trace.scheduled(), 0L);
                    withoutLostTime.add(trace.unlost(start));
                    earlier.merge(trace.ended(), start + trace.lost().orElse(0), Math::max);
                });
        return Optional.of(recording.with(withoutLostTime));
    }

    private static String millis(long nanos) {
        return Unit.MILLISECONDS.format(nanos / NANOS_PER_MS);
    }
}
