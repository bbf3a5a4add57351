package dev.assay.server;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deadlines;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.recording.Recording.Header;
import dev.assay.recording.ServerDeath;
import dev.assay.server.Target.Opening.NotReady;
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
 * Servers that the gate starts itself, as processes or in containers: one at a time, for all tests in turn that want the same, and stopped
 * with all that they started.
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
    private boolean tidied;

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
     * Returns the target of servers that are children of the gate.
     *
     * @param logs the folder for what servers print
     * @param seed what prompts are drawn with
     * @param credentials what servers want to be shown
     * @param allowed in what servers may differ from their deployments
     * @param console takes a line for people
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

    /** Returns the target of servers in containers of the Docker daemon of this machine; otherwise as {@link #processes}. */
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
    public Opening open(Planned planned) {
        tidy();
        var deployment = planned.deployment();
        if (deployment.launch().command().isEmpty()
                && Engines.named(deployment.engine()).command().isEmpty()) {
            return new NotReady(
                    "nobody said how the server is started: the engine " + deployment.engine()
                            + " has no command of its own",
                    "Say it with `command` at " + deployment.place() + ".");
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
        return serving(planned);
    }

    private Opening serving(Planned planned) {
        var running = Objects.requireNonNull(server, "no server was started");
        var place = planned.deployment().place();
        var opening = new EndpointTarget(
                        running.base(),
                        seed,
                        clock,
                        credentials,
                        allowed,
                        another -> "have `command` at " + place + " start " + another)
                .open(planned);
        return switch (opening) {
            case Opening.Ready ready ->
                new Opening.Ready(ready.endpoint().with(running.facts()).with(startup));
            case NotReady no -> no;
        };
    }

    private void tidy() {
        if (!tidied) {
            tidied = true;
            starter.tidy().forEach(console);
        }
    }

    private @Nullable NotReady start(ServerCommand wanted, Planned planned) {
        var log = nextLog(wanted);
        try {
            var begun = System.nanoTime();
            var started = starter.start(wanted, log);
            server = started;
            command = wanted;
            console.accept("started the server of " + wanted.deployment() + " at " + started.base() + "; log: " + log);
            var refusal = awaitReady(started, planned);
            if (refusal == null) {
                var took = System.nanoTime() - begun;
                startup = Header.startup(took);
                console.accept(String.format(
                        Locale.ROOT, "the server of %s is ready after %.1f s", wanted.deployment(), took / 1e9));
            }
            return refusal;
        } catch (LaunchException e) {
            return new NotReady(String.valueOf(e.getMessage()), e.remedy());
        }
    }

    /** A run that goes on has logs already. */
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
            while (started.livesOn(BETWEEN_LOOKS)) {
                if (answers(transport, started, planned.deployment())) {
                    return null;
                }
                if (System.nanoTime() - begun > allowed.toNanos()) {
                    var said = LogTail.of(started.log());
                    return new NotReady(
                            String.format(
                                    Locale.ROOT,
                                    "the server was not ready within %.1f s. %s",
                                    allowed.toMillis() / 1e3,
                                    said.text()),
                            said.remedy()
                                    .orElse("Give it longer with `deadlines: {start: …}` at "
                                            + planned.deployment().place() + ", or see its log: " + started.log()));
                }
            }
            var said = LogTail.of(started.log());
            return new NotReady(
                    "the server " + started.ending() + " before it was ready. " + said.text(),
                    said.remedy().orElse("See its log: " + started.log()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NotReady("the run was interrupted while the server started", "Run it again.");
        }
    }

    /** A server is ready when it says so and lists its models: some list them before they have loaded one. */
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
    public Optional<Path> log() {
        return Optional.ofNullable(server).map(LaunchedServer::log);
    }

    @Override
    public Optional<ServerDeath> death(Duration patience) throws InterruptedException {
        if (server == null || server.livesOn(patience)) {
            return Optional.empty();
        }
        var said = LogTail.of(server.log());
        return Optional.of(
                new ServerDeath(server.ending(), said.shown(), said.remedy().orElse("See its log: " + server.log())));
    }

    @Override
    public Map<String, String> facts(Planned planned) {
        return ServerFacts.started(planned, starter.name(), ServerCommand.of(planned));
    }

    @Override
    public String description() {
        return starter.name();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
            server.remains().ifPresent(console);
        }
        server = null;
        command = null;
    }
}
