package dev.assay.suite;

import dev.assay.gate.Judge;
import dev.assay.gate.RowVerdict;
import dev.assay.replay.Modelled;
import dev.assay.report.RunDirectory;
import dev.assay.spec.Pace;
import dev.assay.spec.Plan.Planned;
import dev.assay.spec.Row;
import java.nio.file.Path;
import java.time.InstantSource;

/** Cells of which only published figures exist, as if a server had exactly these: what they would look like, and never a PASS. */
record ModelledRows(Modelled.Fault fault, RunDirectory directory, InstantSource clock) implements Verdicts {
    @Override
    public String description() {
        return "published figures" + fault;
    }

    /** Nothing is written there: the traces exist while they are judged. */
    @Override
    public Path traces(Planned planned) {
        return directory.traces(planned);
    }

    @Override
    public RowVerdict of(Planned planned) {
        if (planned.row() instanceof Row.Cell cell
                && cell.published() != null
                && cell.pace() instanceof Pace.Closed pace) {
            return Judge.judge(planned, Modelled.of(planned, cell, pace, cell.published(), fault, clock.instant()));
        }
        return new RowVerdict.NotRun(planned, "nobody published figures of it", "Give -Dassay.endpoint=URL.");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
