package dev.assay.server;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.evalsets.Asking;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.testspecs.LogProbabilities;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.TestSpec;
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

/**
 * Tests whether a server serves a model that its list does not have. It asks for one token, on the route that the test uses. If the server
 * answers, it is also asked for a model that does not exist: a server that answers for any name does not show which model it serves.
 */
final class UnlistedModelProbe {
    private static final int ONE_TOKEN = 1;

    private final Transport transport;
    private final URI base;
    private final Planned planned;
    private final Engine engine;

    UnlistedModelProbe(Transport transport, URI base, Planned planned) {
        this.transport = transport;
        this.base = base;
        this.planned = planned;
        this.engine = Engines.named(planned.deployment().engine());
    }

    /** Returns why the server cannot be said to serve the model, as the end of a sentence; empty if it serves it. */
    Optional<String> objection(String model) {
        var asked = ask(model);
        if (!asked.complete()) {
            return Optional.of("one request for it ended as " + asked.ending().word() + " ("
                    + asked.ending().describe() + ")");
        }
        return ask(Protocol.NO_MODEL).complete()
                ? Optional.of("it answers a request for it and also one for [" + Protocol.NO_MODEL + "], so it"
                        + " is unknown which model answers")
                : Optional.empty();
    }

    private Trace ask(String model) {
        var over = new CompletableFuture<Exchange>();
        transport.send(request(model), transport.now(), over::complete);
        return engine.normalized(await(over).trace());
    }

    private Exchange await(CompletableFuture<Exchange> over) {
        try {
            return over.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            transport.cancelAll("interrupted");
            return over.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("every exchange must end with a trace", e);
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
            case LogProbabilities ignored -> false;
            case TestSpec.LoadTest ignored -> false;
            case TestSpec.Accuracy accuracy -> accuracy.evalset().asking().api() == Asking.Api.CHAT;
            case Protocol protocol ->
                protocol.probes().contains(Protocol.Probe.CHAT)
                        && !protocol.probes().contains(Protocol.Probe.COMPLETION);
        };
    }
}
