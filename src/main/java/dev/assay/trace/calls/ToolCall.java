package dev.assay.trace.calls;

import dev.assay.input.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of a function.
 *
 * @param id by which the result of the call is sent back; absent if the server gave none
 * @param name of the function; empty if the server gave none
 * @param arguments as they came, all pieces joined; empty if none came
 */
public record ToolCall(@Nullable String id, String name, String arguments) {
    /** Returns the arguments as an object, an empty one if they are blank; empty if they are no JSON object. */
    public Optional<JsonValue.OfObject> values() {
        return arguments.isBlank()
                ? Optional.of(JsonValue.NO_MEMBERS)
                : JsonValue.parse(arguments)
                        .filter(JsonValue.OfObject.class::isInstance)
                        .map(JsonValue.OfObject.class::cast);
    }

    /** Returns the call for a message: {@code get_weather({"city":"Paris"})}. */
    @Override
    public String toString() {
        return name + "(" + values().map(JsonValue::toString).orElse(arguments) + ")";
    }
}
