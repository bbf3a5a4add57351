package dev.assay.run.measurement;

import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.input.InputException;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.report.RunDirectory;
import dev.assay.run.console.Console;
import dev.assay.trace.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run directory already has of one repeat of a test, when a run is continued.
 *
 * @param repeat from 1
 * @param repeats how many repeats the test has
 */
record EarlierRepeats(RunDirectory directory, Console console, Planned planned, int repeat, int repeats) {
    /** Returns the name of a repeat in messages: {@code qwen3-32b-nvfp4 c10, repeat 2 of 5}. */
    static String name(Planned planned, int repeat, int repeats) {
        return planned.name() + (repeats == 1 ? "" : ", repeat " + repeat + " of " + repeats);
    }

    /** Returns the repeat if it need not be measured again. One that is spoilt is set aside. */
    Optional<Repeat> kept() {
        var file = directory.traces(planned, repeat);
        goOnMoving(file);
        return TraceFile.finished(file)
                .or(() -> ofADeadServer(file))
                .filter(this::unaltered)
                .filter(this::reached)
                .flatMap(recording -> measuredBefore(file, recording));
    }

    /** Returns the repeats that were spoilt and set aside, the earliest first. */
    List<Repeat> superseded() {
        return directory.superseded(planned, repeat).stream()
                .filter(Files::exists)
                .<Repeat>map(each -> new Repeat.Superseded(repeat, directory.source(repeat), () -> read(each)))
                .toList();
    }

    /** The run may have been killed while it set a spoilt repeat aside, whose bodies are moved first. */
    private void goOnMoving(Path file) {
        var last = directory.superseded(planned, repeat).getLast();
        if (Files.exists(file) && !Files.exists(TraceFile.bodies(file)) && Files.exists(TraceFile.bodies(last))) {
            TraceFile.move(file, last);
        }
    }

    private Recording read(Path file) {
        return FinishedRun.asked(planned.test(), TraceFile.read(file));
    }

    /** The file of a repeat during which the server died has no end. It is spoilt, and stays in the result. */
    private Optional<Recording> ofADeadServer(Path file) {
        // If the run was killed while the two files were created, there is only the first.
        if (repeats == 1 || !Files.exists(file) || !Files.exists(TraceFile.bodies(file))) {
            return Optional.empty();
        }
        try {
            return Optional.of(TraceFile.read(file))
                    .filter(recording -> recording.death().isPresent());
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private boolean unaltered(Recording recording) {
        recording
                .altered()
                .ifPresent(file -> console.line(planned.name() + ": measured before the run was interrupted, but "
                        + file + " was changed since, so it is measured again"));
        return recording.altered().isEmpty();
    }

    /** Where nobody listened, nothing was measured, whatever the reason was. Of several repeats such a one is spoilt, and stays in the result. */
    private boolean reached(Recording recording) {
        var unreached = repeats > 1
                ? 0
                : recording.traces().stream()
                        .filter(trace -> trace.ending() instanceof Ending.ConnectFailed)
                        .count();
        if (unreached > 0) {
            console.line(name(planned, repeat, repeats) + ": " + unreached
                    + (unreached == 1 ? " request" : " requests")
                    + " found no server before the run was interrupted, so it is measured again");
        }
        return unreached == 0;
    }

    /** A repeat that was spoilt is measured again, and its traces are kept beside; a test that is measured once is judged as it is. */
    private Optional<Repeat> measuredBefore(Path file, Recording recording) {
        var asked = FinishedRun.asked(planned.test(), recording);
        var spoilt = repeats == 1 ? Optional.<String>empty() : Judge.spoilt(planned, asked);
        var name = name(planned, repeat, repeats);
        if (spoilt.isPresent()) {
            console.line(name + ": spoilt before (" + spoilt.get() + "), so it is measured again");
            TraceFile.move(file, directory.superseded(planned, repeat).getLast());
            return Optional.empty();
        }
        console.line(name + ": measured before the run was interrupted, and not again");
        // Read again when it is judged: the recordings of all repeats may be too large for the memory.
        return Optional.of(new Repeat.Recorded(repeat, directory.source(repeat), () -> read(file)));
    }
}
