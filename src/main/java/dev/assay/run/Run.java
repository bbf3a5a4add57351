package dev.assay.run;

import dev.assay.audits.server.ServerLives;
import dev.assay.environment.CloudInstance;
import dev.assay.environment.Environment;
import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.References;
import dev.assay.gate.outlook.EndedWaivers;
import dev.assay.gate.outlook.NoisyLimits;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Bound;
import dev.assay.recording.Recording;
import dev.assay.report.RunDirectory;
import dev.assay.report.against.ComparedPair;
import dev.assay.report.against.ComparedRun;
import dev.assay.report.against.FlippedQuestions;
import dev.assay.report.console.TestText;
import dev.assay.report.history.HistoryLine;
import dev.assay.report.page.PageInput;
import dev.assay.report.summary.AuditNotes;
import dev.assay.report.summary.EnvironmentDifferences;
import dev.assay.run.checked.CheckedPlan;
import dev.assay.run.console.Console;
import dev.assay.run.history.HistoryFile;
import dev.assay.run.measurement.HostFailure;
import dev.assay.run.measurement.MeasuredTests;
import dev.assay.run.measurement.RecordingSource;
import dev.assay.run.measurement.Recordings;
import dev.assay.run.measurement.Resumption;
import dev.assay.run.measurement.RunFacts;
import dev.assay.run.merging.ShardRuns;
import dev.assay.run.options.Options;
import dev.assay.run.options.RunMode;
import dev.assay.run.options.TimeBudget;
import dev.assay.run.proposed.ProposedLimits;
import dev.assay.run.references.AgainstRun;
import dev.assay.run.references.BaselineUpdate;
import dev.assay.run.references.RecordedSet;
import dev.assay.run.references.StoredReferences;
import dev.assay.run.requests.Tokenizers;
import dev.assay.server.Credentials;
import dev.assay.starts.RunSet;
import dev.assay.wire.Ticker;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run: its name, its directory, its budget, and where its verdicts come from. */
final class Run implements AutoCloseable {
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);

    private final Options options;
    private final RunMode.Judging mode;
    private final CheckedPlan checked;
    private final Optional<Path> resumed;
    private final String id;
    private final RunDirectory directory;
    private final KeptRun kept;
    private final RecordingSource source;
    private final MeasuredTests measured;
    private final Optional<Recordings> recordings;
    private final StoredReferences stored;
    private final Optional<AgainstRun> against;
    private final TimeBudget budget;
    private final Console console;
    private Optional<Verdict.Unmeasured> stopped = Optional.empty();
    private References references = References.NONE;

    Run(
            Options options,
            RunMode.Judging mode,
            CheckedPlan checked,
            Tokenizers tokenizers,
            Credentials credentials,
            Console console) {
        var now = Instant.now().atZone(ZoneId.systemDefault());
        this.options = options;
        this.mode = mode;
        this.console = console;
        this.checked = checked;
        this.resumed = mode instanceof RunMode.Live live ? live.live().resume() : Optional.empty();
        this.id = resumed.map(
                        run -> String.valueOf(run.toAbsolutePath().normalize().getFileName()))
                .orElseGet(() -> id(now) + (mode instanceof RunMode.Merge ? HistoryLine.MERGED : ""));
        this.directory = new RunDirectory(resumed.orElseGet(() -> options.runs().resolve(id)));
        this.kept = new KeptRun(directory, resumed, mode, checked.plan(), () -> environment(target()), console);
        this.budget = new TimeBudget(options.budget(), Ticker.start());
        this.source = new RecordingSources(options, checked.seed(), directory, tokenizers, credentials, console)
                .of(mode, this::resumption, this::isDecided);
        this.measured =
                new MeasuredTests(source, checked.seed(), this::findReferences, () -> stopped.or(budget::objection));
        var tapes = mode instanceof RunMode.Replay ? Optional.of(options.tapes()) : Optional.<Path>empty();
        this.stored = new StoredReferences(
                options.directory(),
                tapes,
                checked.deployments(),
                options.comparison().allowed(),
                source() + "-Dassay.baseline=write");
        this.against = options.comparison()
                .against()
                // Two deployments of one run, one of them with limits against the other, are shown beside each other
                // unasked.
                .or(checked.plan()::reference)
                .map(written -> AgainstRun.of(written, options, tapes, checked.deployments(), checked.plan()));
        this.recordings = mode instanceof RunMode.Live live && live.live().record()
                ? Optional.of(new Recordings(options.tapes(), directory, console))
                : Optional.empty();
    }

    /** Returns the option that judges again what this run measured or judges; empty if it is judged without an option. */
    String source() {
        return switch (mode) {
            case RunMode.Live ignored -> "-Dassay.run=" + directory.path() + " ";
            case RunMode.Merge ignored -> "-Dassay.run=" + directory.path() + " ";
            case RunMode.Rejudge rejudge ->
                (rejudge.joined().isEmpty() ? "-Dassay.run=" : "-Dassay.join=")
                        + rejudge.runs().stream().map(Path::toString).collect(Collectors.joining(",")) + " ";
            case RunMode.Replay ignored -> "";
            case RunMode.Modelled ignored -> "";
        };
    }

    private Resumption resumption(String target) {
        return resumed.map(run ->
                        Resumption.of(run, checked.plan(), environment(target).facts()))
                .orElse(Resumption.NONE);
    }

    /** Returns the name of a run that starts now. */
    static String id(ZonedDateTime now) {
        return ID.format(now);
    }

    String id() {
        return id;
    }

    String target() {
        return source.description();
    }

    /** Returns what the run is compared with, beside its limits; empty if it is compared with nothing. */
    Optional<ComparedRun> compared(List<TestVerdict> verdicts) {
        var tests = verdicts.stream().map(TestVerdict::planned).toList();
        return against.map(
                other -> other.compare(tests, planned -> set(planned, tests), planned -> sound(planned, tests)));
    }

    /**
     * Returns the questions of an evalset that flipped.
     *
     * @param verdicts the verdicts of the run so far, among them that of the evalset
     */
    FlippedQuestions flips(TestVerdict verdict, List<TestVerdict> verdicts) {
        var tests = verdicts.stream().map(TestVerdict::planned).toList();
        var beside = against.map(other -> other.compare(
                List.of(verdict.planned()), planned -> set(planned, tests), planned -> sound(planned, tests)));
        return FlippedQuestions.of(
                verdict,
                beside.flatMap(run -> run.tests().stream()
                        .flatMap(pair ->
                                pair instanceof ComparedPair.Compared compared ? Stream.of(compared) : Stream.empty())
                        .findFirst()),
                beside.map(ComparedRun::other).orElse(""));
    }

    /** The command line may have more repeats of a test than the file, so tests are found by their names. */
    private Optional<RunSet> set(Planned planned, List<Planned> tests) {
        return tests.stream()
                .filter(test -> test.name().equals(planned.name()))
                .findFirst()
                .map(test -> RecordedSet.of(test, measured.of(test, tests)));
    }

    /** Returns the first recording of a test that can be used. */
    private Optional<Recording> sound(Planned planned, List<Planned> tests) {
        return measured.of(planned, tests).stream()
                .flatMap(repeat ->
                        repeat instanceof Repeat.Recorded recorded ? Stream.of(recorded.recording()) : Stream.empty())
                .map(Supplier::get)
                .filter(recording -> Judge.spoilt(planned, recording).isEmpty())
                .findFirst();
    }

    /**
     * Returns how the environment of this run, or of the one that it judges again, differs from that of the run that it is compared with; empty if it is
     * compared with no run.
     */
    Optional<EnvironmentDifferences> differences() {
        var here = measuredIn();
        return against.flatMap(AgainstRun::run)
                .filter(there -> Stream.of(here, there).allMatch(run -> Files.exists(run.resolve("environment.json"))))
                .map(there -> EnvironmentDifferences.of(
                        here.toString(), RunFacts.environment(here), there.toString(), RunFacts.environment(there)));
    }

    /** Accepts the measurements of these tests as baselines, if that was asked for, and returns what a person should read of it. */
    List<String> accept(List<TestVerdict> tests) {
        var planned = tests.stream().map(TestVerdict::planned).toList();
        return options.comparison()
                .baseline()
                .map(action -> {
                    var update = new BaselineUpdate(action, options.directory(), LocalDate.now(ZoneOffset.UTC));
                    tests.forEach(test -> update.take(test, measured.of(test.planned(), planned)));
                    return update.end();
                })
                .orElse(List.of());
    }

    /** Adds what a live run or shards measured to the history of runs, and returns what a person should read of it. What was measured before is there already. */
    List<String> remember(RunVerdict verdict) {
        var history = new HistoryFile(options.runs());
        return switch (mode) {
            case RunMode.Live ignored -> history.add(HistoryLine.of(verdict, facts(), Instant.now()));
            case RunMode.Merge ignored -> history.addMerged(verdict, facts());
            case RunMode.Rejudge ignored -> List.of();
            case RunMode.Replay ignored -> List.of();
            case RunMode.Modelled ignored -> List.of();
        };
    }

    /** Returns whether the directory of the run was created, or could be. */
    boolean writable() {
        return kept.writable();
    }

    /** Notes that the run is over: an end of this process interrupts nothing. */
    void over() {
        kept.close();
    }

    RunDirectory directory() {
        return directory;
    }

    /** Writes the answers to the questions of these tests, so that other tools can read them. */
    void writeSamples(List<TestVerdict> tests) {
        var planned = tests.stream().map(TestVerdict::planned).toList();
        for (var test : planned) {
            if (test.test() instanceof TestSpec.Accuracy accuracy) {
                measured.of(test, planned).stream()
                        .flatMap(repeat -> repeat instanceof Repeat.Recorded recorded
                                ? Stream.of(recorded.recording())
                                : Stream.empty())
                        .forEach(recording -> directory.samples(test, accuracy.evalset(), recording.get()));
            }
        }
    }

    /** Returns what the page of the run is made from. */
    PageInput page(RunVerdict run, Optional<ComparedRun> compared) {
        var planned = run.tests().stream().map(TestVerdict::planned).toList();
        var commands = run.tests().stream()
                .collect(Collectors.toMap(TestVerdict::planned, test -> RerunCommand.of(test, options, mode)));
        return new PageInput(
                run,
                compared,
                compared.flatMap(ignored -> differences()),
                facts(),
                test -> measured.of(test, planned).stream()
                        .flatMap(repeat -> repeat instanceof Repeat.Recorded recorded
                                ? Stream.of(recorded.recording())
                                : Stream.empty())
                        .map(Supplier::get),
                commands::get);
    }

    /** Returns what proposes limits; empty if nobody asked for any. */
    Optional<ProposedLimits> proposals() {
        return options.proposals()
                .map(each -> new ProposedLimits(
                        each, options.directory(), checked.thresholdsSha256(), CheckedPlan.knownNames(), console));
    }

    /** Returns the directory that has the traces: of this run, or of the one that it judges again. */
    private Path measuredIn() {
        return mode instanceof RunMode.Rejudge rejudge ? rejudge.run() : directory.path();
    }

    /** Returns the facts of the environment in which the traces were measured. */
    Map<String, String> facts() {
        return Files.exists(measuredIn().resolve("environment.json")) ? RunFacts.environment(measuredIn()) : Map.of();
    }

    String text(TestVerdict test) {
        return TestText.of(test, source.traces(test.planned()).toString(), RerunCommand.of(test, options, mode));
    }

    String text(TestVerdict test, LimitVerdict limit) {
        return TestText.of(test, limit, source.traces(test.planned()).toString(), RerunCommand.of(test, options, mode));
    }

    /**
     * Returns the verdict of a test. Measures it if the time budget is not spent.
     *
     * @param companions tests whose verdicts will be asked for too; their repeats are measured in turns with those of the test
     */
    TestVerdict verdict(Planned planned, List<Planned> companions) {
        var unwritable = kept.begin();
        if (unwritable.isPresent()) {
            // Its traces would be lost.
            var verdict = Judge.judge(planned, List.of(new Repeat.NotSent(1, unwritable.get())), References.NONE);
            console.line(verdict.headline());
            return verdict;
        }
        references = new RunReferences(
                companions,
                other -> measured.of(other, companions),
                stored,
                options.comparison().allowed());
        var verdict = judged(planned, companions);
        recordings.ifPresent(each -> each.keep(verdict));
        if (options.stopOnCrash() && ServerLives.denied(verdict.audits())) {
            stopped = Optional.of(new Verdict.Unmeasured(
                    "the server died in the middle of " + planned.name()
                            + ", and -Dassay.stop-on-crash starts no test after that",
                    "Follow the advice above; if nothing else has changed, -Dassay.resume=" + directory.path()
                            + " goes on."));
        }
        kept.measured(verdict);
        console.line(verdict.headline());
        if (planned.test() instanceof TestSpec.Accuracy accuracy) {
            accuracy.evalset().warning().ifPresent(warning -> console.line("warning: " + warning));
        }
        NoisyLimits.of(verdict).forEach(warning -> console.line("warning: " + warning));
        EndedWaivers.warnings(verdict, LocalDate.now(ZoneOffset.UTC))
                .forEach(warning -> console.line("warning: " + warning));
        stored.warnings(planned).forEach(warning -> console.line("warning: " + warning));
        AuditNotes.of(verdict).forEach(remark -> console.line(planned.name() + ": " + remark));
        return options.proposals().isPresent() ? verdict : verdict.withoutRequests();
    }

    /** Traces that cannot be read, perhaps because somebody deleted them meanwhile, measured nothing. */
    private TestVerdict judged(Planned planned, List<Planned> companions) {
        try {
            return Judge.judge(planned, measured.of(planned, companions), references);
        } catch (UncheckedIOException e) {
            var unread = new Repeat.NotSent(1, HostFailure.atBegin(e));
            return Judge.judge(planned, List.of(unread), References.NONE);
        }
    }

    /** An evalset that its answers may decide early is compared while it is asked, so its references must be measured before. */
    private void findReferences(Planned planned) {
        if (planned.test() instanceof TestSpec.Accuracy accuracy && accuracy.early()) {
            var unmeasured = new RunSet(planned.deployment().name(), List.of());
            accuracy.limits().stream()
                    .flatMap(limit -> limit.bound() instanceof Bound.Compared compared
                            ? compared.against().stream()
                            : Stream.empty())
                    .forEach(against -> references.find(planned, against, unmeasured));
        }
    }

    private boolean isDecided(Planned planned, Recording recording) {
        return planned.test() instanceof TestSpec.Accuracy accuracy
                && Judge.isDecided(planned, accuracy, recording, references);
    }

    /** Returns the type of the cloud machine, if it is asked for. */
    static Optional<String> instance(Options options) {
        return options.cloud() ? CloudInstance.here().type() : Optional.of("not asked for, see -Dassay.cloud");
    }

    private Environment environment(String target) {
        return mode instanceof RunMode.Merge merge
                ? ShardRuns.of(merge.shards()).environment()
                : Environment.of(
                        target, instance(options), options.directory(), checked.thresholdsSha256(), checked.plan());
    }

    @Override
    public void close() {
        source.close();
        kept.close();
    }
}
