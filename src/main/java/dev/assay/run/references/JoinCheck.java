package dev.assay.run.references;

import dev.assay.gate.MeasuredStarts;
import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.recording.Recording;
import dev.assay.recording.files.TraceFile;
import dev.assay.report.RunDirectory;
import dev.assay.run.options.Options;
import dev.assay.starts.Difference.Kind;
import dev.assay.starts.JoinedSets;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
import dev.assay.starts.StartValue;
import dev.assay.stats.Uncertainty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks that several runs may be judged as one. */
public final class JoinCheck {
    /** Copies have the same times in every request; so many are enough to see it. */
    private static final int REQUESTS = 50;

    private JoinCheck() {}

    /** Returns why the runs may not be joined: they have copies of a measurement, two runs of one start of a server, or different conditions. */
    public static List<Problem> problems(List<Path> runs, Plan plan, Set<Kind> allowed) {
        return plan.tests().stream()
                .filter(planned -> !(planned.test() instanceof Protocol))
                .flatMap(planned -> JoinedSets.problems(
                        planned.name(),
                        runs.stream()
                                .map(run -> set(planned, run))
                                .filter(set -> !set.starts().isEmpty())
                                .toList(),
                        allowed)
                        .stream())
                .map(problem -> Options.problem("-Dassay.join: " + problem + "."))
                .toList();
    }

    private static RunSet set(Planned planned, Path run) {
        var directory = new RunDirectory(run);
        return new RunSet(
                run.toString(),
                directory.repeatFiles(planned).all().stream()
                        .filter(Files::exists)
                        .flatMap(file -> start(file).stream())
                        .toList());
    }

    /** A file that cannot be read is reported with its test. */
    private static Optional<MeasuredStart> start(Path file) {
        try {
            var recording = TraceFile.read(file);
            return Optional.of(new MeasuredStart(
                    file.toString(),
                    recording.header().started(),
                    recording.header().serverStart(),
                    MeasuredStarts.conditions(recording.header()),
                    times(recording),
                    Map.of(),
                    Optional.empty()));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    /** Returns how long each request took, in nanoseconds. */
    private static Map<String, StartValue> times(Recording recording) {
        var times = new LinkedHashMap<String, StartValue>();
        recording.measured().stream()
                .limit(REQUESTS)
                .forEach(trace ->
                        times.put(trace.id(), new StartValue(trace.ended() - trace.scheduled(), Uncertainty.NONE)));
        return times;
    }
}
