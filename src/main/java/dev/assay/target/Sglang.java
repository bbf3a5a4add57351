package dev.assay.target;

import dev.assay.prompt.Prompt;
import dev.assay.spec.Launch;
import dev.assay.trace.Payload;
import java.util.List;
import java.util.Optional;

/**
 * sglang's OpenAI server, by the fields of its own protocol definition (python/sglang/srt/entrypoints/openai/protocol.py); not yet tried
 * against a server.
 *
 * <p>It has no field that keeps its tokenizer from adding special tokens to a text. A prompt of text has exactly so many tokens only where
 * the model's tokenizer adds none, as those of Qwen; elsewhere token ids do.
 */
final class Sglang implements Engine {
    @Override
    public Payload completion(String model, Prompt prompt, int outputTokens) {
        return OpenAiBody.streaming(model, outputTokens)
                .prompt(prompt)
                .exactly(outputTokens)
                .payload();
    }

    @Override
    public List<String> command() {
        return List.of(
                "python3",
                "-m",
                "sglang.launch_server",
                "--model-path",
                Launch.MODEL,
                "--host",
                Launch.HOST,
                "--port",
                Launch.PORT);
    }

    /** Told where the server was started with {@code --enable-metrics}. */
    @Override
    public Optional<String> running() {
        return Optional.of("sglang:num_running_reqs");
    }
}
