package dev.assay.suite;

import dev.assay.gate.Judge;
import dev.assay.gate.RowVerdict;
import dev.assay.gate.Verdict;
import dev.assay.input.InputException;
import dev.assay.report.RunDirectory;
import dev.assay.spec.Plan.Planned;
import dev.assay.spec.PlanFacts;
import dev.assay.trace.Recording;
import dev.assay.trace.TraceFile;
import java.nio.file.Files;

/** A run that was measured before, whole or interrupted: its traces are judged again, by today's limits and scorers. */
record FinishedRun(RunDirectory directory) {
    String description() {
        return "finished run " + directory.path();
    }

    RowVerdict judge(Planned planned) {
        var file = directory.traces(planned);
        if (!Files.exists(file)) {
            return notRun(planned, "that run did not measure it (no " + file + ")", "Name a run that did.");
        }
        try {
            return judge(planned, TraceFile.read(file));
        } catch (InputException e) {
            return notRun(planned, "its traces cannot be read (" + e.problems().getFirst() + ")", "Measure it again.");
        }
    }

    private static RowVerdict judge(Planned planned, Recording recording) {
        var difference = recording.header().difference(PlanFacts.of(planned));
        return difference
                .map(what -> notRun(
                        planned,
                        "that run answers another plan (" + what + ")",
                        "Measure it again, or undo the change of the plan; limits may change freely."))
                .orElseGet(() ->
                        Judge.judge(planned, new Recording(recording.header().asRecorded(), recording.traces())));
    }

    private static RowVerdict notRun(Planned planned, String reason, String remedy) {
        return new RowVerdict.NotRun(planned, new Verdict.Unmeasured(reason, remedy));
    }
}
