package dev.assay.run.merging;

import dev.assay.environment.Environment;
import dev.assay.input.InputException;
import dev.assay.input.Problem;
import dev.assay.recording.PlanDifference;
import dev.assay.recording.ShardFacts;
import dev.assay.recording.files.ShardFile;
import dev.assay.run.measurement.RunFacts;
import dev.assay.run.options.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The run directories of shards of one joint run.
 *
 * @param shards at least one, in the order of their numbers
 */
public record ShardRuns(List<ShardRun> shards) {
    public ShardRuns {
        shards = shards.stream()
                .sorted(Comparator.comparingInt(run -> run.facts.shard()))
                .toList();
    }

    /** The run directory of one shard. */
    public record ShardRun(Path directory, ShardFacts facts) {
        /** Returns the name of the directory. */
        String name() {
            return String.valueOf(directory.toAbsolutePath().normalize().getFileName());
        }
    }

    /**
     * Reads which shards these directories are of.
     *
     * @throws InputException if they are not of different shards of one run, with every problem
     */
    public static ShardRuns of(List<Path> directories) {
        var problems = new ArrayList<Problem>();
        var runs = new ArrayList<ShardRun>();
        for (var directory : directories) {
            try {
                ShardFile.in(directory)
                        .ifPresentOrElse(
                                facts -> runs.add(new ShardRun(directory, facts)),
                                () -> problems.add(problem("[" + directory
                                        + "] is not the run directory of a shard: it has no " + ShardFile.NAME
                                        + ". A run that was not split is judged with -Dassay.run.")));
            } catch (InputException e) {
                problems.addAll(e.problems());
            }
        }
        for (var i = 0; i < runs.size(); i++) {
            problems.addAll(problems(runs.getFirst(), runs.get(i), runs.subList(0, i)));
        }
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
        return new ShardRuns(runs);
    }

    private static List<Problem> problems(ShardRun first, ShardRun run, List<ShardRun> before) {
        var differences = first.facts.differences(
                run.facts,
                () -> plan(first.directory)
                        .flatMap(one -> plan(run.directory).flatMap(other -> PlanDifference.of(one, other))));
        if (!differences.isEmpty()) {
            return List.of(problem("[" + first.directory + "] and [" + run.directory
                    + "] are not shards of one run: " + String.join("; ", differences)
                    + ". Name only the shards of one run; measure again what was started otherwise."));
        }
        return before.stream()
                .filter(other -> other.facts.shard() == run.facts.shard())
                .findFirst()
                .map(other -> problem("[" + other.directory + "] and [" + run.directory + "] are both shard "
                        + run.facts.shard() + " of " + run.facts.of()
                        + ". Give each shard a number of its own, and name each once."))
                .stream()
                .toList();
    }

    private static Optional<String> plan(Path directory) {
        try {
            return Optional.of(Files.readString(directory.resolve("plan.json")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Problem problem(String message) {
        return Options.problem("-Dassay.merge: " + message);
    }

    /** Returns the directories of all shards. */
    public List<Path> directories() {
        return shards.stream().map(ShardRun::directory).toList();
    }

    /** Returns what all shards have in common. */
    ShardFacts common() {
        return shards.getFirst().facts;
    }

    /** Returns the numbers of the shards that are not among these. */
    public List<Integer> missing() {
        return IntStream.rangeClosed(1, common().of())
                .filter(number -> shards.stream().noneMatch(run -> run.facts.shard() == number))
                .boxed()
                .toList();
    }

    /** Returns the environment of all shards. */
    public Environment environment() {
        return Environment.merged(
                description(),
                missing().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                directories().stream()
                        .filter(directory -> Files.exists(directory.resolve("environment.json")))
                        .map(RunFacts::environment)
                        .toList());
    }

    /** Returns in words what is merged: {@code run slurm-12, merged from 3 of 4 shards}. */
    public String description() {
        var all = common().of();
        return "run " + common().run() + ", merged from "
                + (missing().isEmpty() ? "" : shards.size() + " of ")
                + all + (all == 1 ? " shard" : " shards");
    }
}
