package dev.assay.gate;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.accuracy.Scores;
import dev.assay.audits.Audits;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;

/** One measurement of an evalset: its outcomes, and what the audits found. */
record AccuracyMeasurement(Recording recording, Findings findings, Scores scores) {
    static AccuracyMeasurement of(Planned planned, TestSpec.Accuracy accuracy, Recording recording) {
        return new AccuracyMeasurement(
                recording,
                new Findings(Audits.examine(planned, recording)),
                EvalsetScorer.score(accuracy.evalset(), recording));
    }
}
