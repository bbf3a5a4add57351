package dev.assay.target;

import dev.assay.spec.Deadlines;
import dev.assay.spec.Plan.Planned;
import dev.assay.target.Target.Opening.NotReady;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Servers that the gate starts as children of its own: one at a time, for all rows in turn that want the same, and stopped with all that
 * they started.
 */
public final class ProcessTarget implements Target {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Path logs;
    private final long seed;
    private final InstantSource clock;
    private final Credentials credentials;
    private final Consumer<String> console;
    private final Map<ServerCommand, NotReady> failed = new HashMap<>();
    private @Nullable ServerCommand command;
    private @Nullable ChildServer server;
    private int starts;
    private boolean tidied;

    /**
     * @param logs the folder for what servers print
     * @param seed what prompts are drawn with
     * @param credentials what servers want to be shown
     * @param console takes a line for people
     */
    public ProcessTarget(Path logs, long seed, InstantSource clock, Credentials credentials, Consumer<String> console) {
        this.logs = logs;
        this.seed = seed;
        this.clock = clock;
        this.credentials = credentials;
        this.console = console;
    }

    @Override
    public Opening open(Planned planned) {
        tidy();
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
        return new EndpointTarget(base(), seed, clock, credentials).open(planned);
    }

    private URI base() {
        if (server == null) {
            throw new IllegalStateException("no server was started");
        }
        return server.base();
    }

    /** A gate that was killed could not stop its servers; they would share the machine with those that are measured now. */
    private void tidy() {
        if (tidied) {
            return;
        }
        tidied = true;
        var left = Started.all().stream().filter(Started::orphaned).toList();
        if (!left.isEmpty()) {
            console.accept("found " + left.size() + (left.size() == 1 ? " process" : " processes")
                    + " of a gate that was killed, and ended " + (left.size() == 1 ? "it" : "them"));
            Started.kill(left.stream().map(Started::process));
        }
    }

    private @Nullable NotReady start(ServerCommand wanted, Planned planned) {
        var log = logs.resolve(wanted.deployment() + "-" + ++starts + ".log");
        try {
            var begun = System.nanoTime();
            var started = ChildServer.start(wanted, log);
            server = started;
            command = wanted;
            console.accept("started the server of " + wanted.deployment() + " at " + started.base() + "; log: " + log);
            var refusal = awaitReady(started, planned);
            if (refusal == null) {
                console.accept(String.format(
                        Locale.ROOT,
                        "the server of %s is ready after %.1f s",
                        wanted.deployment(),
                        (System.nanoTime() - begun) / 1e9));
            }
            return refusal;
        } catch (IOException e) {
            return new NotReady(
                    "cannot start " + wanted.words().getFirst() + ": " + e.getMessage(),
                    "Install it, put it on the PATH, or say with `command` at "
                            + planned.deployment().place() + " how the server is started.");
        }
    }

    private @Nullable NotReady awaitReady(ChildServer started, Planned planned) {
        var allowed = planned.deployment().deadlines().start();
        var begun = System.nanoTime();
        try (var transport = new Transport(Ticker.start(), Deadlines.DEFAULT, credentials.of(planned.deployment()))) {
            while (started.livesOn(BETWEEN_LOOKS)) {
                if (answers(transport, started)) {
                    return null;
                }
                if (System.nanoTime() - begun > allowed.toNanos()) {
                    var said = LastWords.of(started.log());
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
            var said = LastWords.of(started.log());
            return new NotReady(
                    "the server " + started.ending() + " before it was ready. " + said.text(),
                    said.remedy().orElse("See its log: " + started.log()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NotReady("the run was interrupted while the server started", "Run it again.");
        }
    }

    /** A server is ready when it says so and lists its models: some list them before they have loaded one. */
    private static boolean answers(Transport transport, ChildServer started) {
        try {
            var health =
                    transport.get(started.base().resolve("/health"), ANSWER).status();
            return (health == 200 || health == 404)
                    && transport
                                    .get(started.base().resolve("/v1/models"), ANSWER)
                                    .status()
                            != 503;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String description() {
        return "process";
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        server = null;
        command = null;
    }
}
