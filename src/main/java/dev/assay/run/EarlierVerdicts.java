package dev.assay.run;

import dev.assay.audits.findings.Finding.Severity;
import dev.assay.gate.Judge;
import dev.assay.gate.outlook.NoisyLimits;
import dev.assay.input.InputException;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.PlanFacts;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.replay.Tape;
import dev.assay.report.RunDirectory;
import dev.assay.report.console.EarlierVerdict;
import dev.assay.run.measurement.FinishedRun;
import dev.assay.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds earlier verdicts of tests: in their recordings, else in the newest run that measured the same plan completely and without an invalid audit. */
final class EarlierVerdicts {
    private final Path tapes;
    private final Path runs;

    /**
     * @param tapes the folder of recordings; there may be none
     * @param runs the folder of run directories; there may be none
     */
    EarlierVerdicts(Path tapes, Path runs) {
        this.tapes = tapes;
        this.runs = runs;
    }

    /** Returns the earlier verdicts of a plan's tests; a test that was never measured has none. */
    Map<Planned, EarlierVerdict> of(Plan plan) {
        var known = new LinkedHashMap<Planned, EarlierVerdict>();
        for (var planned : plan.tests()) {
            recorded(planned).or(() -> ran(planned)).ifPresent(earlier -> known.put(planned, earlier));
        }
        return known;
    }

    private Optional<EarlierVerdict> recorded(Planned planned) {
        var file = Tape.file(tapes, planned.deployment().name(), planned.test().name());
        return measured(planned, file)
                .flatMap(recording -> earlier(
                        planned,
                        recording,
                        "its recording of "
                                + recording.header().started().toString().substring(0, 10)));
    }

    private Optional<EarlierVerdict> ran(Planned planned) {
        for (var run : newestFirst()) {
            var earlier = measured(planned, new RunDirectory(run).traces(planned))
                    .flatMap(recording -> earlier(planned, recording, "run " + run.getFileName()));
            if (earlier.isPresent()) {
                return earlier;
            }
        }
        return Optional.empty();
    }

    /** The names of runs begin with their time, so they sort by it. */
    private List<Path> newestFirst() {
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(runs)) {
            return directories
                    .filter(run -> !new RunDirectory(run).part())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + runs, e);
        }
    }

    /** Returns the recording in a file if it was measured and has the same plan; empty too if the file cannot be read. */
    private static Optional<Recording> measured(Planned planned, Path file) {
        if (!Files.exists(file) || !Files.exists(TraceFile.bodies(file))) {
            return Optional.empty();
        }
        try {
            return Optional.of(TraceFile.read(file))
                    .filter(recording -> recording.header().provenance() == Provenance.MEASURED)
                    .filter(recording ->
                            recording.header().difference(PlanFacts.of(planned)).isEmpty())
                    .map(recording -> FinishedRun.asked(planned.test(), recording));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private static Optional<EarlierVerdict> earlier(Planned planned, Recording recording, String when) {
        var test = Judge.judge(planned, recording);
        if (recording.traces().isEmpty()
                || test.audits().stream().anyMatch(finding -> finding.severity() == Severity.INVALID)) {
            return Optional.empty();
        }
        return Optional.of(new EarlierVerdict(when, took(recording.traces()), NoisyLimits.of(test)));
    }

    private static Duration took(List<Trace> traces) {
        var first = traces.stream().mapToLong(Trace::scheduled).min().orElseThrow();
        var last = traces.stream().mapToLong(Trace::ended).max().orElseThrow();
        return Duration.ofNanos(last - first);
    }
}
