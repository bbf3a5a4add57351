package dev.assay.figures;

import dev.assay.figures.Finding.Severity;
import dev.assay.spec.Pace;
import dev.assay.spec.Row;
import dev.assay.spec.Unit;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Optional;

/**
 * A cell whose users ask for a while. How many requests came due in that time is known from when the others ended: one for each user at the
 * start, and one for each answer that came in time. All of them were made before, so there may have been too few.
 */
final class TimeBound {
    private static final String NAME = "lasted";
    private static final double NANOS_PER_MS = 1e6;

    private TimeBound() {}

    /** Examines whether requests came due for as long as planned; nothing where no time was planned, or the rate says how many there are. */
    static Optional<Finding> of(Row.Cell cell, List<Trace> measured) {
        if (!(cell.pace() instanceof Pace.Closed closed) || !cell.endsByTime()) {
            return Optional.empty();
        }
        var missing = closed.concurrency() + DueRequestCount.endedWithin(cell.extent().nanos(), measured) - cell.requests();
        if (missing <= 0) {
            return Optional.of(new Finding(
                    NAME,
                    Severity.SOUND,
                    "requests came due for " + cell.extent().duration()));
        }
        var begin = DueRequestCount.begin(measured);
        var ended = measured.stream().mapToLong(Trace::ended).sorted().toArray();
        var out = ended[cell.requests() - closed.concurrency()] - begin;
        return Optional.of(new Finding(
                NAME,
                Severity.INVALID,
                "the " + cell.requests() + " requests ran out after " + Unit.MILLISECONDS.format(out / NANOS_PER_MS)
                        + " of " + cell.extent().duration() + ": raise `requests`, the most that may be sent"));
    }
}
