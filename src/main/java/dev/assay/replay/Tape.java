package dev.assay.replay;

import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.recording.files.AtomicFile;
import dev.assay.recording.files.TraceFile;
import dev.assay.recording.repeats.RepeatDirectory;
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

/** The recording of one test, kept for replay: a copy of the trace files of the test. */
public final class Tape {
    private final Recording recording;
    private final Map<String, Trace> traces;

    public Tape(Recording recording) {
        this.recording = recording;
        this.traces = recording.traces().stream().collect(Collectors.toUnmodifiableMap(Trace::id, Function.identity()));
    }

    /** Returns the file of a test's tape; it may not exist. */
    public static Path file(Path tapes, String deployment, String test) {
        return file(tapes, deployment, test, 1);
    }

    /**
     * Returns the file of the tape of one repeat of a test; it may not exist.
     *
     * @param repeat from 1
     */
    public static Path file(Path tapes, String deployment, String test, int repeat) {
        return repeats(tapes, deployment, test).file(repeat);
    }

    /** Returns the files of the tapes of a test's repeats. */
    public static RepeatDirectory repeats(Path tapes, String deployment, String test) {
        return RepeatDirectory.of(tapes.resolve(deployment), test);
    }

    /** Reads the tape at {@code file}; empty if there is none. */
    public static Optional<Tape> read(Path file) {
        return Files.exists(file) ? Optional.of(new Tape(TraceFile.read(file))) : Optional.empty();
    }

    /** Copies the traces of a test to its tape. An older tape is replaced only by a complete copy. */
    public static void keep(Path traceFile, Path tapeFile) {
        try {
            // The bodies first, because the lines refer to them.
            AtomicFile.copy(TraceFile.bodies(traceFile), TraceFile.bodies(tapeFile));
            AtomicFile.copy(traceFile, tapeFile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + traceFile + " as " + tapeFile, e);
        }
    }

    /** Deletes a tape, if there is one. */
    public static void delete(Path tapeFile) {
        try {
            Files.deleteIfExists(tapeFile);
            Files.deleteIfExists(TraceFile.bodies(tapeFile));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + tapeFile, e);
        }
    }

    /** Returns the side records of the recording. */
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
     * Gives the trace of a replayed request the times of the recorded one. A trace with other bytes than the tape keeps its own times and is not complete.
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
