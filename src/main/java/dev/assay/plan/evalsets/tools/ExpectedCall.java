package dev.assay.plan.evalsets.tools;

import dev.assay.input.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function that is right.
 *
 * @param name of the function
 * @param arguments that the call must have, with these values
 * @param optional arguments that the call may leave out; if it has one, it has this value. None of them is in {@code arguments}
 */
public record ExpectedCall(String name, JsonValue.OfObject arguments, JsonValue.OfObject optional) {
    /** Returns whether a call of this function with these arguments is right. */
    public boolean isMetBy(String called, JsonValue.OfObject found) {
        return name.equals(called)
                && found.members().keySet().containsAll(arguments.members().keySet())
                && found.members().entrySet().stream()
                        .allMatch(each -> each.getValue().equals(value(each.getKey())));
    }

    private @Nullable JsonValue value(String argument) {
        var needed = arguments.members().get(argument);
        return needed == null ? optional.members().get(argument) : needed;
    }

    /** Returns the call for a message, without what may be left out: {@code get_weather({"city":"Paris"})}. */
    @Override
    public String toString() {
        return name + "(" + arguments + ")";
    }
}
