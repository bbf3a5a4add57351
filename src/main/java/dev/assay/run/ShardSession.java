package dev.assay.run;

import dev.assay.environment.AssayBuild;
import dev.assay.environment.Environment;
import dev.assay.gate.Repeat;
import dev.assay.input.InputException;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.Recording;
import dev.assay.recording.ShardFacts;
import dev.assay.recording.SlotRelease;
import dev.assay.recording.files.ShardFile;
import dev.assay.report.RunDirectory;
import dev.assay.run.checked.CheckedPlan;
import dev.assay.run.checked.MemoryCheck;
import dev.assay.run.console.Console;
import dev.assay.run.console.InterruptionNotice;
import dev.assay.run.measurement.MeasuredTests;
import dev.assay.run.measurement.Resumption;
import dev.assay.run.measurement.RunFacts;
import dev.assay.run.measurement.SharedMeasurement;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.run.options.ShardOptions;
import dev.assay.run.shards.JointRun;
import dev.assay.run.shards.Timing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One shard of a run: it measures its part of each planned test, at the same time as the other shards, and judges nothing. */
public final class ShardSession implements AutoCloseable {
    private final CheckedPlan checked;
    private final ShardOptions options;
    private final RunDirectory directory;
    private final SharedMeasurement source;
    private final MeasuredTests measured;
    private final Environment environment;
    private final InterruptionNotice interruption;
    private final Console console;
    private final List<String> missing = new ArrayList<>();

    private ShardSession(
            CheckedPlan checked,
            ShardOptions options,
            RunDirectory directory,
            SharedMeasurement source,
            Environment environment,
            Console console) {
        this.checked = checked;
        this.options = options;
        this.directory = directory;
        this.source = source;
        this.measured = new MeasuredTests(source, checked.seed(), planned -> {}, Optional::empty);
        this.environment = environment;
        this.console = console;
        this.interruption = InterruptionNotice.of(directory.path(), console);
    }

    /**
     * Reads everything that people wrote, and waits until all shards have come and would measure the same.
     *
     * @param lost how long a shard may give no sign of life until it is lost; empty: as long as usual
     * @throws InputException with every problem, or with what differs between shards
     */
    static ShardSession open(Options options, RunMode.Sharded mode, Optional<Duration> lost, Console console) {
        var shard = mode.shard().shard();
        var resumed = mode.measured().live().resume();
        resumed.ifPresent(run -> checkResumed(run, mode.shard()));
        var usual = Timing.of(shard.of());
        var joint = JointRun.enter(
                shard,
                mode.shard().directory(),
                resumed.isPresent(),
                lost.map(usual::lostAfter).orElse(usual),
                console::line);
        try {
            return open(options, mode, joint, resumed, console);
        } catch (InputException e) {
            joint.leave(e);
            throw e;
        } catch (RuntimeException e) {
            joint.leave(e.toString());
            throw e;
        }
    }

    private static void checkResumed(Path run, ShardOptions options) {
        var facts = ShardFile.in(run);
        if (facts.isEmpty() || facts.get().shard() != options.shard().number()) {
            throw new InputException(List.of(Options.problem("-Dassay.resume=" + run + " is the directory of "
                    + facts.map(each -> "shard " + each.shard() + " of " + each.of())
                            .orElse("a run without shards")
                    + ", and -Dassay.shard says " + options.shard() + ". Name the directory that this shard wrote.")));
        }
    }

