package dev.assay.testing;

import dev.assay.plan.deployments.Deadlines;
import dev.assay.trace.Payload;
import dev.assay.trace.Trace;
import dev.assay.wire.Exchange;
import dev.assay.wire.Request;
import dev.assay.wire.Ticker;
import dev.assay.wire.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Sends single requests through a transport and waits for their traces. */
public final class Client implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(5);
    /** Deadlines that no test reaches, even on a busy machine. */
    public static final Deadlines PATIENT = new Deadlines(LONG, LONG, LONG, LONG, LONG);

    private final Transport transport;

    public Client(Deadlines deadlines) {
        this(new Transport(Ticker.start(), deadlines));
    }

    /** Sends through a transport, and closes the transport with this client. */
    public Client(Transport transport) {
        this.transport = transport;
    }

    public Transport transport() {
        return transport;
    }

    public static Request request(URI base, String id, String body) {
        return new Request(id, URI.create(base + "/v1/completions"), Payload.of(body), false);
    }

    /** Sends a request, waits for its end, and returns the trace. */
    public Trace post(URI base, String id, String body) {
        return await(start(request(base, id, body)));
    }

    /** Sends a request whose name and body do not matter. */
    public Trace post(URI base) {
        return post(base, "c1-001", "{}");
    }

    /** Sends a request without waiting for its end. */
    public CompletableFuture<Exchange> start(Request request) {
        var over = new CompletableFuture<Exchange>();
        transport.send(request, transport.now(), over::complete);
        return over;
    }

    /** Waits for the end of a request. */
    public static Trace await(CompletableFuture<Exchange> over) {
        return over.orTimeout(ScriptedEndpoint.GUARD_SECONDS, TimeUnit.SECONDS)
                .join()
                .trace();
    }

    @Override
    public void close() {
        transport.close();
    }
}
