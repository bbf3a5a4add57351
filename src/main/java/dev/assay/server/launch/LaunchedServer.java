package dev.assay.server.launch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A server that the gate has started. It ends with the gate, with all that it started. */
public interface LaunchedServer extends AutoCloseable {
    /** Returns its address, without {@code /v1}. */
    URI base();

    /** Returns the file that holds what it prints. */
    Path log();

    /** Returns what it runs as, by names of its own. */
    Map<String, String> facts();

    boolean isAlive();

    /** Waits for so long; returns whether it is alive still. */
    boolean isAliveAfter(Duration time) throws InterruptedException;

    /** Returns how it ended, for people: {@code ended with exit code 1}; for one that has. */
    String ending();

    /** Returns the words for an exit code. */
    static String ending(int code) {
        // A shell's way to tell of a signal, which the JVM and Docker share.
        return code > 128 ? "was ended by signal " + (code - 128) : "ended with exit code " + code;
    }

    /** Returns what of it does not end, for one that was closed; empty where all has. */
    default Optional<String> remains() {
        return Optional.empty();
    }

    /** Ends it. */
    @Override
    void close();
}
