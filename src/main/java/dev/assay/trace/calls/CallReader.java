package dev.assay.trace.calls;

import dev.assay.input.JsonValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Joins the pieces of tool calls as clients do: a piece belongs to the call of its index, the first piece has id and name, and the texts of the arguments are
 * joined. Where that cannot be done, it takes what a person would take, and notes the {@link CallFault}.
 */
public final class CallReader {
    private final List<Open> opened = new ArrayList<>();
    private final Map<Integer, Open> byIndex = new HashMap<>();
    private final Set<CallFault> faults = EnumSet.noneOf(CallFault.class);

    /** A call whose pieces still come. */
    private static final class Open {
        private @Nullable String id;
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();

        ToolCall call() {
            return new ToolCall(id, name, arguments.toString());
        }

        boolean isWhole() {
            return !name.isEmpty() && !arguments.isEmpty() && call().values().isPresent();
        }
    }

    /** Takes the {@code tool_calls} of one event; absent or null: the event has none. */
    public void delta(@Nullable JsonNode pieces) {
        for (var piece : items(pieces)) {
            take(openOf(piece), piece.path("id"), piece.path("function"));
        }
    }

    /** Takes the {@code tool_calls} of an answer that came whole; absent or null: it has none. */
    public void whole(@Nullable JsonNode calls) {
        for (var call : items(calls)) {
            take(fresh(), call.path("id"), call.path("function"));
        }
    }

    /** Takes a {@code function_call}, whole or a piece; absent or null: there is none. */
    public void oldForm(@Nullable JsonNode function) {
        if (function != null && function.isObject() && !function.isEmpty()) {
            faults.add(CallFault.OLD_FORM);
            var open = opened.isEmpty() ? fresh() : opened.getLast();
            name(open, function.path("name"));
            arguments(open, function.path("arguments"));
        }
    }

    private List<JsonNode> items(@Nullable JsonNode calls) {
        if (calls == null || calls.isNull()) {
            return List.of();
        }
        var items = new ArrayList<JsonNode>();
        for (var item : calls) {
            if (calls.isArray() && item.isObject()) {
                items.add(item);
            } else {
                faults.add(CallFault.NO_CALL);
            }
        }
        if (!calls.isContainer()) {
            faults.add(CallFault.NO_CALL);
        }
        return items;
    }

    private Open openOf(JsonNode piece) {
        var index = piece.path("index");
        if (!index.isInt()) {
            faults.add(CallFault.INDEX_MISSING);
            return opened.isEmpty() || begins(piece, opened.getLast()) ? fresh() : opened.getLast();
        }
        var open = byIndex.get(index.asInt());
        if (open != null && begins(piece, open)) {
            faults.add(CallFault.INDEX_SHARED);
            open = null;
        }
        var known = open == null ? fresh() : open;
        byIndex.put(index.asInt(), known);
        return known;
    }

    /** Returns whether a piece begins another call than the one that is open: it has a name, and the open call is whole or has another id. */
    private static boolean begins(JsonNode piece, Open open) {
        var name = piece.path("function").path("name").asString("");
        var id = piece.path("id").asString("");
        var otherId = open.id != null && !id.isBlank() && !id.equals(open.id);
        return !name.isBlank() && !open.name.isEmpty() && (open.isWhole() || (otherId && !name.equals(open.name)));
    }

    private Open fresh() {
        var open = new Open();
        opened.add(open);
        return open;
    }

    private void take(Open open, JsonNode id, JsonNode function) {
        if (id.isString() && !id.asString().isBlank()) {
            if (open.id == null) {
                open.id = id.asString();
            } else {
                faults.add(open.id.equals(id.asString()) ? CallFault.ID_AGAIN : CallFault.ID_CHANGED);
            }
        }
        name(open, function.path("name"));
        arguments(open, function.path("arguments"));
    }

    private void name(Open open, JsonNode name) {
        if (!name.isString() || name.asString().isBlank()) {
            return;
        }
        if (open.name.isEmpty()) {
            open.name = name.asString();
        } else {
            faults.add(CallFault.NAME_AGAIN);
        }
    }

    private void arguments(Open open, JsonNode arguments) {
        if (arguments.isString()) {
            open.arguments.append(arguments.asString());
        } else if (!arguments.isMissingNode() && !arguments.isNull()) {
            faults.add(CallFault.ARGUMENTS_AS_VALUE);
            open.arguments.append(arguments);
        }
    }

    /** Returns the calls after the last piece. */
    public ToolCalls calls() {
        if (opened.isEmpty() && faults.isEmpty()) {
            return ToolCalls.NONE;
        }
        var found = EnumSet.copyOf(faults);
        var ids = new HashSet<String>();
        var calls = opened.stream().map(Open::call).toList();
        for (var call : calls) {
            if (call.name().isEmpty()) {
                found.add(CallFault.NAME_MISSING);
            }
            if (call.id() == null) {
                if (!faults.contains(CallFault.OLD_FORM)) {
                    found.add(CallFault.ID_MISSING);
                }
            } else if (!ids.add(call.id())) {
                found.add(CallFault.ID_SHARED);
            }
            if (call.arguments().isBlank()) {
                found.add(CallFault.ARGUMENTS_BLANK);
            } else if (call.values().isEmpty()) {
                found.add(isQuoted(call.arguments()) ? CallFault.ARGUMENTS_QUOTED_TWICE : CallFault.ARGUMENTS_NO_JSON);
            }
        }
        return new ToolCalls(calls, List.copyOf(found));
    }

    private static boolean isQuoted(String arguments) {
        return JsonValue.parse(arguments)
                .flatMap(value ->
                        value instanceof JsonValue.OfText(var inner) ? JsonValue.parse(inner) : Optional.empty())
                .filter(JsonValue.OfObject.class::isInstance)
                .isPresent();
    }
}
