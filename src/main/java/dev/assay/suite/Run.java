package dev.assay.suite;

import dev.assay.gate.Judge;
import dev.assay.gate.RowVerdict;
import dev.assay.gate.Verdict;
import dev.assay.load.ClosedLoop;
import dev.assay.prompt.PromptException;
import dev.assay.replay.Tape;
import dev.assay.report.RowText;
import dev.assay.report.RunDirectory;
import dev.assay.spec.Deployment;
import dev.assay.spec.Plan;
import dev.assay.spec.Plan.Planned;
import dev.assay.spec.PlanFacts;
import dev.assay.spec.Row;
import dev.assay.target.Credentials;
import dev.assay.target.Endpoint;
import dev.assay.target.EndpointTarget;
import dev.assay.target.ReplayTarget;
import dev.assay.target.Target;
import dev.assay.trace.Provenance;
import dev.assay.trace.Recording;
import dev.assay.trace.TraceFile;
import dev.assay.wire.Request;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The live half of a session: sends a row's requests, keeps their traces, and has them judged from the files. */
final class Run implements AutoCloseable {
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);

    private final Options options;
    private final Plan plan;
    private final String thresholdsSha256;
    private final String id;
    private final RunDirectory directory;
    private final @Nullable FinishedRun finished;
    private final Target target;
    private final Tokenizers tokenizers;
    private final Credentials credentials;
    private final RowRequests requests;
    private final Budget budget;
    private @Nullable Environment environment;

    Run(Options options, Plan plan, String thresholdsSha256, Tokenizers tokenizers, Credentials credentials) {
        var clock = InstantSource.system();
        var now = clock.instant().atZone(ZoneId.systemDefault());
        this.options = options;
        this.plan = plan;
        this.thresholdsSha256 = thresholdsSha256;
        this.tokenizers = tokenizers;
        this.credentials = credentials;
        this.id = ID.format(now);
        this.budget = new Budget(options.budget(), Ticker.start());
        this.directory = new RunDirectory(options.directory().resolve("runs").resolve(id));
        this.requests = new RowRequests(tokenizers);
        this.finished = options.run() == null ? null : new FinishedRun(new RunDirectory(options.run()));
        this.target = options.endpoint() == null
                ? new ReplayTarget(tapes())
                : new EndpointTarget(
                        options.endpoint(),
                        options.seed() == null ? now.toInstant().toEpochMilli() : options.seed(),
                        clock,
                        credentials);
    }

    private Path tapes() {
        return options.directory().resolve("tapes");
    }

    String id() {
        return id;
    }

    String target() {
        return finished == null ? target.description() : finished.description();
    }

    RunDirectory directory() {
        return directory;
    }

    String text(RowVerdict row) {
        var where = finished == null ? directory : finished.directory();
        return RowText.of(row, where.traces(row.planned()).toString());
    }

    /** Measures a row and judges it. */
    RowVerdict measure(Planned planned) {
        var known = begin();
        var spent = budget.objection();
        var verdict = spent.isPresent() ? new RowVerdict.NotRun(planned, spent.get()) : open(planned, known);
        Console.line(verdict.headline());
        if (options.record()) {
            keep(verdict);
        }
        return verdict;
    }

    private RowVerdict open(Planned planned, Environment known) {
        if (finished != null) {
            return finished.judge(planned);
        }
        return switch (target.open(planned)) {
            case Target.Opening.NotReady no -> notRun(planned, no.reason(), no.remedy());
            case Target.Opening.Ready ready -> {
                known.add(planned.deployment().name(), ready.endpoint().server());
                directory.environment(known.facts());
                yield measure(planned, ready.endpoint());
            }
        };
    }

    private RowVerdict measure(Planned planned, Endpoint endpoint) {
        try {
            return Judge.judge(planned, send(planned, endpoint));
        } catch (PromptException e) {
            return notRun(planned, e.reason(), "Plan fewer requests, or give another tokenizer.");
        }
    }

    private static RowVerdict notRun(Planned planned, String reason, String remedy) {
        return new RowVerdict.NotRun(planned, new Verdict.Unmeasured(reason, remedy));
    }

    private Environment begin() {
        if (environment == null) {
            environment = Environment.of(target(), options.directory(), thresholdsSha256, plan);
            directory.begin(plan, environment.facts());
        }
        return environment;
    }

    private Recording send(Planned planned, Endpoint endpoint) {
        var file = directory.traces(planned);
        var header = new Recording.Header(
                planned.deployment().name(),
                planned.row().name(),
                endpoint.provenance(),
                endpoint.started(),
                endpoint.seed(),
                PlanFacts.of(planned),
                endpoint.server());
        var ready = requests.of(planned, endpoint);
        Console.line(planned.name() + ": " + count(ready) + ", " + concurrency(planned) + " in flight, to " + target());
        try (var traces = new TraceFile.Writer(file, header);
                var transport = transport(planned.deployment())) {
            new ClosedLoop(
                            transport,
                            concurrency(planned),
                            trace -> traces.append(endpoint.settle().apply(trace)))
                    .run(ready);
        }
        return TraceFile.read(file);
    }

    private Transport transport(Deployment deployment) {
        return new Transport(Ticker.start(), deployment.deadlines(), credentials.of(deployment));
    }

    private static String count(List<Request> requests) {
        var warmup = requests.stream().filter(Request::warmup).count();
        return (requests.size() - warmup) + " requests" + (warmup > 0 ? " after " + warmup + " to warm up" : "");
    }

    private static int concurrency(Planned planned) {
        return switch (planned.row()) {
            case Row.Cell cell -> cell.concurrency();
            case Row.Accuracy accuracy -> accuracy.concurrency();
        };
    }

    /** Only what was measured, and whole, becomes a recording: an older one is not given up for less. */
    private void keep(RowVerdict row) {
        var tape = Tape.file(
                tapes(), row.planned().deployment().name(), row.planned().row().name());
        var measured = row.header()
                .filter(header -> header.provenance() == Provenance.MEASURED)
                .isPresent();
        if (row.header().isPresent() && row.planned().row().limits().isEmpty()) {
            Console.line(row.planned().name() + ": not recorded, since only one of its questions was asked");
        } else if (measured && !(row.verdict() instanceof Verdict.Unmeasured)) {
            Tape.keep(directory.traces(row.planned()), tape);
            Console.line(row.planned().name() + ": recorded in " + tape);
        } else {
            Console.line(row.planned().name() + ": not recorded, since it is "
                    + row.verdict().word());
        }
    }

    @Override
    public void close() {
        target.close();
        tokenizers.close();
    }
}
