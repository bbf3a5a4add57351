package dev.assay.bench.planted;

import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.files.TraceFile;
import dev.assay.report.RunDirectory;
import dev.assay.run.measurement.FinishedRun;
import dev.assay.run.options.ComparisonOptions.BaselineAction;
import dev.assay.run.references.BaselineUpdate;
import dev.assay.run.references.StoredReferences;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One gate in a directory of its own. It writes the traces of a run that becomes the baseline and of the run that is judged, and then judges them as a
 * run does: from the files, by the baseline's file, with all audits.
 */
record PlantedGate(GateFile file, Path folder) {
    private static final Instant BEFORE = Instant.parse("2026-11-20T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
    private static final String WRITE = "-Dassay.baseline=write";

    /** Returns the verdicts on the tests of the file. Leaves no file. */
    Seen judge(Sides sides) {
        try {
            sides.before().ifPresent(this::accept);
            var run = run("now", sides.now(), NOW);
            return Seen.of(
                    file.tests().stream().map(planned -> verdict(planned, run)).toList());
        } finally {
            delete();
        }
    }

    private void accept(Sides.Measured before) {
        var run = run("before", before, BEFORE);
        var update = new BaselineUpdate(BaselineAction.WRITE, folder, LocalDate.of(2026, 11, 20));
        file.tests().forEach(planned -> update.take(verdict(planned, run), repeats(planned, run)));
        update.end().stream()
                .filter(line -> line.startsWith("no baseline"))
                .findFirst()
                .ifPresent(line -> {
                    throw new IllegalStateException(line);
                });
    }

    private RunDirectory run(String name, Sides.Measured side, Instant started) {
        var run = new RunDirectory(folder.resolve("runs").resolve(name));
        for (var planned : file.tests()) {
            for (var repeat = 1; repeat <= planned.test().conditions().repeats(); repeat++) {
                side.write(planned, run.traces(planned, repeat), started.plus(Duration.ofMinutes(10L * repeat)));
            }
        }
        return run;
    }

    private static List<Repeat> repeats(Planned planned, RunDirectory run) {
        return IntStream.rangeClosed(1, planned.test().conditions().repeats())
                .<Repeat>mapToObj(repeat -> new Repeat.Recorded(
                        repeat,
                        run.source(repeat),
                        () -> FinishedRun.asked(planned.test(), TraceFile.read(run.traces(planned, repeat)))))
                .toList();
    }

    private TestVerdict verdict(Planned planned, RunDirectory run) {
        var stored = new StoredReferences(folder, Optional.empty(), file.deployments(), Set.of(), WRITE);
        return Judge.judge(planned, repeats(planned, run), stored);
    }

    private void delete() {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
