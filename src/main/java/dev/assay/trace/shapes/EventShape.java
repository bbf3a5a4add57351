package dev.assay.trace.shapes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a written event are that may differ in the next one: its text, its token ids, the numbers of its usage, the index of its choice
 * where that is counted up, values that nobody reads and that have members or items, such as log-probabilities, and other values that nobody reads and that did differ from the event before.
 */
public final class EventShape {
    private static final Set<String> TEXTS = Set.of(
            "/choices/text", "/choices/delta/content", "/choices/delta/reasoning", "/choices/delta/reasoning_content");

    private static final String IDS = "/choices/token_ids";
    private static final String INDEX = "/choices/index";
    /** Members whose value decides what an event is; if one differs, so may everything. */
    private static final Set<String> FIXED =
            Set.of("error", "model", "finish_reason", "tool_calls", "function_call", "choices", "delta", "usage");

    private final JsonBytes json;
    private final Bytes body;
    private final Set<String> varying;
    private final List<Hole> holes = new ArrayList<>();
    /** The values that nobody reads, as they are written, by their paths. */
    private final Map<String, String> unread = new HashMap<>();

    private EventShape(Bytes body, Set<String> varying) {
        this.body = body;
        this.json = new JsonBytes(body);
        this.varying = varying;
    }

    /** What stands in a hole. */
    public enum Kind {
        TEXT,
        IDS,
        INDEX,
        COUNT,
        UNREAD
    }

    /**
     * A value that may differ.
     *
     * @param path the names of the members that lead to it
     * @param from the offset of its first byte; of a text, of the byte after its opening quote
     * @param to the offset after its last byte; of a text, of its closing quote
     */
    public record Hole(Kind kind, String path, int from, int to) {}

    /**
     * Returns the shape of the JSON object at an offset.
     *
     * @param varying paths of values that nobody reads and that differ from event to event
     * @return null if it is written in a way that a shape does not know, has no text, or more than one
     */
    public static @Nullable EventShape of(Bytes body, int from, Set<String> varying) {
        var shape = new EventShape(body, varying);
        var texts = shape.object(from, "") == JsonBytes.NONE
                ? 0
                : shape.holes.stream().filter(hole -> hole.kind == Kind.TEXT).count();
        return texts == 1 ? shape : null;
    }

    /** Returns the holes in the order of their offsets. */
    public List<Hole> holes() {
        return holes;
    }

    /** Returns the paths at which nobody reads a value and that have another one in an earlier shape. */
    public Set<String> differences(EventShape earlier) {
        var differ = new HashSet<>(earlier.varying);
        unread.forEach((path, value) -> {
            if (earlier.unread.containsKey(path) && !value.equals(earlier.unread.get(path))) {
                differ.add(path);
            }
        });
        return differ;
    }

    private int object(int from, String path) {
        if (json.at(from) != '{') {
            return JsonBytes.NONE;
        }
        var names = new HashSet<String>();
        var at = json.afterSpace(from + 1);
        while (json.at(at) == '"') {
            var quote = json.afterPlain(at + 1);
            if (json.at(quote) != '"') {
                return JsonBytes.NONE;
            }
            var name = body.text(at + 1, quote);
            var colon = json.afterSpace(quote + 1);
            // If a member occurs twice, the last one counts; the parser knows which.
            if (json.at(colon) != ':' || !names.add(name)) {
                return JsonBytes.NONE;
            }
            at = member(json.afterSpace(colon + 1), path, name);
            if (at == JsonBytes.NONE) {
                return JsonBytes.NONE;
            }
            at = json.afterSpace(at);
            if (json.at(at) != ',') {
                break;
            }
            at = json.afterSpace(at + 1);
        }
        return json.at(at) == '}' ? at + 1 : JsonBytes.NONE;
    }

    private int member(int from, String parent, String name) {
        var path = parent + "/" + name;
        var opens = json.at(from) == '{';
        return switch (parent) {
            case "" -> {
                if (name.equals("choices")) {
                    yield onlyItem(from, path);
                }
                yield name.equals("usage") && opens ? object(from, path) : value(from, path, name);
            }
            case "/choices" -> {
                if (name.equals("delta") && opens) {
                    yield object(from, path);
                }
                yield path.equals(IDS) && json.at(from) == '['
                        ? hole(Kind.IDS, path, from, afterIds(json, from))
                        : value(from, path, name);
            }
            case "/choices/delta" -> value(from, path, name);
            default -> {
                var whole = json.afterWhole(from);
                if (whole != JsonBytes.NONE) {
                    yield hole(Kind.COUNT, path, from, whole);
                }
                yield opens ? object(from, path) : json.afterValue(from);
            }
        };
    }

    /** Reads a list of one object. */
    private int onlyItem(int from, String path) {
        if (json.at(from) != '[') {
            return JsonBytes.NONE;
        }
        var to = object(json.afterSpace(from + 1), path);
        var close = to == JsonBytes.NONE ? from : json.afterSpace(to);
        return json.at(close) == ']' ? close + 1 : JsonBytes.NONE;
    }

    private int value(int from, String path, String name) {
        var to = json.afterValue(from);
        if (to == JsonBytes.NONE || FIXED.contains(name) || path.equals(IDS)) {
            return to;
        }
        if (TEXTS.contains(path)) {
            if (json.at(from) == '"' && to - from > 2) {
                hole(Kind.TEXT, path, from + 1, to - 1);
            }
            return to;
        }
        var index = path.equals(INDEX);
        if (index && varying.contains(path)) {
            return json.afterWhole(from) == to ? hole(Kind.INDEX, path, from, to) : JsonBytes.NONE;
        }
        var whole = !index && (json.at(from) == '{' || json.at(from) == '[');
        if (whole || varying.contains(path)) {
            return hole(Kind.UNREAD, path, from, to);
        }
        unread.put(path, body.text(from, to));
        return to;
    }

    private int hole(Kind kind, String path, int from, int to) {
        if (to != JsonBytes.NONE) {
            holes.add(new Hole(kind, path, from, to));
        }
        return to;
    }

    /** Returns the offset after a list of whole numbers that opens at an offset; none for any other list. */
    public static int afterIds(JsonBytes json, int from) {
        var at = json.afterSpace(from + 1);
        if (json.at(at) == ']') {
            return at + 1;
        }
        while (true) {
            at = json.afterWhole(at);
            if (at == JsonBytes.NONE) {
                return JsonBytes.NONE;
            }
            at = json.afterSpace(at);
            if (json.at(at) != ',') {
                return json.at(at) == ']' ? at + 1 : JsonBytes.NONE;
            }
            at = json.afterSpace(at + 1);
        }
    }
}
