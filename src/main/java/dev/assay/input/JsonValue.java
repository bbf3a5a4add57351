package dev.assay.input;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A value of JSON without its place, to be compared with others. Two are equal if JSON means the same by them: {@code 1} and {@code 1.0} are, objects with
 * the same members in another order are, {@code 1} and {@code "1"} are not. {@code toString} writes it as JSON on one line.
 */
public sealed interface JsonValue {
    /** The object without members. */
    OfObject NO_MEMBERS = new OfObject(Map.of());

    /** An object, with its members in the order in which they were written. */
    record OfObject(Map<String, JsonValue> members) implements JsonValue {
        public OfObject {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String toString() {
            return members.entrySet().stream()
                    .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    /** A list. */
    record OfList(List<JsonValue> items) implements JsonValue {
        public OfList {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return items.stream().map(JsonValue::toString).collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** A text. */
    record OfText(String text) implements JsonValue {
        @Override
        public String toString() {
            return quoted(text);
        }
    }

    /** A number, without the zeros at its end. */
    record OfNumber(BigDecimal number) implements JsonValue {
        public OfNumber {
            number = number.stripTrailingZeros();
        }

        @Override
        public String toString() {
            return number.scale() > -20 && number.scale() <= 0 ? number.toPlainString() : number.toString();
        }
    }

    /** True or false. */
    record OfBoolean(boolean value) implements JsonValue {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** The value {@code null}. */
    record Nothing() implements JsonValue {
        @Override
        public String toString() {
            return "null";
        }
    }

    /** Returns the value that a text is as a whole; empty if it is not JSON. If an object has a member twice, the last one counts. */
    static Optional<JsonValue> parse(String text) {
        try (var parser = JsonLines.JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            var value = next(parser);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (JacksonException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static JsonValue next(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var members = new LinkedHashMap<String, JsonValue>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var name = parser.currentName();
                    parser.nextToken();
                    members.put(name, next(parser));
                }
                yield new OfObject(members);
            }
            case START_ARRAY -> {
                var items = new ArrayList<JsonValue>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(next(parser));
                }
                yield new OfList(items);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new OfNumber(new BigDecimal(parser.getString()));
            case VALUE_TRUE -> new OfBoolean(true);
            case VALUE_FALSE -> new OfBoolean(false);
            case VALUE_NULL -> new Nothing();
            default -> new OfText(parser.getString());
        };
    }

    /** Returns the value of a node; absent, with a problem, if JSON cannot write it, such as the number {@code .inf} of YAML. */
    static @Nullable JsonValue of(Node node, Problems problems) {
        return switch (node) {
            case Node.Mapping mapping -> {
                var members = new LinkedHashMap<String, JsonValue>();
                for (var entry : mapping.entries()) {
                    var value = of(entry.value(), problems);
                    if (value != null) {
                        members.put(entry.key(), value);
                    }
                }
                yield members.size() == mapping.entries().size() ? new OfObject(members) : null;
            }
            case Node.Sequence sequence -> {
                var items = new ArrayList<JsonValue>();
                for (var item : sequence.items()) {
                    var value = of(item, problems);
                    if (value != null) {
                        items.add(value);
                    }
                }
                yield items.size() == sequence.items().size() ? new OfList(items) : null;
            }
            case Node.Numbers numbers -> of(numbers, problems);
            case Node.Scalar scalar -> of(scalar, problems);
        };
    }

    private static @Nullable JsonValue of(Node.Numbers numbers, Problems problems) {
        var wrong = numbers.values().stream()
                .filter(number -> !Double.isFinite(number))
                .findFirst();
        if (wrong.isPresent()) {
            problems.add(
                    numbers.place(),
                    "each number must be between -1.8e308 and 1.8e308, found [" + wrong.getAsDouble() + "]");
            return null;
        }
        return new OfList(numbers.values().stream()
                .mapToObj(number -> (JsonValue) new OfNumber(BigDecimal.valueOf(number)))
                .toList());
    }

    private static @Nullable JsonValue of(Node.Scalar scalar, Problems problems) {
        return switch (scalar.kind()) {
            case TEXT -> new OfText(scalar.text());
            case BOOLEAN -> new OfBoolean(scalar.text().equals("true"));
            case NOTHING -> new Nothing();
            case NUMBER -> {
                try {
                    yield new OfNumber(new BigDecimal(scalar.text()));
                } catch (NumberFormatException e) {
                    problems.add(scalar.place(), "JSON has no such number: " + scalar.found());
                    yield null;
                }
            }
        };
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }
}
