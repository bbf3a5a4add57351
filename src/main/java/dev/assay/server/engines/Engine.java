package dev.assay.server.engines;

import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Sampling;
import dev.assay.plan.launch.Launch;
import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import dev.assay.trace.Payload;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Optional;

/**
 * What is special about one engine: how to write a streamed request that leaves nothing to the server's defaults and has only fields that the
 * engine knows, and where the server reports its version and its counters.
 *
 * <p>All known engines end a stream in the same way: a finish reason, then {@code [DONE]}. A stream without one of them was cut off.
 */
public interface Engine {
    /** Returns the body of a request for exactly {@code outputTokens} tokens after {@code prompt} with greedy decoding, if the engine can do that. */
    Payload completion(String model, Prompt prompt, int outputTokens);

    /** Returns the body of a request for an answer of at most {@code maxTokens} tokens with greedy decoding. */
    default Payload chat(String model, List<Message> messages, int maxTokens, Evalset.Thinking thinking) {
        return chat(model, messages, maxTokens, thinking, Sampling.GREEDY);
    }

    /** Returns the body of a request for an answer of at most {@code maxTokens} tokens. */
    default Payload chat(
            String model, List<Message> messages, int maxTokens, Evalset.Thinking thinking, Sampling sampling) {
        return OpenAiBody.sampled(model, maxTokens, sampling)
                .drawing(sampling)
                .withoutPenalty(OpenAiBody.REPETITION_PENALTY)
                .streamed()
                .messages(messages)
                .thinking(thinking)
                .payload();
    }

    /** Returns the body of a request for at most {@code maxTokens} tokens that go on with a text, until the model ends it. */
    default Payload continuation(String model, String text, int maxTokens, Sampling sampling) {
        return OpenAiBody.sampled(model, maxTokens, sampling)
                .drawing(sampling)
                .withoutPenalty(OpenAiBody.REPETITION_PENALTY)
                .streamed()
                .prompt(new Prompt.Text(text))
                .payload();
    }

    /**
     * Returns the body of a request that answers with the text itself and with the log-probability of each of its tokens, and the most probable token at
     * its place; empty if the engine has no such request. One token is generated after the text, which is not used.
     */
    default Optional<Payload> logProbabilities(String model, String text) {
        return Optional.of(OpenAiBody.greedy(model, 1)
                .streamed()
                .prompt(new Prompt.Text(text))
                .echoed()
                .payload());
    }

    /** Returns the default command that serves a model, with the placeholders of {@link Launch}; empty if the engine has none. */
    List<String> command();

    /** Returns the argument of that command that sets the name of the model. */
    default String servedName() {
        return "--served-model-name";
    }

    /** Returns the engine's value of {@code owned_by} in {@code /v1/models}; empty if it may be any. */
    Optional<String> owner();

    /** Returns the route that answers 200 only when the server is ready; empty if there is no reliable one. */
    default Optional<String> health() {
        return Optional.of("/health");
    }

    /** Returns the routes on which the server reports facts about itself; the first one that answers is used. */
    List<ServerInfoRoute> infoRoutes();

    /**
     * Returns whether the server refuses a request whose prompt and answer together exceed its context. If not, it answers until the context is
     * full, and refuses only a prompt that is too long.
     */
    default boolean refusesLongAnswers() {
        return true;
    }

    /** Returns whether the server may answer a request for a model that it does not serve. */
    default boolean answersForAnyModel() {
        return false;
    }

    /**
     * Returns whether the server sends {@code [DONE]} after every complete stream, so that a stream without it was cut off. If not, a stream is
     * complete when it has a finish reason and usage.
     */
    default boolean sendsDone() {
        return true;
    }

    /** Returns a trace whose ending follows {@link #sendsDone()}. */
    default Trace normalized(Trace trace) {
        return sendsDone() ? trace : trace.wholeByItsUsage();
    }

    /** Returns the name of the engine's gauge of requests that run now; empty if there is none. */
    Optional<String> running();

    /** Returns the names of the engine's metrics on {@code /metrics}. */
    default CounterNames counters() {
        return CounterNames.NONE;
    }

    /** Returns the route that empties the prefix cache; empty if the engine has none. */
    default Optional<CacheResetRoute> cacheReset() {
        return Optional.empty();
    }
}
