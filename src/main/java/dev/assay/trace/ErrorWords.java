package dev.assay.trace;

import dev.assay.trace.choices.OneLine;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the message of an error, on one line, in each of the forms that servers use. */
final class ErrorWords {
    /**
     * The members that may have the message, in the order in which they are tried: those of OpenAI, of FastAPI, and of gateways that answer with a
     * code and a message.
     */
    private static final List<String> KEYS =
            List.of("error", "message", "detail", "msg", "error_msg", "error_message", "errorMessage", "status_msg");

    /** The member in which MiniMax has its code and message, which it also sends when there is no error. */
    private static final String STATUS = "base_resp";

    /** Codes that mean no error. */
    private static final Set<String> WELL = Set.of("0", "200", "ok", "success");

    private ErrorWords() {}

    /** Returns the message of an event of the type {@code error}, or of one for which {@link #isError} is true. */
    static String of(SseEvent event) {
        var json = object(event.data());
        var words = json == null ? OneLine.abbreviated(event.data()) : in(json);
        return words.isEmpty() ? "an error event without a message" : words;
    }

    /**
     * Returns whether an event without choices and without an {@code error} is an error: vLLM's {@code {"object":"error",…}}, or a message alone, or
     * a message with a code that means an error.
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

    /** Returns the message in a JSON value: an object that has one, or a text. */
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
        return OneLine.abbreviated(error.isString() ? error.asString() : error.toString());
    }

    /** Returns the value if it is a JSON object; null for anything else. */
    static @Nullable JsonNode object(String data) {
        try {
            var json = JsonMapper.shared().readTree(data);
            return json.isObject() ? json : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
