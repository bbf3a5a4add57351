package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.DueRequestCount;
import dev.assay.plan.tests.Pace;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Optional;

/**
 * A load test whose users ask for a while. How many requests came due in that time is known from when the others ended: one for each user at the
 * start, and one for each answer that came in time. All of them were made before, so there may have been too few.
 */
public final class PlannedDuration {
    private static final String NAME = "lasted";
    private static final double NANOS_PER_MS = 1e6;

    private PlannedDuration() {}

    /** Examines whether requests came due for as long as planned; nothing where no time was planned, or the rate says how many there are. */
    public static Optional<Finding> of(TestSpec.LoadTest loadTest, List<Trace> measured) {
        if (!(loadTest.pace() instanceof Pace.Closed closed) || !loadTest.endsByTime()) {
            return Optional.empty();
        }
        var missing = closed.concurrency()
                + DueRequestCount.endedWithin(loadTest.length().nanos(), measured)
                - loadTest.requests();
        if (missing <= 0) {
            return Optional.of(new Finding(
                    NAME,
                    Severity.SOUND,
                    "requests came due for " + loadTest.length().duration()));
        }
        var begin = DueRequestCount.begin(measured);
        var ended = measured.stream().mapToLong(Trace::ended).sorted().toArray();
        var out = ended[loadTest.requests() - closed.concurrency()] - begin;
        return Optional.of(new Finding(
                NAME,
                Severity.INVALID,
                "the " + loadTest.requests() + " requests ran out after " + Unit.MILLISECONDS.format(out / NANOS_PER_MS)
                        + " of " + loadTest.length().duration() + ": raise `requests`, the most that may be sent"));
    }
}
