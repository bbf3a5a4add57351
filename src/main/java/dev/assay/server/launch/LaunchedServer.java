package dev.assay.server.launch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A server that the gate has started. It is stopped, with all processes that it started, when the gate ends. */
public interface LaunchedServer extends AutoCloseable {
    /** Returns the server's address, without {@code /v1}. */
    URI base();

    /** Returns the server's log file. */
    Path log();

    /** Returns facts that only this kind of launch knows, such as the image. */
    Map<String, String> facts();

    boolean isAlive();

    /** Waits up to {@code time} for the server's end; returns whether it is still alive. */
    boolean isAliveAfter(Duration time) throws InterruptedException;

    /** Returns how the server ended, for messages: {@code ended with exit code 1}. Only for a server that has ended. */
    String ending();

    /** Describes an exit code. */
    static String ending(int code) {
        // Shells, the JVM and Docker report a signal as 128 plus its number.
        return code > 128 ? "was ended by signal " + (code - 128) : "ended with exit code " + code;
    }

    /** Returns which processes of a closed server do not end, for messages; empty if all have ended. */
    default Optional<String> survivors() {
        return Optional.empty();
    }

    /** Stops the server. */
    @Override
    void close();
}
