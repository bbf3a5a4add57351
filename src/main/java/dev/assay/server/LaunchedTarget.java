package dev.assay.server;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.recording.Recording.Header;
import dev.assay.recording.ServerDeath;
import dev.assay.server.Target.Readiness.NotReady;
import dev.assay.server.engines.Engines;
import dev.assay.server.launch.ContainerLauncher;
import dev.assay.server.launch.LaunchException;
import dev.assay.server.launch.LaunchedServer;
import dev.assay.server.launch.LogTail;
import dev.assay.server.launch.ProcessLauncher;
import dev.assay.server.launch.ServerCommand;
import dev.assay.server.launch.ServerLauncher;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Servers that the gate starts itself, as processes or in containers. One server runs at a time; consecutive tests with the same command share it.
 * A server is stopped with all processes that it started.
 */
public final class LaunchedTarget implements Target {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int NO_ANSWER = 0;

    private final ServerLauncher starter;
    private final Path logs;
    private final long seed;
    private final InstantSource clock;
    private final Credentials credentials;
    private final Set<ServerDifference> allowed;
    private final Consumer<String> console;
    private final Map<ServerCommand, NotReady> failed = new HashMap<>();
    private @Nullable ServerCommand command;
    private @Nullable LaunchedServer server;
    private Map<String, String> startup = Map.of();
    private int starts;
    private boolean leftoversStopped;

    private LaunchedTarget(
            ServerLauncher starter,
            Path logs,
            long seed,
            InstantSource clock,
            Credentials credentials,
            Set<ServerDifference> allowed,
            Consumer<String> console) {
        this.starter = starter;
        this.logs = logs;
        this.seed = seed;
        this.clock = clock;
        this.credentials = credentials;
        this.allowed = Set.copyOf(allowed);
        this.console = console;
    }

    /**
     * Returns a target that starts servers as child processes of the gate.
     *
     * @param logs the folder for the servers' logs
     * @param seed the seed of the prompts
     * @param credentials the headers that servers need
     * @param allowed the ways in which servers may differ from their deployments
     * @param console takes a line to show to the user
     */
    public static LaunchedTarget processes(
            Path logs,
            long seed,
            InstantSource clock,
            Credentials credentials,
            Set<ServerDifference> allowed,
            Consumer<String> console) {
        return new LaunchedTarget(new ProcessLauncher(), logs, seed, clock, credentials, allowed, console);
    }

    /** Returns a target that starts servers in containers of this machine's Docker daemon; otherwise as {@link #processes}. */
    public static LaunchedTarget containers(
            Path logs,
            long seed,
            InstantSource clock,
            Credentials credentials,
            Set<ServerDifference> allowed,
            Consumer<String> console) {
        return new LaunchedTarget(new ContainerLauncher(), logs, seed, clock, credentials, allowed, console);
    }

    @Override
    public Readiness open(Planned planned, int repeat) {
        stopLeftovers();
        var deployment = planned.deployment();
        if (deployment.launch().command().isEmpty()
                && Engines.named(deployment.engine()).command().isEmpty()) {
            return new NotReady(
                    "the gate does not know how to start the server: the engine " + deployment.engine()
                            + " has no default command",
                    "Give the command with `command` at " + deployment.place() + ".");
        }
        var wanted = ServerCommand.of(planned);
        var known = failed.get(wanted);
        if (known != null) {
            return known;
        }
        if (server != null && !(server.isAlive() && wanted.equals(command))) {
            if (wanted.equals(command)) {
                console.accept(
                        "the server of " + wanted.deployment() + " " + server.ending() + ", and is started again");
            }
            close();
        }
        if (server == null) {
            var refusal = start(wanted, planned);
            if (refusal != null) {
                failed.put(wanted, refusal);
                close();
                return refusal;
            }
        }
        return serving(planned, repeat);
    }

    private Readiness serving(Planned planned, int repeat) {
        var running = Objects.requireNonNull(server, "no server was started");
        var place = planned.deployment().place();
        var opening = new EndpointTarget(
                        running.base(),
                        seed,
                        clock,
                        credentials,
                        allowed,
                        another -> "have `command` at " + place + " start " + another,
                        // Each deployment has a server of its own: two that are compared get the same prompts.
                        each -> each.test().name())
                .open(planned, repeat);
        return switch (opening) {
            case Readiness.Ready ready ->
                new Readiness.Ready(ready.endpoint().with(running.facts()).with(startup));
            case NotReady no -> no;
        };
    }

