package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.tests.TestSpec;
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
 * The audit of requests that were sent twice: the kept connection that they went out on died before a byte of an answer came. Their times count
 * from the first sending, so that what was lost is in their ttft and e2e; the gate asks each limit whether it would be judged otherwise
 * without. What was lost is also time in which the server had less to do than planned, or did a part of it twice: a hundredth of the time
 * that requests are under way is left to that, as it is to slots that are free.
 */
public final class Resends {
    private static final String NAME = "requests sent twice";
    private static final double MOST = 0.01;
    private static final double NANOS_PER_MS = 1e6;

    private Resends() {}

    /** Returns what is found; empty where every request was sent once. */
    public static Optional<Finding> audit(Planned planned, Recording recording) {
        var twice =
                recording.traces().stream().filter(trace -> trace.resends() > 0).toList();
        if (twice.isEmpty()) {
            return Optional.empty();
        }
        var measured = twice.stream().filter(trace -> !trace.warmup()).toList();
        var text = said(measured.size(), recording.measured().size(), "")
                + (measured.size() == twice.size() ? "" : warming(twice.size() - measured.size(), recording))
                + ", since the server closed the kept connection before a byte of an answer came: ";
        var timed = planned.test() instanceof TestSpec.LoadTest;
        if (measured.stream().anyMatch(trace -> trace.lost().isEmpty())) {
            return Optional.of(new Finding(
                    NAME,
                    timed ? Severity.INVALID : Severity.NOTE,
                    text + "what was lost is not in their times, and another version of Assay did not write it down."
                            + " Measure it again"));
        }
        var share = share(recording.measured());
        var lost = text + lost(measured, share);
        return Optional.of(
                timed && share > MOST
                        ? new Finding(
                                NAME,
                                Severity.INVALID,
                                lost + ". Meanwhile the server had less to do than planned, or did a part of it twice."
                                        + " See whether it restarts, or a proxy before it closes connections")
                        : new Finding(NAME, Severity.NOTE, lost));
    }

    private static String said(int twice, int all, String kind) {
        return twice + " of " + all + kind + (twice == 1 ? " was" : " were") + " sent twice";
    }

    private static String warming(int twice, Recording recording) {
        var all = recording.traces().size() - recording.measured().size();
        return ", and " + said(twice, all, " that warm the server");
    }

    private static String lost(List<Trace> twice, double share) {
        var each = twice.stream().mapToLong(trace -> trace.lost().orElse(0)).summaryStatistics();
        return twice.isEmpty()
                ? "nothing that is measured was lost"
                : String.format(
                        Locale.ROOT,
                        "%s lost, by one %s at most, which is in ttft and e2e; %.2f %% of the time that requests were under way",
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
     * Returns a recording without what its requests lost, as it would be, had everything else taken as long; empty where none was sent twice.
     * Who waited for a slot that a request held longer, would have gone out earlier by that.
     */
    public static Optional<Recording> without(Recording recording) {
        if (recording.measured().stream().allMatch(trace -> trace.lost().orElse(0) == 0)) {
            return Optional.empty();
        }
        var earlier = new HashMap<Long, Long>();
        var unlost = new ArrayList<Trace>();
        recording.traces().stream()
                .sorted(Comparator.comparingLong(Trace::sent))
                .forEach(trace -> {
                    // A request of a closed loop is due at the very end of the one before it on its slot.
                    var start = earlier.getOrDefault(trace.scheduled(), 0L);
                    unlost.add(trace.unlost(start));
                    earlier.merge(trace.ended(), start + trace.lost().orElse(0), Math::max);
                });
        return Optional.of(recording.with(unlost));
    }

    private static String millis(long nanos) {
        return Unit.MILLISECONDS.format(nanos / NANOS_PER_MS);
    }
}
