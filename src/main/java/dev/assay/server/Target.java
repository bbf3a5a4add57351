package dev.assay.server;

import dev.assay.plan.Plan.Planned;
import dev.assay.recording.ServerDeath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where the requests of a run go. */
public interface Target extends AutoCloseable {
    /** Makes the target ready for a test, or says why it cannot be. Never throws for what the target is or does. */
    Opening open(Planned planned);

    /** Returns the log of the server that this started for the test it was opened for last; empty where it started none. */
    default Optional<Path> log() {
        return Optional.empty();
    }

    /**
     * Returns how the server ended that this started for the test it was opened for last; empty if it is alive, or this started none.
     *
     * @param patience how long it may take to end: its connections break before
     */
    default Optional<ServerDeath> death(Duration patience) throws InterruptedException {
        return Optional.empty();
    }

    /** Returns how the server of a test came to run, by the keys of {@code ServerFacts}; nothing for one that is not live. */
    default Map<String, String> facts(Planned planned) {
        return Map.of();
    }

    /** Returns what the requests go to, for people: {@code endpoint http://127.0.0.1:8000}. */
    String description();

    @Override
    void close();

    /** Whether a test can be measured. */
    sealed interface Opening {
        /** It can. */
        record Ready(Endpoint endpoint) implements Opening {}

        /**
         * It cannot.
         *
         * @param reason what was expected and what was found
         * @param remedy what to do
         */
        record NotReady(String reason, String remedy) implements Opening {}
    }
}
