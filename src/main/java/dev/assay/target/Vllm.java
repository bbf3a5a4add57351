package dev.assay.target;

import dev.assay.prompt.Prompt;
import dev.assay.spec.Launch;
import dev.assay.trace.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** vLLM's OpenAI server. */
final class Vllm implements Engine {
    @Override
    public Payload completion(String model, Prompt prompt, int outputTokens) {
        var body = OpenAiBody.greedy(model, outputTokens)
                .withoutPenalty(OpenAiBody.REPETITION_PENALTY)
                .streamed()
                .prompt(prompt);
        var asked = switch (prompt) {
            // Exactly so many in: a beginning-of-sequence token of the server's own would be one more.
            case Prompt.Text ignored -> body.with("add_special_tokens", false);
            case Prompt.TokenIds ignored -> body;
        };
        return asked.exactly(outputTokens).payload();
    }

    @Override
    public List<String> command() {
        return List.of("vllm", "serve", Launch.MODEL, "--host", Launch.HOST, "--port", Launch.PORT);
    }

    @Override
    public Optional<String> owner() {
        return Optional.of("vllm");
    }

    @Override
    public List<SelfDescription> descriptions() {
        return List.of(new SelfDescription("/version", Map.of("/version", "version")));
    }

    @Override
    public Optional<String> running() {
        return Optional.of("vllm:num_requests_running");
    }

    @Override
    public Optional<String> waiting() {
        return Optional.of("vllm:num_requests_waiting");
    }

    /** It has them only where it speculates. */
    @Override
    public Optional<String> drafts() {
        return Optional.of("vllm:spec_decode_num_drafts_total");
    }
}
