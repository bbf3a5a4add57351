package dev.assay.run.requests;

import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.testspecs.Protocol;
import dev.assay.plan.testspecs.Protocol.Probe;
import dev.assay.prompt.ExactPrompts;
import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import dev.assay.prompt.Tokenizer;
import dev.assay.protocol.ProtocolChecks;
import dev.assay.server.Endpoint;
import dev.assay.server.engines.Engine;
import dev.assay.trace.Payload;
import dev.assay.wire.Request;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Creates the requests that show whether an endpoint keeps the protocol. */
public final class ProtocolRequests {
    /** So many that the answer cannot have ended when the slot is free at once, and few enough for a small context. */
    public static final int TOKENS_TO_CANCEL = 512;

    /** At 100 bytes per event they fill the buffer of a proxy, and at 4 ms per token they take longer than the proxy waits. */
    private static final int TOKENS_TO_STREAM = 64;

    private static final String COUNT = "Count from one to one thousand, in digits.";

    private final Protocol test;
    private final Engine engine;
    private final Endpoint endpoint;
    private final Supplier<Tokenizer> tokenizer;

    /** @param tokenizer the deployment's tokenizer; used only if a prompt of an exact length is sent */
    public ProtocolRequests(Protocol test, Engine engine, Endpoint endpoint, Supplier<Tokenizer> tokenizer) {
        this.test = test;
        this.engine = engine;
        this.endpoint = endpoint;
        this.tokenizer = tokenizer;
    }

    List<Request> all() {
        return test.probes().stream().map(this::request).toList();
    }

    /** Returns a request whose answer is long enough to show whether it is streamed or arrives in large steps. */
    public Request toStream() {
        return request("to-stream", endpoint.model(), TOKENS_TO_STREAM, 1);
    }

    /** Returns a request that is sent only to be cancelled. */
    public Request toCancel() {
        return request("to-cancel", endpoint.model(), TOKENS_TO_CANCEL, 1);
    }

    private Request request(Probe probe) {
        var id = ProtocolChecks.requestId(probe);
        return switch (probe) {
            case COMPLETION -> request(id, endpoint.model(), Protocol.OUTPUT_TOKENS, 0);
            case TEXT -> text(id, endpoint.model(), Protocol.OUTPUT_TOKENS, COUNT);
            case CHAT -> chat(id, endpoint.model(), Protocol.OUTPUT_TOKENS);
            case NO_SUCH_MODEL -> request(id, Protocol.NO_MODEL, Protocol.OUTPUT_TOKENS, 0);
            case TOO_LONG -> tooLong(id);
        };
    }

    /** Asks for more tokens than the context holds: more output tokens, or more input tokens if the engine would start to answer. */
    private Request tooLong(String id) {
        var context = endpoint.contextTokens();
        if (engine.refusesLongAnswers() || context.isEmpty()) {
            return request(id, endpoint.model(), Protocol.TOO_MANY_TOKENS, 0);
        }
        // A word is at least one token.
        var prompt = "a ".repeat(context.getAsInt() + 1);
        return asksByChat()
                ? chat(id, endpoint.model(), Protocol.OUTPUT_TOKENS, prompt)
                : text(id, endpoint.model(), Protocol.OUTPUT_TOKENS, prompt);
    }

    /** Uses the route of the deployment's tests: completions if it has load tests, or only texts. */
    private Request request(String id, String model, int tokens, int prompt) {
        if (asksByChat()) {
            return chat(id, model, tokens);
        }
        if (!test.probes().contains(Probe.COMPLETION)) {
            return text(id, model, tokens, COUNT);
        }
        var prompts = new ExactPrompts(tokenizer.get(), 0, endpoint.seed());
        return request(
                id, "/v1/completions", engine.completion(model, prompts.text(prompt, Protocol.INPUT_TOKENS), tokens));
    }

    private boolean asksByChat() {
        return test.probes().contains(Probe.CHAT) && !test.probes().contains(Probe.COMPLETION);
    }

    private Request text(String id, String model, int tokens, String text) {
        return request(id, "/v1/completions", engine.completion(model, new Prompt.Text(text), tokens));
    }

    private Request chat(String id, String model, int tokens) {
        return chat(id, model, tokens, COUNT);
    }

    private Request chat(String id, String model, int tokens, String question) {
        var messages = List.of(new Message("user", question));
        return request(id, "/v1/chat/completions", engine.chat(model, messages, tokens, Evalset.Thinking.SERVER));
    }

    private Request request(String id, String route, Payload body) {
        return new Request(id, URI.create(endpoint.base() + route), body, false);
    }
}
