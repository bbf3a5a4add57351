package dev.assay.run.shards;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.recording.PlanDifference;
import dev.assay.recording.ShardFacts;
import dev.assay.recording.files.ShardFile;
import dev.assay.shards.Shard;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A run that several processes measure together, each as one shard, seen from one of them. They meet in a shared directory. Shard 1 leads: it writes down what the
 * run is, says when a test begins, and says which shard is lost. Used by one thread, beside a thread that gives signs of life.
 */
public final class JointRun implements AutoCloseable {
    private static final String OPTION = "-Dassay.shard: ";
    private static final String FACTS = "run.json";
    private static final String PLAN = "plan.json";
    private static final String GENERATION = "generation";
    private static final String JOINED = "joined";
    static final String ENDED = "ended";
    private static final String LOST = "lost";
    private static final int LEADER = 1;
    /** After so many looks a shard waits for something long, and looks less often. */
    private static final int OFTEN = 300;

    private static final int RARELY = 10;
    /** Shards that are started together come this close after each other. */
    private static final Duration JUST_BEFORE = Duration.ofMinutes(1);

    private final Shard shard;
    private final Timing timing;
    private final Consumer<String> lines;
    private final SharedFiles files;
    private final Claim claim;
    private final SignsOfLife life;
    private final boolean resumed;
    private final int before;
    private final Thread hook = new Thread(() -> end("it was interrupted"), "assay-shard-interrupted");
    private int generation;

    private JointRun(Shard shard, Path directory, boolean resumed, Timing timing, Consumer<String> lines) {
        this.shard = shard;
        this.timing = timing;
        this.lines = lines;
        this.resumed = resumed;
        this.files = new SharedFiles(directory);
        this.claim = new Claim(files, shard, timing, UUID.randomUUID().toString());
        this.before = claim.take(resumed);
        this.life = new SignsOfLife(files, shard, timing);
    }

    /**
     * Takes a number in the shared directory.
     *
     * @param resumed whether this continues a shard that ended
     * @param lines takes what a waiting shard says
     * @throws InputException if another process has the number, nothing is there to be continued, the directory is that of a run of another number of shards, or it
     *     cannot be read or written
     */
    public static JointRun enter(Shard shard, Path directory, boolean resumed, Timing timing, Consumer<String> lines) {
        try {
            ShardFile.read(directory.resolve(FACTS))
                    .filter(facts -> facts.of() != shard.of())
                    .ifPresent(facts -> {
                        throw refused("[" + directory + "] is that of a run of " + facts.of()
                                + (facts.of() == 1 ? " shard" : " shards") + ", and this is shard " + shard.number()
                                + " of "
                                + shard.of() + ". Give each run a directory of its own.");
                    });
            return new JointRun(shard, directory, resumed, timing, lines);
        } catch (UncheckedIOException e) {
            throw refused("[" + directory + "] cannot be used as -Dassay.shard.directory: " + e.getMessage() + " ("
                    + Objects.requireNonNull(e.getCause()).getClass().getSimpleName()
                    + "). Give a directory that all shards can write.");
        }
    }

    static String generationFolder(int generation) {
        return "generations/" + generation;
    }

    static InputException refused(String message) {
        return new InputException(List.of(new Problem(Location.commandLine(), OPTION + message)));
    }

    /** Returns which shard this process is. */
    public Shard shard() {
        return shard;
    }

    Timing timing() {
        return timing;
    }

    SharedFiles files() {
        return files;
    }

    int generation() {
        return generation;
    }

    /**
     * Returns what shard 1 wrote down of the run; empty if this is shard 1 and the run is new. Waits for shard 1.
     *
     * @throws InputException if shard 1 did not come in time, or refused the run
     */
    public Optional<ShardFacts> known() {
        if (shard.leads()) {
            generation = published() + 1;
            // A start that was refused may have left something.
            files.names(generationFolder(generation))
                    .forEach(name -> files.delete(generationFolder(generation) + "/" + name));
            return resumed ? facts() : Optional.empty();
        }
        untilJoined(
                () -> {
                    var current = published();
                    refuseWithTheFirst(current + 1);
                    generation = current > before && life.recent(LEADER) ? current : 0;
                    return generation > 0 && facts().isPresent();
                },
                () -> Set.of(LEADER));
        return facts();
    }

    private int published() {
        return files.text(GENERATION).map(Integer::parseInt).orElse(0);
    }

