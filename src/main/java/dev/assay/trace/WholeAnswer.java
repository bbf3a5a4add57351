package dev.assay.trace;

import dev.assay.trace.Transcript.Chunk;
import dev.assay.trace.calls.CallReader;
import dev.assay.trace.choices.FinishReason;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A chat completion that came whole, as one JSON object, since its request did not ask for a stream. */
final class WholeAnswer {
    private WholeAnswer() {}

    /** Returns the content of the body; null if it is not a whole chat completion, but for instance a stream, or its beginning. */
    static @Nullable Transcript read(Payload body) {
        if (!beginsObject(body)) {
            return null;
        }
        var json = ErrorWords.object(body.text());
        var choice = json == null ? null : json.path("choices").path(0);
        if (json == null || choice == null || !choice.path("message").isObject()) {
            return null;
        }
        var message = choice.path("message");
        var calls = new CallReader();
        calls.whole(message.get("tool_calls"));
        calls.oldForm(message.get("function_call"));
        var text = text(message, "content");
        var thought = text(message, "reasoning");
        var reasoning = thought.isEmpty() ? text(message, "reasoning_content") : thought;
        var reason = FinishReason.said(choice.path("finish_reason").asString(null));
        var found = calls.calls();
        var output = !(text + reasoning).isEmpty() || !found.isEmpty();
        return new Transcript(
                Chunks.copyOf(List.of(new Chunk(body.size(), output, reason != null, null, null))),
                text,
                reasoning,
                found,
                reason,
                UsageCounts.after(null, json.path("usage")),
                json.path("model").asString(null),
                true,
                error(json, choice, reason));
    }

    /** Returns whether the body is a whole chat completion. */
    static boolean in(Body body) {
        return read(Payload.of(body.toByteArray())) != null;
    }

    /** Looks only at the first bytes, since almost every body is a stream. */
    private static boolean beginsObject(Payload body) {
        var at = 0;
        while (at < body.size() && " \t\n\r".indexOf(body.at(at)) >= 0) {
            at++;
        }
        return at < body.size() && body.at(at) == '{';
    }

    private static String text(JsonNode message, String key) {
        return message.path(key).asString("");
    }

    private static @Nullable String error(JsonNode json, JsonNode choice, @Nullable String reason) {
        if (json.hasNonNull("error")) {
            return ErrorWords.in(json);
        }
        if (choice.hasNonNull("error")) {
            return ErrorWords.in(choice);
        }
        if (reason != null && FinishReason.of(reason) == FinishReason.GAVE_UP) {
            return "the server gave the answer up (finish_reason: " + reason + ")";
        }
        var choices = json.path("choices");
        var later = IntStream.range(1, choices.size())
                .filter(i -> says(choices.path(i).path("message")));
        return later.findAny().isPresent() ? "two answers in one: a choice after the first one has output" : null;
    }

    private static boolean says(JsonNode message) {
        return Stream.of("content", "reasoning", "reasoning_content")
                        .anyMatch(key -> !text(message, key).isEmpty())
                || Stream.of("tool_calls", "function_call")
                        .anyMatch(key -> !message.path(key).isEmpty());
    }
}
