package dev.assay.server.engines;

import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Sampling;
import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import dev.assay.trace.Payload;
import java.util.List;
import java.util.Optional;

/**
 * Any server with an OpenAI-compatible API. Requests have only fields that OpenAI defines. So the model may end its answer early, the tokenizer
 * may add tokens, thinking cannot be switched on or off, and a stream may end without {@code [DONE]}, as that of transformers does.
 */
final class OpenAi implements Engine {
    @Override
    public Payload completion(String model, Prompt prompt, int outputTokens) {
        return OpenAiBody.greedy(model, outputTokens).streamed().prompt(prompt).payload();
    }

    @Override
    public Payload chat(
            String model, List<Message> messages, int maxTokens, Evalset.Thinking thinking, Sampling sampling) {
        return OpenAiBody.sampled(model, maxTokens, sampling)
                .streamed()
                .messages(messages)
                .payload();
    }

    @Override
    public Payload continuation(String model, String text, int maxTokens, Sampling sampling) {
        return OpenAiBody.sampled(model, maxTokens, sampling)
                .streamed()
                .prompt(new Prompt.Text(text))
                .payload();
    }

    @Override
    public List<String> command() {
        return List.of();
    }

    @Override
    public Optional<String> owner() {
        return Optional.empty();
    }

    @Override
    public Optional<String> health() {
        return Optional.empty();
    }

    @Override
    public List<ServerInfoRoute> infoRoutes() {
        return List.of();
    }

    @Override
    public boolean refusesLongAnswers() {
        return false;
    }

    @Override
    public boolean answersForAnyModel() {
        return true;
    }

    @Override
    public boolean sendsDone() {
        return false;
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
