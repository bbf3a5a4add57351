package dev.assay.run.measurement;

import dev.assay.calibration.DisturbanceWatch;
import dev.assay.figures.ServerFigure;
import dev.assay.gate.Repeat;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.PlanFacts;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.launch.Gpus;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.prompt.PromptException;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerDeath;
import dev.assay.recording.ServerLogRecord;
import dev.assay.recording.files.TraceFile;
import dev.assay.report.RunDirectory;
import dev.assay.run.console.Console;
import dev.assay.run.console.Progress;
import dev.assay.run.console.SilenceWatch;
import dev.assay.run.requests.ServerSideRequests;
import dev.assay.run.requests.TestRequests;
import dev.assay.run.requests.TextCounts;
import dev.assay.run.requests.Tokenizers;
import dev.assay.run.requests.WireProbes;
import dev.assay.run.shards.Share;
import dev.assay.server.Credentials;
import dev.assay.server.Endpoint;
import dev.assay.server.Target;
import dev.assay.server.engines.Engines;
import dev.assay.server.gpu.GpuSource;
import dev.assay.server.gpu.GpuWatch;
import dev.assay.server.launch.LogSearch;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Sends the requests of a test to the target, and writes their traces to files. */
public final class Measurement implements RecordingSource {
    /** How long to wait for a server to end after one of its requests has failed. */
    private static final Duration TO_DIE = Duration.ofSeconds(5);

    private final Calibrations calibrations;
    private final Target target;
    private final Resumption resumption;
    private final Path input;
    private final RunDirectory directory;
    private final Tokenizers tokenizers;
    private final Credentials credentials;
    private final GpuSource gpus;
    private final ServerSideRequests servers;
    private final WireProbes wire;
    private final BiPredicate<Planned, Recording> decides;
    private final Console console;

    /**
     * @param resumption what was measured before the run was interrupted
     * @param input where thresholds.yaml is
     * @param directory where traces are kept
     * @param gpus reports on the GPUs of live servers
     * @param servers sends the requests that are not measured: cache resets, metrics
     * @param decides whether the answers so far decide an evalset whose questions are asked in parts
     * @param loops how many threads share the sockets of a load test
     * @param console takes lines about the progress
     */
    public Measurement(
            Target target,
            Resumption resumption,
            Path input,
            RunDirectory directory,
            Tokenizers tokenizers,
            Credentials credentials,
            GpuSource gpus,
            ServerSideRequests servers,
            BiPredicate<Planned, Recording> decides,
            int loops,
            Console console) {
        this.target = target;
        this.resumption = resumption;
        this.input = input;
        this.directory = directory;
        this.tokenizers = tokenizers;
        this.credentials = credentials;
        this.gpus = gpus;
        this.servers = servers;
        this.decides = decides;
        this.console = console;
        this.calibrations = new Calibrations(loops, console);
        this.wire = new WireProbes(tokenizers, credentials, servers);
    }

    @Override
    public String description() {
        return target.description();
    }

    @Override
    public Path traces(Planned planned) {
        return directory.traces(planned);
    }

    @Override
    public int repeats(Planned planned) {
        return target.repeats(planned);
    }

    @Override
    public void nextStart() {
        target.nextStart();
    }

    @Override
    public boolean startsServers() {
        return target.startsServers();
    }

    @Override
    public List<Repeat> of(Planned planned, int repeat) {
        var earlier = new EarlierRepeats(directory, console, planned, repeat, repeats(planned));
        var known = earlier.kept();
        // Only after that, because a repeat that was spoilt has been set aside now.
        var superseded = earlier.superseded();
        return Stream.concat(
                        superseded.stream(), Stream.of(known.orElseGet(() -> measure(planned, repeat, Share.WHOLE))))
                .toList();
    }

    private String name(Planned planned, int repeat) {
        return EarlierRepeats.name(planned, repeat, repeats(planned));
    }

    /** Measures one repeat of a test, or this process's share of it. */
    Repeat measure(Planned planned, int repeat, Share share) {
        try {
            return opened(planned, repeat, share);
        } catch (RuntimeException e) {
            return notSent(repeat, e).orElseThrow(() -> e);
        } catch (OutOfMemoryError e) {
            return notSent(repeat, e).orElseThrow(() -> e);
        }
    }

    private Optional<Repeat> notSent(int repeat, Throwable failure) {
        return HostFailure.of(failure, directory.path()).map(why -> new Repeat.NotSent(repeat, why));
    }

    private Repeat opened(Planned planned, int repeat, Share share) {
        return switch (target.open(planned, repeat)) {
            case Target.Readiness.NotReady no -> new Repeat.NotSent(repeat, no.reason(), no.remedy());
            case Target.Readiness.Ready ready -> measure(planned, repeat, share, ready.endpoint());
        };
    }