    private void stopLeftovers() {
        if (!leftoversStopped) {
            leftoversStopped = true;
            starter.stopLeftovers().forEach(console);
        }
    }

    private @Nullable NotReady start(ServerCommand wanted, Planned planned) {
        var log = nextLog(wanted);
        var secrets = credentials.of(planned.deployment()).secrets();
        try {
            var begun = System.nanoTime();
            var when = clock.instant();
            var started = starter.start(wanted, log, secrets);
            server = started;
            command = wanted;
            console.accept("started the server of " + wanted.deployment() + " at " + started.base() + "; log: " + log);
            var refusal = awaitReady(started, planned);
            if (refusal == null) {
                var took = System.nanoTime() - begun;
                startup = new HashMap<>(Header.startup(took));
                startup.put(Header.SERVER_START, when.toString());
                console.accept(String.format(
                        Locale.ROOT, "the server of %s is ready after %.1f s", wanted.deployment(), took / 1e9));
            }
            return refusal;
        } catch (LaunchException e) {
            return new NotReady(secrets.strikeOut(String.valueOf(e.getMessage())), e.remedy());
        }
    }

    /** A resumed run already has logs. */
    private Path nextLog(ServerCommand wanted) {
        Path log;
        do {
            log = logs.resolve(wanted.deployment() + "-" + ++starts + ".log");
        } while (Files.exists(log));
        return log;
    }

    private @Nullable NotReady awaitReady(LaunchedServer started, Planned planned) {
        var allowed = planned.deployment().deadlines().start();
        var begun = System.nanoTime();
        try (var transport = new Transport(Ticker.start(), Deadlines.DEFAULT, credentials.of(planned.deployment()))) {
            while (started.isAliveAfter(BETWEEN_LOOKS)) {
                if (answers(transport, started, planned.deployment())) {
                    return null;
                }
                if (System.nanoTime() - begun > allowed.toNanos()) {
                    var logTail = LogTail.of(started.log());
                    return new NotReady(
                            String.format(
                                    Locale.ROOT,
                                    "the server was not ready within %.1f s. %s",
                                    allowed.toMillis() / 1e3,
                                    logTail.text()),
                            logTail.remedy()
                                    .orElse("Give it more time with `deadlines: {start: …}` at "
                                            + planned.deployment().place() + ", or see its log: " + started.log()));
                }
            }
            var logTail = LogTail.of(started.log());
            return new NotReady(
                    "the server " + started.ending() + " before it was ready. " + logTail.text(),
                    logTail.remedy().orElse("See its log: " + started.log()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NotReady("the run was interrupted while the server started", "Run it again.");
        }
    }

    /** A server is ready when its health route answers 200 and {@code /v1/models} answers: some servers list models before they are loaded. */
    private static boolean answers(Transport transport, LaunchedServer started, Deployment deployment) {
        var health = Engines.named(deployment.engine()).health();
        return (health.isEmpty() || status(transport, started, health.get()) == 200)
                && !List.of(NO_ANSWER, 503).contains(status(transport, started, "/v1/models"));
    }

    private static int status(Transport transport, LaunchedServer started, String route) {
        try {
            return transport.get(started.base().resolve(route), ANSWER).status();
        } catch (IOException e) {
            return NO_ANSWER;
        }
    }

    @Override
    public boolean startsServers() {
        return true;
    }

    @Override
    public void nextStart() {
        close();
    }

    @Override
    public Optional<Path> log() {
        return Optional.ofNullable(server).map(LaunchedServer::log);
    }

    @Override
    public Optional<ServerDeath> death(Duration patience) throws InterruptedException {
        if (server == null || server.isAliveAfter(patience)) {
            return Optional.empty();
        }
        var logTail = LogTail.of(server.log());
        return Optional.of(new ServerDeath(
                server.ending(), logTail.shown(), logTail.remedy().orElse("See its log: " + server.log())));
    }

    @Override
    public Map<String, String> facts(Planned planned) {
        return ServerFacts.ofLaunchedServer(planned, starter.name(), ServerCommand.of(planned));
    }

    @Override
    public String description() {
        return starter.name();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            server.survivors().ifPresent(console);
        }
        server = null;
        command = null;
    }
}
