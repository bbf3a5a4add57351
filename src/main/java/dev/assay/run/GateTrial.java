package dev.assay.run;

import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.References;
import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plant.Fault;
import dev.assay.plant.FaultTrial;
import dev.assay.plant.LimitTrial;
import dev.assay.plant.Trial;
import dev.assay.recording.Recording;
import dev.assay.report.RunDirectory;
import dev.assay.report.summary.PlantedFaults;
import dev.assay.run.checked.CheckedPlan;
import dev.assay.run.console.Console;
import dev.assay.run.measurement.KeptRecordings;
import dev.assay.run.measurement.MeasuredTests;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.run.references.StoredReferences;
import dev.assay.starts.Difference.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gate on trial: faults are planted into what a run measured, and its limits are judged again. That run is left as it is.
 *
 * @param directory the directory of this run, which gets {@code plant.md}
 */
public record GateTrial(RunDirectory directory, PlantedFaults faults) {
    /** A message lists at most this many limits. */
    private static final int MOST_LISTED = 12;

    private static final long SEED = 1;

    /**
     * Reads everything that people wrote, and what was measured, and judges it with each fault.
     *
     * @throws InputException with every problem; a fault that changes the figure of no limit is one
     */
    static GateTrial of(Options options, RunMode.Plant mode) {
        var run = mode.measured().or(() -> newest(options.runs()).map(RunMode.Rejudge::new));
        var checked =
                CheckedPlan.of(options, run.<RunMode.Judging>map(each -> each).orElseGet(RunMode.Replay::new));
        long seed = options.seed().orElse(SEED);
        var source = run.map(each -> RecordingSources.finished(each.runs()))
                .orElseGet(() -> new KeptRecordings(options.tapes()));
        var stored = new StoredReferences(
                options.directory(),
                run.isPresent() ? Optional.empty() : Optional.of(options.tapes()),
                checked.deployments(),
                options.comparison().allowed(),
                "-Dassay.baseline=write");
        var tests = new Tests(
                checked.plan(),
                new MeasuredTests(source, seed, planned -> {}, Optional::empty),
                stored,
                options.comparison().allowed(),
                new LinkedHashMap<>());
        var id = Run.id(Instant.now().atZone(ZoneId.systemDefault()));
        return new GateTrial(
                new RunDirectory(options.runs().resolve(id)),
                new PlantedFaults(source.description(), seed, trials(mode.faults(), tests, seed)));
    }

    /** Returns the newest run that has traces. The names of runs begin with their time, so they sort by it. */
    private static Optional<Path> newest(Path runs) {
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (Stream<Path> directories = Files.list(runs)) {
            return directories
                    .filter(run -> Files.isDirectory(run.resolve("traces")) && !new RunDirectory(run).part())
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + runs, e);
        }
    }

    /**
     * The tests that were measured.
     *
     * @param repeats what was measured of each test so far
     */
    private record Tests(
            Plan plan,
            MeasuredTests measured,
            References stored,
            Set<Kind> allowed,
            Map<Planned, List<Repeat>> repeats) {
        List<Repeat> of(Planned planned) {
            return repeats.computeIfAbsent(
                    planned,
                    test -> measured.of(test, plan.tests()).stream()
                            .map(Tests::kept)
                            .toList());
        }

        /** A recording is judged many times, so it stays in memory while there is room. */
        private static Repeat kept(Repeat repeat) {
            return repeat instanceof Repeat.Recorded recorded
                    ? new Repeat.Recorded(recorded.number(), recorded.source(), kept(recorded.recording()))
                    : repeat;
        }

        private static Supplier<Recording> kept(Supplier<Recording> read) {
            var kept = new ArrayList<SoftReference<@Nullable Recording>>();
            return () -> {
                var known = kept.isEmpty() ? null : kept.getFirst().get();
                if (known != null) {
                    return known;
                }
                var recording = read.get();
                kept.clear();
                kept.add(new SoftReference<>(recording));
                return recording;
            };
        }

        References references() {
            return new RunReferences(plan.tests(), this::of, stored, allowed);
        }
    }

    private static List<FaultTrial> trials(List<Fault> faults, Tests tests, long seed) {
        var references = tests.references();
        var limits = new ArrayList<String>();
        var results = new LinkedHashMap<Fault, List<FaultTrial>>();
        for (var planned : tests.plan().tests()) {
            if (!planned.test().limits().isEmpty()) {
                var trial = new Trial(planned, tests.of(planned), references, seed);
                limits.addAll(trial.limits());
                faults.forEach(fault -> results.computeIfAbsent(fault, each -> new ArrayList<>())
                        .add(trial.of(fault)));
            }
        }
        var trials = faults.stream()
                .map(fault -> all(fault, results.getOrDefault(fault, List.of())))
                .toList();
        var problems = trials.stream()
                .filter(trial -> !trial.touches())
                .map(trial -> untouching(trial, limits))
                .toList();
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return trials;
    }

    private static FaultTrial all(Fault fault, List<FaultTrial> ofTests) {
        var limits = new ArrayList<LimitTrial>();
        var remarks = new ArrayList<String>();
        ofTests.forEach(trial -> {
            limits.addAll(trial.limits());
            remarks.addAll(trial.remarks());
        });
        return new FaultTrial(fault, limits, remarks);
    }

    private static Problem untouching(FaultTrial trial, List<String> limits) {
        var shown = limits.stream().limit(MOST_LISTED).collect(Collectors.joining("; "));
        var more = limits.size() - MOST_LISTED;
        return Options.problem("-Dassay.plant=" + trial.fault() + " touches no limit"
                + (trial.remarks().isEmpty() ? "" : " (" + String.join("; ", trial.remarks()) + ")") + ". "
                + (limits.isEmpty()
                        ? "No limit could be judged at all."
                        : "There are limits on: " + shown + (more > 0 ? "; and " + more + " more" : "") + ".")
                + " Plant a fault that changes one of these figures, or add a limit on what this one changes.");
    }

    /** Writes {@code plant.md} and prints the result. */
    public void report(Console console) {
        directory.end(faults);
        console.line("plant: " + directory.path().resolve("plant.md"));
        console.block(faults.lines());
    }
}
