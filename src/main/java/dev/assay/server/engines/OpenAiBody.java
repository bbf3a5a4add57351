package dev.assay.server.engines;

import dev.assay.plan.thresholds.Evalset;
import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import dev.assay.trace.Payload;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a streamed request on OpenAI's routes, part by part in the order of the calls: recordings know it by its bytes. The fields
 * are OpenAI's own and those that several engines add.
 */
record OpenAiBody(ObjectNode json) {
    /** What most engines call it. */
    static final String REPETITION_PENALTY = "repetition_penalty";

    /** Returns a body that asks for at most so many tokens, greedily. */
    static OpenAiBody greedy(String model, int maxTokens) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("model", model);
        json.put("max_tokens", maxTokens);
        json.put("temperature", 0);
        return new OpenAiBody(json);
    }

    /**
     * Asks for no penalty on words that were there before: servers take defaults from the checkpoint, and this is the one that changes
     * greedy answers.
     *
     * @param field what the engine calls it
     */
    OpenAiBody withoutPenalty(String field) {
        json.put(field, 1);
        return this;
    }

    /** Asks for a stream, with the count of its tokens at the end. */
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

    /** Asks for no fewer tokens than the most, whatever the model would rather do. */
    OpenAiBody exactly(int tokens) {
        json.put("min_tokens", tokens);
        json.put("ignore_eos", true);
        return this;
    }

    OpenAiBody thinking(Evalset.Thinking thinking) {
        if (thinking != Evalset.Thinking.SERVER) {
            json.putObject("chat_template_kwargs").put("enable_thinking", thinking == Evalset.Thinking.ON);
        }
        return this;
    }

    /** Adds a field of one engine alone. */
    OpenAiBody with(String field, boolean value) {
        json.put(field, value);
        return this;
    }

    Payload payload() {
        return Payload.of(json.toString());
    }
}
