package dev.assay.server;

import dev.assay.plan.Plan.Planned;
import dev.assay.recording.ServerDeath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The server that the requests of a run go to: a live endpoint, a server that the gate starts, or recordings. */
public interface Target extends AutoCloseable {
    /**
     * Makes the target ready for a test, or returns why that is not possible. Never throws because of the server.
     *
     * @param repeat which measurement of the test it is, from 1
     */
    Readiness open(Planned planned, int repeat);

    /** Makes the target ready for the first measurement of a test. */
    default Readiness open(Planned planned) {
        return open(planned, 1);
    }

    /** Returns how many repeats of a test can be measured: as many as are planned, or of recordings as many as there are; at least 1. */
    default int repeats(Planned planned) {
        return planned.test().conditions().repeats();
    }

    /** Returns whether the gate starts the servers, so that it can start one again for each repeat. */
    default boolean startsServers() {
        return false;
    }

    /** Lets the next test find a server that has just started, if the gate starts it. */
    default void nextStart() {}

    /** Returns the log of the server that was started for the last opened test; empty if none was started. */
    default Optional<Path> log() {
        return Optional.empty();
    }

    /**
     * Returns how the server that was started for the last opened test ended; empty if it is alive, or if none was started.
     *
     * @param patience how long to wait for its end, since its connections break before it ends
     */
    default Optional<ServerDeath> death(Duration patience) throws InterruptedException {
        return Optional.empty();
    }

    /** Returns how the server of a test was started, by the keys of {@code ServerFacts}; empty for a recording. */
    default Map<String, String> facts(Planned planned) {
        return Map.of();
    }

    /** Returns a description of the server for the user: {@code endpoint http://127.0.0.1:8000}. */
    String description();

    @Override
    void close();

    /** Whether a test can be measured. */
    sealed interface Readiness {
        /** The test can be measured. */
        record Ready(Endpoint endpoint) implements Readiness {}

        /**
         * The test cannot be measured.
         *
         * @param reason what was expected and what was found
         * @param remedy what to do
         */
        record NotReady(String reason, String remedy) implements Readiness {}
    }
}