    /** If shard 1 ended before it began the run, nobody needs to wait for it. What an earlier start left is older than this shard. */
    private void refuseWithTheFirst(int next) {
        var file = generationFolder(next) + "/" + ENDED + "-" + LEADER;
        var ended = files.stamp(file);
        if (ended.isPresent() && claim.stamp().orElse(Long.MAX_VALUE) - ended.getAsLong() < JUST_BEFORE.toNanos()) {
            throw refused(
                    "shard 1 ended before the run began: " + files.text(file).orElse("it does not say why"));
        }
    }

    private Optional<ShardFacts> facts() {
        return ShardFile.read(files.root().resolve(FACTS));
    }

    /**
     * Says what this shard would measure, and waits until all shards have said the same.
     *
     * @param plan the text of its plan
     * @param run the run directory of this shard
     * @throws InputException if they differ, or did not all come in time
     */
    public void agree(ShardFacts mine, String plan, Path run) {
        files.put(
                ShardFile.DIRECTORIES + "/" + shard.number(),
                run.toAbsolutePath().normalize() + "\n");
        if (shard.leads()) {
            if (resumed) {
                compare(mine, plan);
            } else {
                files.put(PLAN, plan);
                ShardFile.write(files.root().resolve(FACTS), mine);
            }
            files.put(generationFolder(generation) + "/" + JOINED + "-1", "");
            files.put(GENERATION, String.valueOf(generation));
            untilJoined(() -> missing(JOINED).isEmpty(), () -> missing(JOINED));
            files.put(generationFolder(generation) + "/go", "");
        } else {
            compare(mine, plan);
            files.put(generationFolder(generation) + "/" + JOINED + "-" + shard.number(), "");
            untilJoined(
                    () -> files.names(generationFolder(generation)).contains("go"),
                    () -> missing(JOINED).isEmpty() ? Set.of(LEADER) : missing(JOINED));
        }
        claim.joined(generation);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void compare(ShardFacts mine, String plan) {
        var joint = facts().orElseThrow(() -> refused("[" + files.root() + "] has no " + FACTS
                + ", in which shard 1 says what all shards measure. Use a new directory."));
        var differences =
                mine.differences(joint, () -> files.text(PLAN).flatMap(other -> PlanDifference.of(plan, other)));
        if (!differences.isEmpty()) {
            var why = "shard " + shard.number() + " and shard 1 of the joint run in [" + files.root()
                    + "] would not measure the same: " + String.join("; ", differences)
                    + ". Give all shards the same thresholds.yaml, evalsets and options.";
            end(why);
            throw refused(why);
        }
    }

    private Set<Integer> missing(String step) {
        var names = files.names(generationFolder(generation));
        return all().filter(number -> !names.contains(step + "-" + number))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private IntStream all() {
        return IntStream.rangeClosed(1, shard.of());
    }

    private void untilJoined(BooleanSupplier condition, Supplier<Set<Integer>> whom) {
        var begin = System.nanoTime();
        var said = begin;
        while (!condition.getAsBoolean()) {
            var refusal = generation == 0 ? Optional.<String>empty() : refusal();
            if (refusal.isPresent()) {
                end(refusal.get());
                throw refused(refusal.get());
            }
            if (System.nanoTime() - begin > timing.join().toNanos()) {
                var why = named(whom.get()) + " of " + shard.of() + " did not come within "
                        + timing.join().toSeconds() + " s to [" + files.root()
                        + "]. Start all shards at the same time, with the same shared directory.";
                end(why);
                throw refused(why);
            }
            if (System.nanoTime() - said > timing.say().toNanos()) {
                said = System.nanoTime();
                if (!claim.mine()) {
                    throw refused("[" + files.root() + "] says no more that this process is shard " + shard.number()
                            + ": somebody deleted the directory, or another process continues this shard.");
                }
                lines.accept("shard " + shard + ": waiting for " + named(whom.get()) + " to come to " + files.root());
            }
            pause(1);
        }
    }

    /** Returns why a shard left before the run began. */
    private Optional<String> refusal() {
        return all().filter(number -> number != shard.number())
                .mapToObj(number -> files.text(generationFolder(generation) + "/" + ENDED + "-" + number))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void pause(int polls) {
        LockSupport.parkNanos(polls * timing.poll().toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new JointRunOver("this shard was interrupted");
        }
    }

    /** Returns which shards ended, or are lost, in this generation of the run. */
    Set<Integer> gone() {
        var names = files.names(generationFolder(generation));
        return all().filter(number -> names.contains(LOST + "-" + number) || names.contains(ENDED + "-" + number))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Waits until each of some shards has left a file {@code STEP-NUMBER} in a folder.
     *
     * @param doing what it waits for, in words
     * @return the shards that cannot leave it any more, because they failed the test, ended or are lost. Once shard 1 is gone nobody says which others are, so it
     *     is returned at once
     * @throws JointRunOver if this shard is lost to the others
     */
    Set<Integer> await(String folder, String step, Collection<Integer> whom, String doing) {
        var said = System.nanoTime();
        for (var looks = 1; ; looks++) {
            // Before the names: a shard that has ended left all its files before.
            var gone = new TreeSet<>(gone());
            if (!shard.leads() && life.silent(LEADER)) {
                gone.add(LEADER);
            }
            var names = files.names(folder);
            var missing = whom.stream()
                    .filter(number -> !names.contains(step + "-" + number))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (missing.stream().allMatch(number -> gone.contains(number) || names.contains("failed-" + number))) {
                return missing;
            }
            check(gone);
            if (gone.contains(LEADER)) {
                missing.retainAll(gone);
                missing.add(LEADER);
                return missing;
            }
            missing.stream()
                    .filter(number -> shard.leads() && !gone.contains(number))
                    .forEach(this::declareIfLost);
            if (System.nanoTime() - said > timing.say().toNanos()) {
                said = System.nanoTime();
                missing.removeAll(gone);
                lines.accept("shard " + shard + ": waiting for " + named(missing) + ": " + doing);
            }
            files.touch(folder + "/look-" + shard.number());
            pause(looks < OFTEN ? 1 : RARELY);
        }
    }

    private void declareIfLost(int number) {
        if (number != shard.number() && life.silent(number)) {
            lines.accept("shard " + shard + ": shard " + number + " is lost: " + silence());
            files.put(generationFolder(generation) + "/" + LOST + "-" + number, silence());
        }
    }

    private String silence() {
        return "it gave no sign of life for " + timing.lost().toMillis() / 1000.0 + " s";
    }

    /** Throws if this shard cannot go on. */
    private void check(Set<Integer> gone) {
        if (gone.contains(shard.number())) {
            throw new JointRunOver("the other shards went on without this one, because " + silence());
        }
        if (!claim.mine()) {
            throw new JointRunOver("another process continues shard " + shard.number());
        }
    }

    /** Returns how shards are named in a message: {@code shard 3}, {@code shards 3, 4}. */
    static String named(Collection<Integer> shards) {
        return (shards.size() == 1 ? "shard " : "shards ")
                + shards.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Says what became of the shards that are gone. */
    String whyGone(Collection<Integer> shards) {
        return shards.stream()
                .map(number -> "shard " + number + ": "
                        + files.text(generationFolder(generation) + "/" + LOST + "-" + number)
                                .or(() -> files.text(generationFolder(generation) + "/" + ENDED + "-" + number))
                                .orElse(silence()))
                .collect(Collectors.joining("; "));
    }

    private void end(String why) {
        if (generation > 0) {
            files.put(generationFolder(generation) + "/" + ENDED + "-" + shard.number(), why);
        }
    }

    /** Returns the run directories of all shards that have come so far, in the order of their numbers. */
    public List<String> directories() {
        return all().mapToObj(number -> files.text(ShardFile.DIRECTORIES + "/" + number))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Gives no sign of life any more, as a process that was killed. */
    void vanish() {
        Runtime.getRuntime().removeShutdownHook(hook);
        life.close();
    }

    /** Leaves before the run has begun, and tells the others why. What they say of it has its own place and option. */
    public void leave(InputException why) {
        var problem = why.problems().getFirst();
        leave(
                problem.place().equals(Location.commandLine())
                        ? problem.message().replaceFirst("^" + Pattern.quote(OPTION), "")
                        : problem.toString());
    }

    /** Leaves before the run has begun, and tells the others why. */
    public void leave(String why) {
        end(why);
        life.close();
    }

    /** Tells the others that this shard does nothing more. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            end("it had ended");
        } catch (IllegalStateException e) {
            // The process ends, and the hook tells them.
        } finally {
            life.close();
        }
    }
}