    private Repeat measure(Planned planned, int repeat, Share share, Endpoint endpoint) {
        var server = server(planned, endpoint);
        return TestRequests.objection(planned, endpoint)
                .map(why -> new Verdict.Unmeasured(why, "Serve the model with one of them."))
                .or(() -> resumption.objection(planned, server))
                .<Repeat>map(no -> new Repeat.NotSent(repeat, no))
                .orElseGet(() -> measure(planned, repeat, share, endpoint, server));
    }

    private Repeat measure(Planned planned, int repeat, Share share, Endpoint endpoint, Map<String, String> server) {
        try {
            var prepared =
                    share.leads() ? servers.prepare(planned, endpoint) : Optional.<Target.Readiness.NotReady>empty();
            return prepared.<Repeat>map(no -> new Repeat.NotSent(repeat, no.reason(), no.remedy()))
                    .or(() -> share.arrive().map(why -> new Repeat.NotSent(repeat, why, Share.AGAIN)))
                    .orElseGet(() -> {
                        var file = send(planned, repeat, share, endpoint, server);
                        return new Repeat.Recorded(repeat, directory.source(repeat), () -> TraceFile.read(file));
                    });
        } catch (PromptException e) {
            return new Repeat.NotSent(repeat, e.reason(), "Plan fewer requests, or give another tokenizer.");
        }
    }

    private Path send(Planned planned, int repeat, Share share, Endpoint endpoint, Map<String, String> server) {
        var file = directory.traces(planned, repeat);
        TraceFile.setAside(file, directory.gpu(planned, repeat));
        var deployment = planned.deployment();
        var requests = TestRequests.of(planned, endpoint, tokenizers);
        var header = new Recording.Header(
                deployment.name(),
                planned.test().name(),
                endpoint.provenance(),
                endpoint.started(),
                endpoint.seed(),
                PlanFacts.of(planned),
                server,
                requests.asked());
        var test = planned.test();
        var ready = SendingLoop.part(test, share.part(), SendingLoop.sent(test, endpoint, requests.all()));
        var overhead = share.inTurn(() -> calibrations.of(planned, endpoint, share.part()));
        var busy = BackgroundLoad.of(planned, endpoint, tokenizers);
        console.line(name(planned, repeat) + ": " + Announcement.of(test, share.part(), ready)
                + busy.map(load -> ", during " + load).orElse("") + ", to " + description());
        var ticker = Ticker.start();
        var progress = new Progress(planned, share.part(), Announcement.measured(ready), ticker, console::line);
        var answered = new AtomicInteger();
        try (var traces = new TraceFile.Writer(file, header);
                var transport = new Transport(
                        ticker, deadlines(planned), credentials.of(deployment), Calibrations.threads(overhead));
                var silence = silence(planned, endpoint, transport)) {
            if (endpoint.provenance() == Provenance.MEASURED) {
                silence.begin();
            }
            var broken = new AtomicBoolean();
            var restart = Optional.<ServerDeath>empty();
            var texts = new TextCounts();
            var parts = share.part().whole() ? inParts(planned, header) : Optional.<QuestionsInParts>empty();
            var loop = SendingLoop.of(test, share.part(), endpoint, transport, ended -> {
                var trace = endpoint.normalize().apply(ended);
                traces.append(trace);
                parts.ifPresent(each -> each.take(trace));
                if (test instanceof TestSpec.LoadTest) {
                    texts.take(trace);
                }
                answered.addAndGet(trace.complete() && !trace.warmup() ? 1 : 0);
                progress.ended(trace);
                if (!trace.complete()) {
                    broken.set(true);
                }
            });
            if (overhead.isEmpty() && endpoint.provenance() == Provenance.MEASURED && asksTheServer(test)) {
                try (var counters = share.leads() ? servers.watch(planned, endpoint, file, ticker) : null) {
                    loop.run(ready, share.beginning(ticker, counters == null ? () -> {} : counters::begin));
                    share.sent(ticker).ifPresent(traces::append);
                    if (counters != null) {
                        traces.append(counters.end(answered.get()));
                        restart = counters.restart();
                    }
                }
            } else if (overhead.isEmpty()) {
                Runnable questions = () -> parts.ifPresentOrElse(
                        each -> each.ask(ready, loop), () -> loop.run(ready, share.beginning(ticker, () -> {})));
                busy.ifPresentOrElse(
                        load -> {
                            var sent = load.during(ticker, credentials.of(deployment), questions);
                            traces.append(sent);
                            broken.compareAndSet(false, !sent.failures().isEmpty());
                        },
                        questions);
                share.sent(ticker).ifPresent(traces::append);
                traces.append(endpoint.sideRecords());
            } else {
                var gpu = share.leads()
                        ? gpus.watch(endpoint.base(), seen(planned, endpoint), ticker, directory.gpu(planned, repeat))
                        : Optional.<GpuWatch>empty();
                try (var counters = share.leads() ? servers.watch(planned, endpoint, file, ticker) : null;
                        var watch = new DisturbanceWatch(transport)) {
                    loop.run(ready, share.beginning(ticker, () -> {
                        if (counters != null) {
                            counters.begin();
                        }
                        watch.begin();
                    }));
                    traces.append(new ClientRecord(overhead.get(), watch.stop()));
                    share.sent(ticker).ifPresent(traces::append);
                    gpu.ifPresent(each -> traces.append(each.stop()));
                    if (counters != null) {
                        traces.append(counters.end(answered.get()));
                        restart = counters.restart();
                    }
                } finally {
                    gpu.ifPresent(GpuWatch::close);
                }
            }
            traces.append(texts.counts(() -> tokenizers.of(deployment)));
            serverLog(planned, endpoint).ifPresent(traces::append);
            // A test during which the server died has no end in its file, so a resumed run measures it again.
            var restarted = restart;
            death(planned, broken.get() ? TO_DIE : Duration.ZERO)
                    .or(() -> restarted)
                    .ifPresentOrElse(traces::append, traces::end);
        }
        return file;
    }

