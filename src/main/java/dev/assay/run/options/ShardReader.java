package dev.assay.run.options;

import dev.assay.input.Problem;
import dev.assay.shards.Shard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads which shard of a run this process is. The variables of a scheduler are read only if the command line names it. A wrong value is added to the problems, and
 * the option is then absent.
 */
record ShardReader(Map<String, String> properties, Map<String, String> environment, List<Problem> problems) {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,6})/([0-9]{1,6})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** Which shard, and the name that the scheduler has for all of them. */
    private record Place(long number, long of, Optional<String> run) {}

    /** Returns which shard this process is; empty if it measures alone. */
    Optional<ShardOptions> shard() {
        var written = properties.get(Options.Name.SHARD.key());
        if (written == null) {
            return Optional.empty();
        }
        var before = problems.size();
        var place = switch (written) {
            case "slurm" -> slurm();
            case "kubernetes" -> kubernetes();
            case "ci" -> ci();
            default -> written(written);
        };
        var directory = directory();
        if (place.isEmpty() || directory.isEmpty() || problems.size() > before) {
            return Optional.empty();
        }
        var found = place.get();
        if (found.number < 1 || found.number > found.of || found.of > Shard.MOST) {
            problems.add(Options.problem("-Dassay.shard=" + written + " would be shard " + found.number + " of "
                    + found.of + "; shards are numbered from 1 to their number, which is at most " + Shard.MOST + "."));
            return Optional.empty();
        }
        return Optional.of(new ShardOptions(new Shard((int) found.number, (int) found.of), directory.get(), found.run));
    }

    private Optional<Place> written(String written) {
        var match = WRITTEN.matcher(written);
        if (!match.matches()) {
            problems.add(Options.problem("-Dassay.shard is the number of this shard and of all, such as 2/4, or slurm,"
                    + " kubernetes or ci, which read it from the environment; found [" + written + "]."));
            return Optional.empty();
        }
        return Optional.of(new Place(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)), Optional.empty()));
    }

    /** The tasks of a step, or the tasks of an array job of one task each. */
    private Optional<Place> slurm() {
        return environment.containsKey("SLURM_ARRAY_TASK_ID") ? slurmArray() : slurmTasks();
    }

    private Optional<Place> slurmTasks() {
        var why =
                "srun sets it for each task; start the shards with srun, as in srun -n 4 java -jar assay.jar verify --shard=slurm";
        var rank = variable("slurm", "SLURM_PROCID", why);
        var tasks = variable("slurm", "SLURM_NTASKS", why);
        return rank.isPresent() && tasks.isPresent()
                ? Optional.of(new Place(rank.getAsLong() + 1, tasks.getAsLong(), name("slurm-", "SLURM_JOB_ID")))
                : Optional.empty();
    }

    /** The last task of an array has the job id of the array itself, so only the id of the array is the same in all. */
    private Optional<Place> slurmArray() {
        var why = "Slurm sets it for each task of an array job (sbatch --array=1-4)";
        var id = variable("slurm", "SLURM_ARRAY_TASK_ID", why);
        var count = variable("slurm", "SLURM_ARRAY_TASK_COUNT", why);
        var min = variable("slurm", "SLURM_ARRAY_TASK_MIN", why);
        var max = variable("slurm", "SLURM_ARRAY_TASK_MAX", why);
        if (id.isEmpty() || count.isEmpty() || min.isEmpty() || max.isEmpty()) {
            return Optional.empty();
        }
        var tasks = environment.getOrDefault("SLURM_NTASKS", "1");
        if (!tasks.equals("1")) {
            problems.add(Options.problem("-Dassay.shard=slurm: each task of this array job has itself [" + tasks
                    + "] tasks (SLURM_NTASKS), so it is not clear which of them are the shards. Use an array of single"
                    + " tasks, or one job with several tasks."));
            return Optional.empty();
        }
        if (max.getAsLong() - min.getAsLong() + 1 != count.getAsLong()) {
            problems.add(Options.problem("-Dassay.shard=slurm: the tasks of this array job are numbered with gaps ("
                    + count.getAsLong() + " tasks from " + min.getAsLong() + " to " + max.getAsLong()
                    + "). Number them without, as in --array=1-4, and let all of them run at the same time."));
            return Optional.empty();
        }
        return Optional.of(new Place(
                id.getAsLong() - min.getAsLong() + 1, count.getAsLong(), name("slurm-", "SLURM_ARRAY_JOB_ID")));
    }

    private Optional<Place> kubernetes() {
        var index = variable(
                "kubernetes", "JOB_COMPLETION_INDEX", "Kubernetes sets it in a Job with completionMode: Indexed");
        var count = variable(
                "kubernetes",
                "ASSAY_SHARDS",
                "Kubernetes does not tell a pod how many there are: set it in the file of the Job to its completions,"
                        + " which must be its parallelism too");
        return index.isPresent() && count.isPresent()
                ? Optional.of(new Place(index.getAsLong() + 1, count.getAsLong(), Optional.empty()))
                : Optional.empty();
    }

    /** GitLab sets its variables itself. The workflow of GitHub must set those that begin with ASSAY, because GitHub sets none. */
    private Optional<Place> ci() {
        if (environment.containsKey("CI_NODE_INDEX") || environment.containsKey("CI_NODE_TOTAL")) {
            var why = "GitLab sets it in a job with parallel";
            var index = variable("ci", "CI_NODE_INDEX", why);
            var total = variable("ci", "CI_NODE_TOTAL", why);
            return index.isPresent() && total.isPresent()
                    ? Optional.of(new Place(index.getAsLong(), total.getAsLong(), name("gitlab-", "CI_PIPELINE_ID")))
                    : Optional.empty();
        }
        var why = "GitLab sets CI_NODE_INDEX and CI_NODE_TOTAL in a job with parallel; in a workflow of GitHub set"
                + " ASSAY_JOB_INDEX to ${{ strategy.job-index }} and ASSAY_JOB_TOTAL to ${{ strategy.job-total }}";
        var index = variable("ci", "ASSAY_JOB_INDEX", why);
        var total = variable("ci", "ASSAY_JOB_TOTAL", why);
        return index.isPresent() && total.isPresent()
                ? Optional.of(new Place(index.getAsLong() + 1, total.getAsLong(), name("github-", "GITHUB_RUN_ID")))
                : Optional.empty();
    }

    private Optional<String> name(String prefix, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(id -> !id.isBlank())
                .map(prefix::concat);
    }

    private OptionalLong variable(String word, String name, String why) {
        var value = environment.get(name);
        if (value != null && NUMBER.matcher(value).matches()) {
            return OptionalLong.of(Long.parseLong(value));
        }
        problems.add(Options.problem("-Dassay.shard=" + word + " reads the variable " + name + ", which "
                + (value == null ? "is not set" : "is no whole number but [" + value + "]") + ": " + why + "."));
        return OptionalLong.empty();
    }

    private Optional<Path> directory() {
        return Optional.ofNullable(properties.get(Options.Name.SHARD_DIRECTORY.key()))
                .flatMap(value -> {
                    var path = Path.of(properties.getOrDefault(Options.Name.DIRECTORY.key(), ""))
                            .resolve(value);
                    if (!value.isBlank() && (!Files.exists(path) || Files.isDirectory(path))) {
                        return Optional.of(path);
                    }
                    problems.add(Options.problem(
                            "-Dassay.shard.directory is a directory that all shards see, such as /shared/run-12, found ["
                                    + value + "]" + (value.isBlank() ? "." : ", which is a file.")));
                    return Optional.empty();
                });
    }
}
