package dev.assay.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A token of an answer of the completions route with its log-probability. A choice of such an answer has them under {@code "logprobs"}, as lists of the
 * same length: the tokens, the log-probability of each, and the most probable tokens at its place with theirs.
 *
 * @param token the token, as the server writes it: its text, or {@code token_id:504}
 * @param logprob the natural logarithm of its probability after the tokens before it; absent: the server gives none, as for the first token of a text
 * @param top the token that was the most probable at its place; of several equal ones the first. Absent: the server does not say
 */
public record TokenLogprob(
        String token, @Nullable Double logprob, @Nullable String top) {
    /** Returns the tokens of a stream with their log-probabilities, in order; an empty list if the stream has none. */
    public static List<TokenLogprob> of(Payload body) {
        var found = new ArrayList<TokenLogprob>();
        var events = new SseEvent.Reader(body);
        for (var event = events.next(); event != null; event = events.next()) {
            if (event.data().contains("\"logprobs\"")) {
                add(event.data(), found);
            }
        }
        return List.copyOf(found);
    }

    private static void add(String data, List<TokenLogprob> found) {
        JsonNode choices;
        try {
            choices = JsonMapper.shared().readTree(data).path("choices");
        } catch (JacksonException e) {
            return; // the transcript reports an event that is no JSON
        }
        for (var choice : choices) {
            var logprobs = choice.path("logprobs");
            var tokens = logprobs.path("tokens");
            for (var i = 0; i < tokens.size(); i++) {
                var logprob = logprobs.path("token_logprobs").path(i);
                found.add(new TokenLogprob(
                        tokens.path(i).asString(""),
                        logprob.isNumber() ? (Double) logprob.doubleValue() : null,
                        top(logprobs.path("top_logprobs").path(i))));
            }
        }
    }

    private static @Nullable String top(JsonNode logprobs) {
        String most = null;
        var highest = Double.NEGATIVE_INFINITY;
        for (var entry : logprobs.properties()) {
            if (entry.getValue().isNumber() && (most == null || entry.getValue().doubleValue() > highest)) {
                most = entry.getKey();
                highest = entry.getValue().doubleValue();
            }
        }
        return most;
    }
}
