package dev.assay.run.console;

import dev.assay.wire.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reports that a live server is silent: an open request has received nothing for 30 seconds. Reports it again each time the silence has doubled, and each time
 * what the server's health route answers.
 */
public final class SilenceWatch implements AutoCloseable {
    static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration REPLY = Duration.ofSeconds(5);

    private final String test;
    private final Transport transport;
    private final URI health;
    private final Consumer<String> out;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("assay-silence").factory());
    private Duration next = FIRST;

    /**
     * @param transport carries the requests of the test
     * @param health the server's health route
     * @param out takes the lines
     */
    public SilenceWatch(String test, Transport transport, URI health, Consumer<String> out) {
        this.test = test;
        this.transport = transport;
        this.health = health;
        this.out = out;
    }

    /** Starts to check, on its own thread. */
    public void begin() {
        var unused = thread.scheduleWithFixedDelay(
                this::look, BETWEEN_LOOKS.toNanos(), BETWEEN_LOOKS.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Checks once. */
    void look() {
        var silence = transport.silence(FIRST);
        if (silence.silent() == 0) {
            next = FIRST;
        } else if (silence.nanos() >= next.toNanos()) {
            next = Duration.ofNanos(2 * silence.nanos());
            out.accept(test + ": nothing has come for " + TimeUnit.NANOSECONDS.toSeconds(silence.nanos()) + " s on "
                    + silence.silent() + " of " + silence.open() + " open "
                    + (silence.open() == 1 ? "request" : "requests") + "; " + health + " " + answer());
        }
    }

    private String answer() {
        try {
            return "answers " + transport.get(health, REPLY).status();
        } catch (IOException e) {
            return "does not answer: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
