package dev.assay.run;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.gate.Judge;
import dev.assay.gate.TestVerdict;
import dev.assay.input.InputException;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.report.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A finished or interrupted run. Its traces are judged again, by the limits and scorers of today. */
record FinishedRun(RunDirectory directory) implements VerdictSource {
    @Override
    public String description() {
        return (directory.ended() ? "finished run " : "interrupted run ") + directory.path();
    }

    @Override
    public Path traces(Planned planned) {
        return directory.traces(planned);
    }

    @Override
    public TestVerdict of(Planned planned) {
        var file = traces(planned);
        if (!Files.exists(file)) {
            return new TestVerdict.NotRun(
                    planned, "that run did not measure it (no " + file + ")", "Name a run that did.");
        }
        try {
            return judge(planned, TraceFile.read(file));
        } catch (InputException e) {
            return new TestVerdict.NotRun(
                    planned, "its traces cannot be read (" + e.problems().getFirst() + ")", "Measure it again.");
        }
    }

    private static TestVerdict judge(Planned planned, Recording recording) {
        var version = recording.header().changed().isPresent()
                ? Optional.<String>empty()
                : ServerDifference.ENGINE_VERSION.difference(
                        planned.deployment(), recording.header().server());
        if (version.isPresent()) {
            return new TestVerdict.NotRun(
                    planned,
                    "that run measured another server (" + version.get() + ")",
                    "Measure it again, or correct `engine-version`.");
        }
        var difference = recording.header().difference(PlanFacts.of(planned));
        return difference
                .<TestVerdict>map(what -> new TestVerdict.NotRun(
                        planned,
                        "that run answers another plan (" + what + ")",
                        "Measure it again, or undo the change of the plan; limits may change freely."))
                .orElseGet(() -> Judge.judge(planned, asked(planned.test(), recording)));
    }

    /** Keeps the answers to the questions that are selected now: that run may have asked more. */
    static Recording asked(TestSpec test, Recording recording) {
        return switch (test) {
            case Protocol ignored -> recording;
            case TestSpec.LoadTest ignored -> recording;
            case TestSpec.Accuracy accuracy -> EvalsetScorer.recordingOf(accuracy.evalset(), recording);
        };
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
