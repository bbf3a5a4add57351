package dev.assay.figures;

import dev.assay.figures.Finding.Severity;
import dev.assay.spec.Unit;
import dev.assay.trace.Histogram;
import dev.assay.trace.Recording;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The audit of times, by the server's own clock: it has a first token before anybody else can see it. What lies between the two is its front
 * end, the network and what stands in between. Where the server counted other requests too, there is nothing to compare.
 */
final class ServerTimes {
    private static final String NAME = "server's own times";
    private static final double MS_PER_SECOND = 1e3;

    /** A clock that is set, and a mean that is rounded; nothing else makes an answer come before it is there. */
    private static final double EARLY_MS = 1;

    private static final double EARLY = 0.01;

    /** As much as a person would want to know of. On one machine 3 ms were seen. */
    private static final double LATE_MS = 25;

    private static final double LATE = 0.1;

    /** A gap that begins late is shorter and the next one longer, so that over a whole answer hardly anything is left. */
    private static final double GAP_MS = 1;

    private static final double GAP = 0.05;

    private ServerTimes() {}

    static Optional<Finding> of(Recording recording) {
        var record = recording.counted();
        var requests = recording.measured().stream()
                .filter(Trace::complete)
                .map(RequestTimes::of)
                .flatMap(Optional::stream)
                .toList();
        if (record == null
                || record.ttft() == null
                || requests.isEmpty()
                || requests.size() < recording.measured().size()
                || record.ttft().count() != requests.size()) {
            return Optional.empty();
        }
        return Optional.of(compared(requests, record.ttft(), record.itl()));
    }

    private static Finding compared(List<RequestTimes> requests, Histogram ttft, @Nullable Histogram itl) {
        var here = requests.stream().mapToDouble(RequestTimes::ttft).average().orElseThrow();
        var there = ttft.mean().orElseThrow() * MS_PER_SECOND;
        var text = "ttft " + millis(here) + " here and " + millis(there) + " by the server's clock";
        var notes = new ArrayList<String>();
        if (here > there + Math.max(LATE_MS, LATE * there)) {
            notes.add(millis(here - there)
                    + " of ttft lie between the two: the server's front end, the network, a gateway");
        }
        if (itl != null && itl.count() > 0) {
            // As many gaps as the server has: those that share a read are one here.
            var ours = requests.stream()
                            .mapToDouble(request -> request.gaps().millis().sum())
                            .sum()
                    / itl.count();
            var its = itl.mean().orElseThrow() * MS_PER_SECOND;
            text += "; between tokens " + millis(ours) + " here and " + millis(its) + " there";
            if (Math.abs(ours - its) > Math.max(GAP_MS, GAP * its)) {
                notes.add("the times between tokens differ");
            }
        }
        if (here < there - Math.max(EARLY_MS, EARLY * there)) {
            return new Finding(NAME, Severity.INVALID, text + ": no first token can be here before the server has it");
        }
        return notes.isEmpty()
                ? new Finding(NAME, Severity.SOUND, text)
                : new Finding(NAME, Severity.NOTE, text + ": " + String.join("; ", notes));
    }

    private static String millis(double value) {
        return Unit.MILLISECONDS.format(value);
    }
}
