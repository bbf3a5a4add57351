package dev.assay.testing;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that resets the connection of every fifth POST after a pause, and answers the others at once. */
public final class ResettingServer implements AutoCloseable {
    private static final int EACH = 5;

    private final AtomicInteger posts = new AtomicInteger();
    private final ScriptedEndpoint server;

    /**
     * @param held how long it waits before it resets a connection
     * @param answer the answer to the other requests
     */
    public ResettingServer(Duration held, Script answer) {
        server = new ScriptedEndpoint(request -> posts.incrementAndGet() % EACH == 0
                ? Script.silence().takes(held).reset()
                : answer);
    }

    public URI base() {
        return server.base();
    }

    /** Returns the number of POST requests so far. */
    public int posts() {
        return posts.get();
    }

    @Override
    public void close() {
        server.close();
    }
}