    /** Returns whether a limit of an evalset is on what the server counts. */
    private static boolean asksTheServer(TestSpec test) {
        return test.limits().stream().anyMatch(limit -> limit.figure() instanceof ServerFigure);
    }

    /** Returns how to ask an evalset in parts; empty for another test, one with repeats, and a recording. */
    private Optional<QuestionsInParts> inParts(Planned planned, Recording.Header header) {
        return planned.test() instanceof TestSpec.Accuracy accuracy
                        && accuracy.early()
                        && repeats(planned) == 1
                        && header.provenance() == Provenance.MEASURED
                ? Optional.of(new QuestionsInParts(
                        accuracy,
                        header,
                        recording -> decides.test(planned, recording),
                        line -> console.line(planned.name() + ": " + line)))
                : Optional.empty();
    }

    private SilenceWatch silence(Planned planned, Endpoint endpoint, Transport transport) {
        var route = Engines.of(planned.deployment(), endpoint.server()).health().orElse("/v1/models");
        return new SilenceWatch(planned.name(), transport, URI.create(endpoint.base() + route), console::line);
    }

    /** Searches the log of the server: of the one that was started for the test, else the log that thresholds.yaml names. */
    private Optional<ServerLogRecord> serverLog(Planned planned, Endpoint endpoint) {
        if (endpoint.provenance() != Provenance.MEASURED) {
            return Optional.empty();
        }
        var deployment = planned.deployment();
        var demanded = deployment.serverLog();
        var log = target.log().or(() -> Optional.ofNullable(demanded.file()).map(input::resolve));
        return LogSearch.of(demanded, log, credentials.of(deployment).secrets()::strikeOut);
    }

    /** Returns how the server that was started for the test ended; empty if it still runs. Its last output is shown at once. */
    private Optional<ServerDeath> death(Planned planned, Duration patience) {
        try {
            return target.death(patience).map(death -> {
                console.line(planned.name() + ": the server " + death.how() + "; the last lines of its log:");
                console.block(Objects.requireNonNullElse(death.lastWords(), List.<String>of()).stream()
                        .map(line -> "    " + line)
                        .toList());
                return death;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Returns what the server reports about itself; for a live server also how it was started, its GPUs, and what a protocol test asks it. */
    private Map<String, String> server(Planned planned, Endpoint endpoint) {
        var facts = new LinkedHashMap<>(target.facts(planned));
        facts.putAll(endpoint.server());
        if (endpoint.provenance() == Provenance.MEASURED) {
            facts.putAll(gpus.facts(endpoint.base(), seen(planned, endpoint)));
            servers.started(planned, endpoint).ifPresent(when -> facts.put(Recording.Header.SERVER_START, when));
            if (planned.test() instanceof Protocol protocol) {
                facts.putAll(wire.of(planned, protocol, endpoint));
            }
        }
        return facts;
    }

    /** A server with an image runs in a container and sees the GPUs that thresholds.yaml gives it; any other server sees all GPUs. */
    private static Gpus seen(Planned planned, Endpoint endpoint) {
        return endpoint.server().containsKey("image")
                ? planned.deployment().launch().container().gpus()
                : new Gpus.All();
    }

    private static Deadlines deadlines(Planned planned) {
        var deadlines = planned.deployment().deadlines();
        return planned.test() instanceof Protocol ? deadlines.forProbes() : deadlines;
    }

    @Override
    public void close() {
        target.close();
        tokenizers.close();
    }
}
