package dev.assay.run.references;

import dev.assay.gate.MeasuredStarts;
import dev.assay.gate.Repeat;
import dev.assay.input.InputException;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.files.TraceFile;
import dev.assay.run.measurement.FinishedRun;
import dev.assay.starts.Difference;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What recordings say, as a run set with all its values. */
public sealed interface RecordedSet {
    /** They were read. */
    record Read(RunSet set) implements RecordedSet {}

    /**
     * They cannot be used.
     *
     * @param reason one clause, to follow "since"
     * @param remedy what to do, one sentence
     */
    record Unreadable(String reason, String remedy) implements RecordedSet {}

    /** Returns the set of the repeats of a test whose requests were sent. */
    static RunSet of(Planned planned, List<Repeat> repeats) {
        return new RunSet(
                planned.deployment().name(),
                repeats.stream()
                        .flatMap(repeat -> start(planned, repeat).stream())
                        .toList());
    }

    private static Optional<MeasuredStart> start(Planned planned, Repeat repeat) {
        return switch (repeat) {
            case Repeat.Recorded recorded ->
                Optional.of(MeasuredStarts.of(planned, recorded.recording().get(), recorded.source()));
            case Repeat.Superseded ignored -> Optional.empty();
            case Repeat.NotSent ignored -> Optional.empty();
        };
    }

    /**
     * Reads the repeats of a test.
     *
     * @param files the trace files, at least one
     * @param name what was measured, for people; of several repeats each also has its number
     */
    static RecordedSet read(Planned planned, List<Path> files, String name) {
        var starts = new ArrayList<MeasuredStart>();
        for (var file : files) {
            if (!Files.exists(file)) {
                return new Unreadable(
                        "a repeat of it is missing (no " + file + ")",
                        "Restore the file, or measure all repeats again.");
            }
            try {
                var recording = TraceFile.read(file);
                if (recording.altered().isPresent()) {
                    return new Unreadable(
                            file + " was changed after it was written", "Restore the file, or measure it again.");
                }
                var source = name + (files.size() == 1 ? "" : ", repeat " + (starts.size() + 1));
                var start = MeasuredStarts.of(planned, FinishedRun.asked(planned.test(), recording), source);
                var unlike =
                        starts.isEmpty() ? Optional.<String>empty() : Difference.ofRepeats(starts.getFirst(), start);
                if (unlike.isPresent()) {
                    return new Unreadable(
                            file + " was measured under other conditions than its first repeat: " + unlike.get(),
                            "Keep only repeats of one kind.");
                }
                starts.add(start);
            } catch (InputException e) {
                return new Unreadable(
                        "its traces cannot be read (" + e.problems().getFirst() + ")", "Measure it again.");
            }
        }
        return new Read(new RunSet(name, starts));
    }
}
