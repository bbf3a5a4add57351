package dev.assay.trace;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server says of an error, on one line, in each of the shapes that servers give it. */
final class ErrorWords {
    /** Where the words stand, the first that is there: OpenAI's, FastAPI's, and those of gateways that answer with a code and a message. */
    private static final List<String> KEYS =
            List.of("error", "message", "detail", "msg", "error_msg", "error_message", "errorMessage", "status_msg");

    /** Where MiniMax keeps its code and its words, which it sends when all is well too. */
    private static final String STATUS = "base_resp";

    /** Codes that say that all is well. */
    private static final Set<String> WELL = Set.of("0", "200", "ok", "success");

    private ErrorWords() {}

    /** Returns the words of an event of the type {@code error}, or of one that {@link #isError} calls one. */
    static String of(SseEvent event) {
        var json = object(event.data());
        var words = json == null ? Transcript.abbreviated(event.data()) : in(json);
        return words.isEmpty() ? "an error event without words" : words;
    }

    /**
     * Returns whether an event that has neither choices nor an {@code error} is an error all the same: vLLM's {@code {"object":"error",…}}, or a
     * message alone, or with a code that does not say that all is well.
     */
    static boolean isError(String data) {
        var json = object(data);
        if (json == null) {
            return false;
        }
        return json.path("object").asString("").equals("error")
                || json.path("type").asString("").equals("error")
                || speaks(json)
                || speaks(json.path(STATUS));
    }

    private static boolean speaks(JsonNode json) {
        return KEYS.stream().anyMatch(key -> !in(json.path(key)).isBlank())
                && List.of("code", "error_code", "status_code", "status").stream()
                        .noneMatch(
                                key -> WELL.contains(json.path(key).asString("").toLowerCase(Locale.ROOT)));
    }

    /** Returns the words in a piece of JSON: an object that has them, or a text. */
    static String in(JsonNode error) {
        if (error.isMissingNode() || error.isNull()) {
            return "";
        }
        for (var key : KEYS) {
            if (error.hasNonNull(key)) {
                return in(error.get(key));
            }
        }
        if (error.has(STATUS)) {
            return in(error.get(STATUS));
        }
        return Transcript.abbreviated(error.isString() ? error.asString() : error.toString());
    }

    /** Returns an object of JSON; null for anything else. */
    static @Nullable JsonNode object(String data) {
        try {
            var json = JsonMapper.shared().readTree(data);
            return json.isObject() ? json : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
