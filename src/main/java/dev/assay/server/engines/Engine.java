package dev.assay.server.engines;

import dev.assay.plan.launch.Launch;
import dev.assay.plan.thresholds.Evalset;
import dev.assay.prompt.Message;
import dev.assay.prompt.Prompt;
import dev.assay.trace.Payload;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Optional;

/**
 * The dialect of one engine: how a streamed request is written so that nothing is left to the server's defaults, with the fields this
 * engine knows and no others, and where its server tells of itself.
 *
 * <p>How streams end is the same for all that are known: a finish reason, then {@code [DONE]}. What lacks one of them was cut off.
 */
public interface Engine {
    /** Returns the body of a request for exactly {@code outputTokens} tokens after {@code prompt}, greedily, as far as it can ask so. */
    Payload completion(String model, Prompt prompt, int outputTokens);

    /** Returns the body of a request for an answer of at most {@code maxTokens} tokens, greedily. */
    default Payload chat(String model, List<Message> messages, int maxTokens, Evalset.Thinking thinking) {
        return OpenAiBody.greedy(model, maxTokens)
                .withoutPenalty(OpenAiBody.REPETITION_PENALTY)
                .streamed()
                .messages(messages)
                .thinking(thinking)
                .payload();
    }

    /** Returns the program that serves a model and its first arguments, with the names of {@link Launch}; none: it has none of its own. */
    List<String> command();

    /** Returns the argument of that program that says what the model is called. */
    default String servedName() {
        return "--served-model-name";
    }

    /** Returns who owns the models in {@code /v1/models}; empty if that may be anybody. */
    Optional<String> owner();

    /** Returns the route that answers 200 once the server is ready; empty if it has none that is sure. */
    default Optional<String> health() {
        return Optional.of("/health");
    }

    /** Returns the documents that tell of the server, of which the first counts that it has. */
    List<SelfDescription> descriptions();

    /**
     * Returns whether it refuses a request for more tokens than its context holds. Else it answers until that is full, and only a prompt
     * that is too long is refused.
     */
    default boolean refusesLongAnswers() {
        return true;
    }

    /** Returns whether it may answer for any model, whatever it serves. */
    default boolean answersForAnyModel() {
        return false;
    }

    /** Returns whether it sends {@code [DONE]} after every whole stream: one without it was cut. Else its finish reason and its usage tell. */
    default boolean marksTheEnd() {
        return true;
    }

    /** Returns a trace of its server as it counts. */
    default Trace settled(Trace trace) {
        return marksTheEnd() ? trace : trace.wholeByItsUsage();
    }

    /** Returns the name of the engine's own count of requests that it computes now; empty if it has none. */
    Optional<String> running();

    /** Returns what the engine calls on its {@code /metrics} what it counts. */
    default CounterNames counters() {
        return CounterNames.NONE;
    }

    /** Returns the route that empties the cache of prefixes when it is posted to; empty if the engine has none. */
    default Optional<CacheResetRoute> cacheReset() {
        return Optional.empty();
    }
}
