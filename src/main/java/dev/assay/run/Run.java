package dev.assay.run;

import dev.assay.audits.server.ServerLives;
import dev.assay.environment.CloudInstance;
import dev.assay.environment.Environment;
import dev.assay.gate.LimitVerdict;
import dev.assay.gate.NoisyLimits;
import dev.assay.gate.TestVerdict;
import dev.assay.gate.Verdict;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.recording.SlotRelease;
import dev.assay.report.RunDirectory;
import dev.assay.report.console.TestText;
import dev.assay.report.summary.AuditNotes;
import dev.assay.report.summary.EnvironmentDifferences;
import dev.assay.run.options.Options;
import dev.assay.run.options.TimeBudget;
import dev.assay.run.requests.ServerSideRequests;
import dev.assay.run.requests.Tokenizers;
import dev.assay.server.Credentials;
import dev.assay.server.EndpointTarget;
import dev.assay.server.LaunchedTarget;
import dev.assay.server.ReplayTarget;
import dev.assay.server.Target;
import dev.assay.server.gpu.DcgmGpus;
import dev.assay.server.gpu.LocalGpus;
import dev.assay.wire.Ticker;
import java.nio.file.Files;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run: its name, its directory, its budget, and where its verdicts come from. */
final class Run implements AutoCloseable {
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);

    private final Options options;
    private final Plan plan;
    private final String thresholdsSha256;
    private final String id;
    private final RunDirectory directory;
    private final VerdictSource verdicts;
    private final TimeBudget budget;
    private final Console console;
    private @Nullable Environment environment;
    private @Nullable InterruptionNotice interruption;
    private Optional<Verdict.Unmeasured> stopped = Optional.empty();

    Run(
            Options options,
            Plan plan,
            String thresholdsSha256,
            long seed,
            Tokenizers tokenizers,
            Credentials credentials,
            Console console) {
        var clock = InstantSource.system();
        var now = clock.instant().atZone(ZoneId.systemDefault());
        this.options = options;
        this.console = console;
        this.plan = plan;
        this.thresholdsSha256 = thresholdsSha256;
        this.id = options.resume() == null
                ? id(now)
                : String.valueOf(options.resume().toAbsolutePath().normalize().getFileName());
        this.directory =
                new RunDirectory(options.resume() == null ? options.runs().resolve(id) : options.resume());
        this.budget = new TimeBudget(options.budget(), Ticker.start());
        this.verdicts = verdicts(seed, clock, tokenizers, credentials);
        if (options.paired()) {
            console.line("two deployments take turns, in an order that is drawn with seed " + seed);
        }
    }

    private VerdictSource verdicts(long seed, InstantSource clock, Tokenizers tokenizers, Credentials credentials) {
        if (options.run() != null) {
            return new FinishedRun(new RunDirectory(options.run()));
        }
        if (options.modelled() != null) {
            return new ModelledVerdicts(options.modelled(), directory, clock);
        }
        var target = target(seed, clock, credentials);
        return new Measurement(
                target,
                resumption(target.description()),
                options.directory(),
                directory,
                options.record() ? Optional.of(options.tapes()) : Optional.empty(),
                tokenizers,
                credentials,
                options.dcgm() == null ? new LocalGpus(options.smi()) : new DcgmGpus(options.dcgm()),
                new ServerSideRequests(options.metrics(), credentials, clock),
                console);
    }

    private Resumption resumption(String target) {
        return options.resume() == null
                ? Resumption.NONE
                : Resumption.of(options.resume(), plan, environment(target).facts());
    }

    private Target target(long seed, InstantSource clock, Credentials credentials) {
        var allowed = options.change();
        if (options.endpoint() != null) {
            return new EndpointTarget(options.endpoint(), seed, clock, credentials, allowed);
        }
        var servers = directory.servers();
        return switch (options.started()) {
            case null -> new ReplayTarget(options.tapes());
            case PROCESS -> LaunchedTarget.processes(servers, seed, clock, credentials, allowed, console::line);
            case CONTAINER -> LaunchedTarget.containers(servers, seed, clock, credentials, allowed, console::line);
        };
    }

    /** Returns the name of a run that starts now. */
    static String id(ZonedDateTime now) {
        return ID.format(now);
    }

    String id() {
        return id;
    }

    String target() {
        return verdicts.description();
    }

    /** Returns in what the environment of this run, or of the one that it judges again, differs from another's; nothing where nobody asks. */
    Optional<EnvironmentDifferences> differences() {
        var here = options.run() == null ? directory.path() : options.run();
        return options.beside() == null || !Files.exists(here.resolve("environment.json"))
                ? Optional.empty()
                : Optional.of(EnvironmentDifferences.of(
                        here.toString(),
                        RunFacts.environment(here),
                        options.beside().toString(),
                        RunFacts.environment(options.beside())));
    }

    RunDirectory directory() {
        return directory;
    }

    String text(TestVerdict test) {
        return TestText.of(test, verdicts.traces(test.planned()).toString(), RerunCommand.of(test, options));
    }

    String text(TestVerdict test, LimitVerdict limit) {
        return TestText.of(test, limit, verdicts.traces(test.planned()).toString(), RerunCommand.of(test, options));
    }

    /** Returns the verdict of a test, measuring it if the budget lasts. */
    TestVerdict verdict(Planned planned) {
        var known = begin();
        var objection = stopped.or(budget::objection);
        var verdict = objection.isPresent() ? new TestVerdict.NotRun(planned, objection.get()) : verdicts.of(planned);
        if (options.stop() && ServerLives.denied(verdict.audits())) {
            stopped = Optional.of(new Verdict.Unmeasured(
                    "the server died in the middle of " + planned.name()
                            + ", and -Dassay.stop starts no test after that",
                    "Do what its last words ask for; where nothing else has changed, -Dassay.resume=" + directory.path()
                            + " goes on."));
        }
        verdict.header().ifPresent(header -> {
            known.add(header.deployment(), SlotRelease.others(header.server()));
            directory.environment(known.facts());
        });
        console.line(verdict.headline());
        NoisyLimits.of(verdict).forEach(warning -> console.line("warning: " + warning));
        AuditNotes.of(verdict).forEach(remark -> console.line(planned.name() + ": " + remark));
        return verdict;
    }

    private Optional<String> instance() {
        return options.cloud() ? CloudInstance.here().type() : Optional.of("not asked for, see -Dassay.cloud");
    }

    private Environment environment(String target) {
        return Environment.of(target, instance(), options.directory(), thresholdsSha256, plan);
    }

    private Environment begin() {
        if (interruption == null && options.live()) {
            interruption = InterruptionNotice.of(directory.path(), console);
        }
        if (environment == null && options.resume() != null) {
            environment = Environment.resumed(RunFacts.environment(options.resume()));
            directory.environment(environment.facts());
        } else if (environment == null) {
            environment = environment(target());
            directory.begin(plan, environment.facts());
        }
        return environment;
    }

    @Override
    public void close() {
        verdicts.close();
        if (interruption != null) {
            interruption.close();
        }
    }
}
