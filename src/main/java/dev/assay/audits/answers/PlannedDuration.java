package dev.assay.audits.answers;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.DueRequestCount;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Optional;

/**
 * The audit of a closed-loop load test with a duration: it had enough requests. One request is due for each slot at the start, and one for each
 * answer within the duration. Since the requests are made before the test, there may have been too few.
 */
public final class PlannedDuration {
    private static final String NAME = "lasted";
    private static final double NANOS_PER_MS = 1e6;

    private PlannedDuration() {}

    /** Returns whether requests lasted for the planned duration; empty if there is no duration, or if the test has a rate. */
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
                    "there were requests for all of " + loadTest.length().duration()));
        }
        var begin = DueRequestCount.begin(measured);
        var ended = measured.stream().mapToLong(Trace::ended).sorted().toArray();
        var out = ended[loadTest.requests() - closed.concurrency()] - begin;
        return Optional.of(new Finding(
                NAME,
                Severity.INVALID,
                "the " + loadTest.requests() + " requests ran out after " + Unit.MILLISECONDS.format(out / NANOS_PER_MS)
                        + " of " + loadTest.length().duration()
                        + ": raise `requests`, which limits how many are sent"));
    }
}
