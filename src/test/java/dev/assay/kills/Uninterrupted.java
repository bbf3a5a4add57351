package dev.assay.kills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.faults.ProcessGate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A run that was not killed, against which the killed ones are compared.
 *
 * @param status how its process ended
 * @param disk all that it wrote
 * @param run its directory
 * @param took how long it took
 * @param resumed how long it takes to resume it, which measures nothing
 * @param traces how many bytes its traces have
 */
record Uninterrupted(int status, Disk disk, Path run, Duration took, Duration resumed, long traces) {
    /** Runs the gate to its end, and once more on its own directory, which must change nothing that it found out. */
    static Uninterrupted of(KilledGate gate) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var process = gate.start(Optional.empty());
        var status = process.status();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(Disk.run(gate.folder())).as(said(process)).isPresent();
        var run = Disk.run(gate.folder()).orElseThrow();
        var whole = new Uninterrupted(
                status, Disk.of(gate.folder()), run, took, took, Moment.OfBytes.measured(gate.folder()));
        assertThat(whole.disk().below(run.toString()).has(Disk.RESULT))
                .as(said(process))
                .isTrue();

        var again = System.nanoTime();
        var resumed = gate.start(Optional.of(gate.folder().resolve(run)));
        assertThat(resumed.status()).as(said(resumed)).isEqualTo(status);
        var both = Duration.ofNanos(System.nanoTime() - again);
        assertThat(whole.wrong(resumed.status(), Disk.of(gate.folder()), run)).isEmpty();
        return new Uninterrupted(status, whole.disk(), run, took, both, whole.traces());
    }

    private static String said(ProcessGate process) throws IOException {
        return String.join("\n", process.printed());
    }

    /** Returns the files that are written beside the traces and after the plan. */
    List<String> written() {
        var names = new ArrayList<>(disk.below(run.toString()).files().keySet().stream()
                .filter(name -> !name.contains("/") && !name.equals("plan.json"))
                .toList());
        names.add(Disk.HISTORY);
        return names;
    }

    /** Returns how a run that was killed and went on to its end differs from this one; nothing if it does not. */
    List<String> wrong(int itsStatus, Disk its, Path itsRun) {
        var wrong = new ArrayList<String>();
        if (itsStatus != status) {
            wrong.add("its status is " + itsStatus + ", uninterrupted " + status);
        }
        var here = disk.below(run.toString());
        var there = its.below(itsRun.toString());
        if (!there.has(Disk.RESULT)) {
            wrong.add("it has no verdicts");
            return wrong;
        }
        wrong.addAll(
                SameResult.differences(SameResult.of(here.file(Disk.RESULT)), SameResult.of(there.file(Disk.RESULT))));
        if (!its.has(Disk.HISTORY)
                || !SameResult.ofHistory(its.file(Disk.HISTORY))
                        .equals(SameResult.ofHistory(disk.file(Disk.HISTORY)))) {
            wrong.add("its history is another");
        }
        var names = new ArrayList<>(its.names());
        names.removeAll(disk.names());
        names.forEach(name -> wrong.add(name + " is only there"));
        var missing = new ArrayList<>(disk.names());
        missing.removeAll(its.names());
        missing.forEach(name -> wrong.add(name + " is missing"));
        its.below("tapes").files().forEach((name, tape) -> {
            if (!Arrays.equals(tape, there.files().get("traces/" + name))) {
                wrong.add("tapes/" + name + " is not what was measured");
            }
        });
        return wrong;
    }
}
