package dev.assay.target;

import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import dev.assay.spec.Evalset;
import dev.assay.trace.Payload;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** vLLM's OpenAI server. */
final class Vllm implements Engine {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public Payload completion(String model, Prompt prompt, int outputTokens) {
        var body = streaming(model, outputTokens);
        switch (prompt) {
            case Prompt.Text text -> {
                body.put("prompt", text.text());
                // Exactly so many in: a beginning-of-sequence token of the server's own would be one more.
                body.put("add_special_tokens", false);
            }
            case Prompt.TokenIds tokens -> {
                var ids = body.putArray("prompt");
                tokens.ids().forEach(id -> ids.add(id));
            }
        }
        // Exactly so many out.
        body.put("min_tokens", outputTokens);
        body.put("ignore_eos", true);
        return Payload.of(body.toString());
    }

    @Override
    public Payload chat(String model, List<Message> messages, int maxTokens, Evalset.Thinking thinking) {
        var body = streaming(model, maxTokens);
        var list = body.putArray("messages");
        messages.forEach(message -> list.addObject().put("role", message.role()).put("content", message.content()));
        if (thinking != Evalset.Thinking.SERVER) {
            body.putObject("chat_template_kwargs").put("enable_thinking", thinking == Evalset.Thinking.ON);
        }
        return Payload.of(body.toString());
    }

    @Override
    public Optional<String> running() {
        return Optional.of("vllm:num_requests_running");
    }

    private static ObjectNode streaming(String model, int maxTokens) {
        var body = JSON.createObjectNode();
        body.put("model", model);
        body.put("max_tokens", maxTokens);
        body.put("temperature", 0);
        // vLLM takes defaults from the checkpoint's generation_config.json; this is the one that changes greedy
        // answers.
        body.put("repetition_penalty", 1);
        body.put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        return body;
    }
}
