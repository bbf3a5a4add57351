package dev.assay.run.measurement;

import dev.assay.gate.MeasuredStarts;
import dev.assay.gate.Repeat;
import dev.assay.input.InputException;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.replay.Tape;
import dev.assay.starts.Difference;
import dev.assay.starts.MeasuredStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recordings, read as they are: no request is made again.
 *
 * @param tapes the folder of recordings
 */
public record KeptRecordings(Path tapes) implements RecordingSource {
    @Override
    public String description() {
        return "recordings in " + tapes.getFileName();
    }

    @Override
    public Path traces(Planned planned) {
        return file(planned, 1);
    }

    private Path file(Planned planned, int repeat) {
        return Tape.file(tapes, planned.deployment().name(), planned.test().name(), repeat);
    }

    @Override
    public int repeats(Planned planned) {
        return Math.max(
                1,
                Tape.repeats(tapes, planned.deployment().name(), planned.test().name())
                        .last());
    }

    @Override
    public List<Repeat> of(Planned planned, int repeat) {
        var file = file(planned, repeat);
        if (!Files.exists(file)) {
            return List.of(new Repeat.NotSent(
                    repeat,
                    "nothing is recorded for it (no " + tapes.getFileName() + "/" + tapes.relativize(file) + ")",
                    "Measure it with -Dassay.endpoint=URL -Dassay.record, which also keeps the recording."));
        }
        try {
            var recording = TraceFile.read(file);
            return List.of(FinishedRun.objection(planned, recording, repeat)
                    .or(() -> unlikeTheFirst(planned, recording, repeat))
                    .orElseGet(() -> new Repeat.Recorded(
                            repeat,
                            description() + (repeat == 1 ? "" : ", repeat " + repeat),
                            () -> FinishedRun.asked(planned.test(), TraceFile.read(file)))));
        } catch (InputException e) {
            return List.of(new Repeat.NotSent(
                    repeat,
                    "its recording cannot be read (" + e.problems().getFirst() + ")",
                    "Restore the file, or record it again with -Dassay.endpoint=URL -Dassay.record."));
        }
    }

    /** One set of repeats has no common mean if they are of different GPUs. */
    private Optional<Repeat> unlikeTheFirst(Planned planned, Recording recording, int repeat) {
        return repeat == 1
                ? Optional.empty()
                : Difference.ofRepeats(conditions(TraceFile.read(file(planned, 1))), conditions(recording))
                        .map(unlike -> new Repeat.NotSent(
                                repeat,
                                "it was recorded under other conditions than the first repeat: " + unlike,
                                "Record all repeats on the same machine, or remove this one."));
    }

    private static MeasuredStart conditions(Recording recording) {
        return new MeasuredStart(
                "",
                recording.header().started(),
                recording.header().serverStart(),
                MeasuredStarts.conditions(recording.header()),
                Map.of(),
                Map.of(),
                Optional.empty());
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
