package dev.assay.replay;

import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.recording.files.AtomicFile;
import dev.assay.recording.files.TraceFile;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The traces of one test of a real run, kept to be played again. A tape is the row's trace files, copied. */
public final class Tape {
    private final Recording recording;
    private final Map<String, Trace> traces;

    public Tape(Recording recording) {
        this.recording = recording;
        this.traces = recording.traces().stream().collect(Collectors.toUnmodifiableMap(Trace::id, Function.identity()));
    }

    /** Returns where the tape of a test is or would be. */
    public static Path file(Path tapes, String deployment, String test) {
        return tapes.resolve(deployment).resolve(test + ".jsonl");
    }

    /** Reads the tape at {@code file}; empty if there is none. */
    public static Optional<Tape> read(Path file) {
        return Files.exists(file) ? Optional.of(new Tape(TraceFile.read(file))) : Optional.empty();
    }

    /** Keeps a row's traces as its tape, in place of an older one, which is given up only for a whole one. */
    public static void keep(Path traceFile, Path tapeFile) {
        try {
            // The bodies first: lines say where they are.
            AtomicFile.copy(TraceFile.bodies(traceFile), TraceFile.bodies(tapeFile));
            AtomicFile.copy(traceFile, tapeFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + traceFile + " as " + tapeFile, e);
        }
    }

    /** Returns what was seen beside its requests. */
    public SideRecords sideRecords() {
        return recording.sideRecords();
    }

    public Recording.Header header() {
        return recording.header();
    }

    /** Returns the ids of its traces. */
    public Set<String> ids() {
        return traces.keySet();
    }

    /** Returns the trace with this id; null if the tape has none. */
    @Nullable Trace trace(String id) {
        return traces.get(id);
    }

    /**
     * Gives the trace of a replayed request the times of the recorded one (the recorded clock). A trace that brought anything else than the
     * tape holds keeps its own times, and so must not count.
     */
    public Trace withRecordedTimes(Trace replayed) {
        var recorded = traces.get(replayed.id());
        if (recorded != null && replayed.replays(recorded)) {
            return replayed.withTimesOf(recorded);
        }
        return replayed.complete()
                ? replayed.endedAs(new Ending.Cancelled("the replay brought other bytes than the recording"))
                : replayed;
    }
}
