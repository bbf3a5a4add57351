package dev.assay.input;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** A value to be written into a YAML file, on one line. */
public sealed interface YamlValue {
    /** Returns the value as YAML in flow style, which is allowed wherever a value is. */
    String flow();

    /** Returns a text that needs no quotes in YAML, such as {@code 45.5 ms}. */
    static YamlValue plain(String text) {
        return new Scalar(text);
    }

    /** Returns a text in double quotes, so that it may have any characters. */
    static YamlValue quoted(String text) {
        return new Scalar(text.codePoints().mapToObj(YamlValue::escaped).collect(Collectors.joining("", "\"", "\"")));
    }

    /** Returns a list of whole numbers. */
    static YamlValue numbers(List<Integer> numbers) {
        return new Scalar(numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]")));
    }

    private static String escaped(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default ->
                Character.isISOControl(character)
                        ? "\\x" + Character.forDigit(character >> 4, 16) + Character.forDigit(character & 15, 16)
                        : Character.toString(character);
        };
    }

    /**
     * A single value or a list.
     *
     * @param flow as it is written
     */
    record Scalar(String flow) implements YamlValue {}

    /** Keys with their values, in the order in which they are written. */
    record Keys(SequencedMap<String, YamlValue> values) implements YamlValue {
        public Keys {
            values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
        }

        @Override
        public String flow() {
            return values.entrySet().stream()
                    .map(each -> each.getKey() + ": " + each.getValue().flow())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }
}
