package dev.assay.server;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.tests.Protocol;
import dev.assay.plan.tests.TestSpec;
import dev.assay.plan.thresholds.Evalset;
import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import dev.assay.server.engines.Engine;
import dev.assay.server.engines.Engines;
import dev.assay.trace.Trace;
import dev.assay.wire.Exchange;
import dev.assay.wire.Request;
import dev.assay.wire.Transport;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/**
 * Asks a server for a model that its list does not have: one token, by the route that the test takes. Where it answers, it is asked for a model
 * that nobody has too, since a server that answers for any name does not show what it serves.
 */
final class UnknownModelProbe {
    private static final int ONE_TOKEN = 1;

    private final Transport transport;
    private final URI base;
    private final Planned planned;
    private final Engine engine;
    private final UnaryOperator<Trace> settle;

    /** @param settle takes out of an answer what must not be shown */
    UnknownModelProbe(Transport transport, URI base, Planned planned, UnaryOperator<Trace> settle) {
        this.transport = transport;
        this.base = base;
        this.planned = planned;
        this.engine = Engines.named(planned.deployment().engine());
        this.settle = settle;
    }

    /** Returns why the server cannot be said to serve the model, as the end of a sentence; empty if it does. */
    Optional<String> objection(String model) {
        var asked = ask(model);
        if (!asked.complete()) {
            return Optional.of("one request for it ended as " + asked.ending().word() + " ("
                    + asked.ending().describe() + ")");
        }
        return ask(Protocol.NO_MODEL).complete()
                ? Optional.of("it answers one request for it, and one for [" + Protocol.NO_MODEL
                        + "] too, so nobody can tell which model answers")
                : Optional.empty();
    }

    private Trace ask(String model) {
        var over = new CompletableFuture<Exchange>();
        transport.send(request(model), transport.now(), over::complete);
        return engine.settled(settle.apply(await(over).trace()));
    }

    private Exchange await(CompletableFuture<Exchange> over) {
        try {
            return over.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            transport.cancelAll("interrupted");
            return over.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an exchange ends with a trace, whatever happens", e);
        }
    }

    private Request request(String model) {
        var id = "asks-for-" + (model.equals(Protocol.NO_MODEL) ? "no-such-model" : "unlisted-model");
        return asksByChat()
                ? new Request(
                        id,
                        URI.create(base + "/v1/chat/completions"),
                        engine.chat(model, List.of(new Message("user", "Hello")), ONE_TOKEN, Evalset.Thinking.SERVER),
                        false)
                : new Request(
                        id,
                        URI.create(base + "/v1/completions"),
                        engine.completion(model, new Prompt.Text("Hello"), ONE_TOKEN),
                        false);
    }

    private boolean asksByChat() {
        return switch (planned.test()) {
            case TestSpec.LoadTest ignored -> false;
            case TestSpec.Accuracy ignored -> true;
            case Protocol protocol -> !protocol.probes().contains(Protocol.Probe.COMPLETION);
        };
    }
}
