package dev.assay.testing;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that takes every fifth POST, holds it for a while, and resets its connection instead of an answer; it answers the others at once. */
public final class ResettingServer implements AutoCloseable {
    private static final int EACH = 5;

    private final AtomicInteger posts = new AtomicInteger();
    private final ScriptedEndpoint server;

    /**
     * @param held how long it has a request before it resets its connection
     * @param answer what it answers the others with
     */
    public ResettingServer(Duration held, Script answer) {
        server = new ScriptedEndpoint(request -> posts.incrementAndGet() % EACH == 0
                ? Script.silence().takes(held).reset()
                : answer);
    }

    public URI base() {
        return server.base();
    }

    /** Returns how many requests it was sent. */
    public int posts() {
        return posts.get();
    }

    @Override
    public void close() {
        server.close();
    }
}
