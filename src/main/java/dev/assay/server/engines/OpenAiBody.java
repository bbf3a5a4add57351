package dev.assay.server.engines;

import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Sampling;
import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import dev.assay.trace.Payload;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the body of a streamed request on OpenAI's routes. Fields have the order of the calls, which must not change, since a recording finds its
 * answer by the bytes of the request. The fields are OpenAI's own and those that several engines add.
 */
record OpenAiBody(ObjectNode json) {
    /** The name of the repetition penalty in most engines. */
    static final String REPETITION_PENALTY = "repetition_penalty";

    /** What vLLM, SGLang and llama.cpp take as no bound of {@code top_k}. */
    private static final int ALL = -1;

    /** Returns a body that asks for at most {@code maxTokens} tokens with greedy decoding. */
    static OpenAiBody greedy(String model, int maxTokens) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("model", model);
        json.put("max_tokens", maxTokens);
        json.put("temperature", 0);
        return new OpenAiBody(json);
    }

    /** Returns a body that asks for at most {@code maxTokens} tokens, drawn as the evalset says, with OpenAI's own fields. */
    static OpenAiBody sampled(String model, int maxTokens, Sampling sampling) {
        var body = greedy(model, maxTokens);
        if (!sampling.isGreedy()) {
            body.json.put("temperature", sampling.temperature());
            body.json.put("top_p", sampling.topP());
        }
        if (sampling.seed() != null) {
            body.json.put("seed", sampling.seed());
        }
        if (!sampling.stop().isEmpty()) {
            var stop = body.json.putArray("stop");
            sampling.stop().forEach(stop::add);
        }
        return body;
    }

    /** Says which tokens may be drawn, with fields that several engines add: servers take defaults from the checkpoint. */
    OpenAiBody drawing(Sampling sampling) {
        if (!sampling.isGreedy()) {
            json.put("top_k", sampling.topK() == null ? ALL : sampling.topK());
            json.put("min_p", 0);
        }
        return this;
    }

    /**
     * Switches the repetition penalty off. Servers take defaults from the checkpoint, and this one changes greedy answers.
     *
     * @param field the engine's name of the penalty
     */
    OpenAiBody withoutPenalty(String field) {
        json.put(field, 1);
        return this;
    }

    /** Asks for a stream with usage in its last event. */
    OpenAiBody streamed() {
        json.put("stream", true);
        json.putObject("stream_options").put("include_usage", true);
        return this;
    }

    OpenAiBody prompt(Prompt prompt) {
        switch (prompt) {
            case Prompt.Text text -> json.put("prompt", text.text());
            case Prompt.TokenIds tokens -> {
                var ids = json.putArray("prompt");
                tokens.ids().forEach(id -> ids.add(id));
            }
        }
        return this;
    }

    OpenAiBody messages(List<Message> messages) {
        var list = json.putArray("messages");
        messages.forEach(message -> list.addObject().put("role", message.role()).put("content", message.content()));
        return this;
    }

    /** Asks for exactly this many tokens: the model cannot end its answer earlier. */
    OpenAiBody exactly(int tokens) {
        json.put("min_tokens", tokens);
        json.put("ignore_eos", true);
        return this;
    }

    /** Asks for the prompt's own tokens in the answer, each with its log-probability and the most probable token at its place. */
    OpenAiBody echoed() {
        json.put("echo", true);
        json.put("logprobs", 1);
        return this;
    }

    OpenAiBody thinking(Evalset.Thinking thinking) {
        if (thinking != Evalset.Thinking.SERVER) {
            json.putObject("chat_template_kwargs").put("enable_thinking", thinking == Evalset.Thinking.ON);
        }
        return this;
    }

    /** Adds a field that only one engine has. */
    OpenAiBody with(String field, boolean value) {
        json.put(field, value);
        return this;
    }

    Payload payload() {
        return Payload.of(json.toString());
    }
}
