package dev.assay.environment;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many processor cores this process may use. Slurm may give a task fewer than the machine has without binding it to them: {@code nproc} and the
 * JVM then count all.
 *
 * @param count at least 1
 * @param source where the number is from: {@code the JVM}, or a variable of Slurm
 */
public record UsableCores(int count, String source) {
    private static final String JVM = "the JVM";
    private static final String ON_NODE = "SLURM_CPUS_ON_NODE";
    private static final String PER_TASK = "SLURM_CPUS_PER_TASK";
    private static final String TASKS = "SLURM_STEP_TASKS_PER_NODE";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");
    /** The number of tasks on each node, where all nodes have the same: {@code 4} or {@code 4(x2)}. */
    private static final Pattern TASKS_OF_EACH = Pattern.compile("([1-9][0-9]{0,5})(?:\\(x[0-9]+\\))?");

    private static final int MOST_LOOPS = 8;

    /** Returns the cores of this process. */
    public static UsableCores here() {
        return of(Runtime.getRuntime().availableProcessors(), System.getenv());
    }

    /**
     * Returns the smallest of what the JVM and Slurm say.
     *
     * @param processors what the JVM counts
     * @param variables the environment variables of the process
     */
    static UsableCores of(int processors, Map<String, String> variables) {
        var perTask = number(variables, PER_TASK).map(cores -> new UsableCores(cores, PER_TASK));
        var onNode = number(variables, ON_NODE)
                .map(cores -> new UsableCores(Math.max(1, cores / tasks(variables)), ON_NODE));
        return Stream.of(perTask, onNode)
                .flatMap(Optional::stream)
                .reduce(new UsableCores(processors, JVM), (best, next) -> next.count < best.count ? next : best);
    }

    private static Optional<Integer> number(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> NUMBER.matcher(value).matches())
                .map(Integer::valueOf);
    }

    private static int tasks(Map<String, String> variables) {
        var tasks = TASKS_OF_EACH.matcher(variables.getOrDefault(TASKS, "1"));
        return tasks.matches() ? Integer.parseInt(tasks.group(1)) : 1;
    }

    /**
     * Returns how many threads the client gives its sockets: one core is left for packing and writing answers, the compiler and the garbage collector.
     * More than {@value #MOST_LOOPS} gain nothing, since one carries 500 streams of 100 events per second with half of its time left.
     */
    public int loops() {
        return Math.clamp(count - 1, 1, MOST_LOOPS);
    }

    /** Returns the fact for environment.json. */
    String fact(int processors) {
        return count == processors ? Integer.toString(count) : processors + ", of which " + count + " by " + source;
    }
}