    private static ShardSession open(
            Options options, RunMode.Sharded mode, JointRun joint, Optional<Path> resumed, Console console) {
        var now = Instant.now().atZone(ZoneId.systemDefault());
        var known = joint.known();
        known.ifPresent(facts -> checkRun(facts, mode.shard(), resumed));
        var seeded = known.map(facts -> options.seed().isEmpty() ? options.with(facts.seed()) : options)
                .orElse(options);
        var checked = CheckedPlan.of(seeded, mode.measured());
        var credentials = GateSession.credentials(options, mode.measured(), checked.plan(), console);
        var tokenizers = checked.tokenizers(options, mode.measured());
        var id = resumed.map(run -> run.toAbsolutePath().normalize())
                .orElseGet(() -> options.runs()
                        .resolve(Run.id(now) + "-shard" + joint.shard().number())
                        .toAbsolutePath());
        var directory = new RunDirectory(id);
        var name = known.map(ShardFacts::run).or(() -> mode.shard().run()).orElseGet(() -> Run.id(now));
        var plan = RunDirectory.text(checked.plan());
        var facts = new ShardFacts(
                joint.shard().number(),
                joint.shard().of(),
                name,
                checked.seed(),
                sha256(plan),
                AssayBuild.name().orElse(Environment.UNKNOWN));
        var measurement = new RecordingSources(options, checked.seed(), directory, tokenizers, credentials, console)
                .live(
                        mode.measured(),
                        target -> resumed.map(run -> Resumption.of(
                                        run,
                                        checked.plan(),
                                        environment(options, checked, target).facts()))
                                .orElse(Resumption.NONE));
        var environment = resumed.map(RunFacts::environment)
                .map(Environment::resumed)
                .orElseGet(() -> environment(options, checked, measurement.description()));
        joint.agree(facts, plan, directory.path());
        MemoryCheck.here().warnings(mode, checked.plan()).forEach(console::warning);
        console.line("shard " + joint.shard() + " of the joint run " + name + ", in " + directory.path());
        if (resumed.isEmpty()) {
            directory.begin(checked.plan(), environment.facts());
            ShardFile.write(directory.path().resolve(ShardFile.NAME), facts);
        }
        return new ShardSession(
                checked,
                mode.shard(),
                directory,
                new SharedMeasurement(measurement, joint, name, directory, console),
                environment,
                console);
    }

    private static Environment environment(Options options, CheckedPlan checked, String target) {
        return Environment.of(
                target, Run.instance(options), options.directory(), checked.thresholdsSha256(), checked.plan());
    }

    /** A scheduler that names its jobs tells one job from the next, and so a new run from what an earlier one left. */
    private static void checkRun(ShardFacts facts, ShardOptions options, Optional<Path> resumed) {
        if (resumed.isEmpty()
                && options.run().isPresent()
                && !options.run().get().equals(facts.run())) {
            throw new InputException(List.of(Options.problem("-Dassay.shard.directory=" + options.directory()
                    + " is that of the joint run [" + facts.run() + "], and this shard belongs to ["
                    + options.run().get() + "]. Give each run a directory of its own.")));
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }

    /** Returns the planned tests of a kind, in the order of the plan. */
    public List<Planned> tests(Class<? extends TestSpec> kind) {
        return checked.plan().tests().stream()
                .filter(planned -> kind.isInstance(planned.test()))
                .toList();
    }

    /** What became of one test. */
    public sealed interface Outcome {
        /** Returns it in one line. */
        String line();

        /** Everything that this shard had to record is recorded, and so is the part of each other shard. */
        record Measured(String line) implements Outcome {}

        /** Something was not recorded. */
        record NotMeasured(String line) implements Outcome {}
    }

    /** Measures the part of this shard of a test, with all its repeats. */
    public synchronized Outcome measure(Planned planned) {
        var repeats = measured.of(planned, tests(planned.test().getClass()));
        var recordings = repeats.stream()
                .flatMap(repeat -> repeat instanceof Repeat.Recorded recorded
                        ? Stream.of(recorded.recording().get())
                        : Stream.empty())
                .toList();
        recordings.stream()
                .map(Recording::header)
                .forEach(header -> environment.add(header.deployment(), SlotRelease.others(header.server())));
        directory.environment(environment.facts());
        var not = repeats.stream()
                .flatMap(repeat -> repeat instanceof Repeat.NotSent no ? Stream.of(no.why()) : Stream.empty())
                .findFirst();
        var shard = "shard " + options.shard();
        if (not.isPresent()) {
            missing.add(planned.name());
            var line = "NOT MEASURED " + planned.name() + ": " + shard + ": "
                    + not.get().sentences();
            console.line(line);
            return new Outcome.NotMeasured(line);
        }
        var requests = recordings.stream()
                .mapToInt(recording -> recording.measured().size())
                .sum();
        var line = planned.name() + ": measured as " + shard + " (" + requests
                + (requests == 1 ? " request" : " requests") + " here), not judged: a part has no verdict";
        console.line(line);
        return new Outcome.Measured(line);
    }

    /** Says how the shards are judged, on the console and in the summary. */
    public synchronized void report() {
        var how = "Judge all shards as one with -Dassay.merge=" + merged() + ".";
        var head = "Shard " + options.shard() + ": not judged, because a part has no verdict. "
                + (missing.isEmpty() ? "" : "NOT MEASURED: " + String.join(", ", missing) + ". ");
        directory.summary("# " + head.strip() + "\n\n" + how + "\n");
        console.line(head + how);
    }

    private String merged() {
        return source.run().directories().stream().collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        source.close();
        interruption.close();
    }
}
