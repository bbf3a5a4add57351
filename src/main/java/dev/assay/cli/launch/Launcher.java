package dev.assay.cli.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts the gate: {@code java -jar assay.jar}. A JVM cannot change its own flags, so the gate runs in a second one, which gets the same environment, standard
 * streams and arguments (docs/decisions/0018).
 */
public final class Launcher {
    /** Nothing could be started: EX_SOFTWARE, as of a gate that is at fault. */
    private static final int BROKEN = 70;

    private Launcher() {}

    /**
     * Runs the gate, and ends with its exit status.
     *
     * @param arguments those of the gate
     */
    public static void main(String[] arguments) {
        System.exit(status(List.of(arguments)));
    }

    @SuppressWarnings("SystemOut") // the launcher has no console of its own
    private static int status(List<String> arguments) {
        try (var cache = Cache.of(System.getenv(), System.getProperty("user.home"))) {
            var gate = GateJar.unpacked(own(), cache);
            var own = ManagementFactory.getRuntimeMXBean().getInputArguments();
            var archive = ClassArchive.of(gate, jvm(), ProcessHandle.current().pid());
            var command = JvmCommand.of(gate, archive, own, System.getenv(), arguments);
            var status = run(command.words());
            if (command.archives()) {
                archive.keep(status);
            }
            return status;
        } catch (IOException | UncheckedIOException | URISyntaxException e) {
            System.err.println(
                    "assay.jar cannot start the gate: " + e + ". It unpacks its jars into the folder that ASSAY_CACHE"
                            + " names, or ~/.cache/assay; name a folder that can be written.");
            return BROKEN;
        }
    }

    /** Returns the jar that this class is in. */
    private static Path own() throws URISyntaxException {
        return Path.of(Launcher.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static String jvm() {
        return System.getProperty("java.vm.vendor")
                + System.getProperty("java.vm.version")
                + System.getProperty("java.home");
    }

    private static int run(List<String> command) throws IOException {
        var gate = new ProcessBuilder(command).inheritIO().start();
        // Ctrl-C reaches both processes; SIGTERM reaches only this one.
        var end = new Thread(() -> end(gate), "assay-launcher");
        Runtime.getRuntime().addShutdownHook(end);
        var status = waitFor(gate);
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // This process is ending already.
        }
        return status;
    }

    /** Ends the gate, and waits until it has written what it keeps and stopped its servers. */
    private static void end(Process gate) {
        gate.destroy();
        waitFor(gate);
    }

    private static int waitFor(Process gate) {
        while (true) {
            try {
                return gate.waitFor();
            } catch (InterruptedException e) {
                // Nobody interrupts this thread, and the gate must not be left alone.
            }
        }
    }
}
