package dev.assay.run.measurement;

import dev.assay.accuracy.EvalsetScorer;
import dev.assay.gate.Repeat;
import dev.assay.input.InputException;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.report.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A finished or interrupted run, or one that was merged of shards. Its traces are judged again, by the limits and scorers of today.
 *
 * @param description what it is, in words
 */
public record FinishedRun(RunDirectory directory, String description) implements RecordingSource {
    /** A run that was judged before, or interrupted. */
    public FinishedRun(RunDirectory directory) {
        this(directory, (directory.ended() ? "finished run " : "interrupted run ") + directory.path());
    }

    @Override
    public Path traces(Planned planned) {
        return directory.traces(planned);
    }

    /** Returns how many repeats it has; of an interrupted run, how many it had planned. */
    @Override
    public int repeats(Planned planned) {
        var kept = directory.repeatFiles(planned).last();
        return directory.ended()
                ? Math.max(1, kept)
                : Math.max(kept, planned.test().conditions().repeats());
    }

    @Override
    public List<Repeat> of(Planned planned, int repeat) {
        return Stream.concat(
                        directory.superseded(planned, repeat).stream()
                                .filter(Files::exists)
                                .map(file -> superseded(planned, repeat, file)),
                        Stream.of(recorded(planned, repeat)))
                .toList();
    }

    private Repeat superseded(Planned planned, int repeat, Path file) {
        return new Repeat.Superseded(
                repeat, directory.source(repeat), () -> asked(planned.test(), TraceFile.read(file)));
    }

    private Repeat recorded(Planned planned, int repeat) {
        var file = directory.traces(planned, repeat);
        if (!Files.exists(file)) {
            return new Repeat.NotSent(repeat, "that run did not measure it (no " + file + ")", "Name a run that did.");
        }
        try {
            var recording = TraceFile.read(file);
            return objection(planned, recording, repeat)
                    .orElseGet(() -> new Repeat.Recorded(
                            repeat,
                            directory.source(repeat),
                            repeats(planned) == 1
                                    ? once(planned, file, recording)
                                    : () -> asked(planned.test(), TraceFile.read(file))));
        } catch (InputException e) {
            return new Repeat.NotSent(
                    repeat, "its traces cannot be read (" + e.problems().getFirst() + ")", "Measure it again.");
        }
    }

    /** The recording that was read is given away once, so that it does not stay in memory; later it is read again. */
    private static Supplier<Recording> once(Planned planned, Path file, Recording read) {
        var kept = new AtomicReference<@Nullable Recording>(read);
        return () -> {
            var recording = kept.getAndSet(null);
            return asked(planned.test(), recording == null ? TraceFile.read(file) : recording);
        };
    }

    static Optional<Repeat> objection(Planned planned, Recording recording, int repeat) {
        var version = recording.header().changed().isPresent()
                ? Optional.<String>empty()
                : ServerDifference.ENGINE_VERSION.difference(
                        planned.deployment(), recording.header().server());
        if (version.isPresent()) {
            return Optional.of(new Repeat.NotSent(
                    repeat,
                    "that run measured another server (" + version.get() + ")",
                    "Measure it again, or correct `engine-version`."));
        }
        return recording
                .header()
                .difference(PlanFacts.of(planned))
                .map(what -> new Repeat.NotSent(
                        repeat,
                        "that run answers another plan (" + what + ")",
                        "Measure it again, or undo the change of the plan; limits may change freely."));
    }

    /** Keeps the answers to the questions that are selected now: that run may have asked more. */
    public static Recording asked(TestSpec test, Recording recording) {
        return switch (test) {
            case Protocol ignored -> recording;
            case LogProbabilities ignored -> recording;
            case TestSpec.LoadTest ignored -> recording;
            case TestSpec.Accuracy accuracy -> EvalsetScorer.recordingOf(accuracy.evalset(), recording);
        };
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
