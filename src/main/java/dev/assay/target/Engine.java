package dev.assay.target;

import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import dev.assay.spec.Evalset;
import dev.assay.spec.Launch;
import dev.assay.trace.Payload;
import java.util.List;
import java.util.Optional;

/**
 * The dialect of one engine: how a streamed request is written so that nothing is left to the server's defaults, with the fields this
 * engine knows and no others.
 */
public interface Engine {
    /** Returns the body of a request for exactly {@code outputTokens} tokens after {@code prompt}, greedily. */
    Payload completion(String model, Prompt prompt, int outputTokens);

    /** Returns the body of a request for an answer of at most {@code maxTokens} tokens, greedily: the same for vLLM and sglang. */
    default Payload chat(String model, List<Message> messages, int maxTokens, Evalset.Thinking thinking) {
        return OpenAiBody.streaming(model, maxTokens)
                .messages(messages)
                .thinking(thinking)
                .payload();
    }

    /** Returns the program that serves a model and its first arguments, with the names of {@link Launch} for port and model. */
    List<String> command();

    /** Returns the name of the engine's own count of requests that it computes now; empty if it has none. */
    Optional<String> running();

    /** Returns the name of the engine's own count of drafts, which it has only where it speculates; empty if it has none of that kind. */
    default Optional<String> drafts() {
        return Optional.empty();
    }
}
