package dev.assay.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that runs as a child of the gate, on a port of its own, and writes to a log. It ends with the gate, with all that it started. */
final class ChildServer implements AutoCloseable {
    private static final Duration TO_END = Duration.ofSeconds(20);

    private final Process process;
    private final URI base;
    private final Path log;
    private final Thread hook = new Thread(this::end, "assay-end-of-server");

    private ChildServer(Process process, URI base, Path log) {
        this.process = process;
        this.base = base;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts it.
     *
     * @throws IOException if there is no such program, or no place for the log
     */
    static ChildServer start(ServerCommand command, Path log) throws IOException {
        Files.createDirectories(log.getParent());
        var port = freePort();
        var builder =
                new ProcessBuilder(command.at(port)).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(command.env());
        builder.environment().put(Started.VARIABLE, Started.here());
        var process = builder.start();
        return new ChildServer(process, URI.create("http://127.0.0.1:" + port), log);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI base() {
        return base;
    }

    Path log() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns how it ended, for people; for one that has. */
    String ending() {
        var code = process.exitValue();
        // A shell's way to tell of a signal, which the JVM shares.
        return code > 128 ? "was ended by signal " + (code - 128) : "ended with exit code " + code;
    }

    /** Waits for so long; returns whether it is alive still. */
    boolean livesOn(Duration time) throws InterruptedException {
        return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The gate itself is ending, and the hook has run or will.
        }
    }

    /** Asks it to end, and ends what is left: a server that was killed by another may have left workers. */
    private void end() {
        var descendants = process.descendants().toList();
        process.destroy();
        try {
            if (livesOn(TO_END)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        var marked = Started.all().stream()
                .filter(started -> started.gate().equals(Started.here()))
                .map(Started::process);
        Started.kill(Stream.concat(Stream.of(process.toHandle()), Stream.concat(descendants.stream(), marked)));
    }
}
