package dev.assay.input.forms;

import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a text of JSON must be: by a schema, by values that it must have, or by both. */
public final class JsonForm {
    /** The largest power of ten of a number. Programs read none above 308, and calculating with larger ones takes long. */
    private static final int MOST_DIGITS = 400;

    private static final String UNREADABLE_NUMBER = "a number is too large or too small to be read";

    private static final int MOST_SHOWN = 200;

    private final @Nullable JsonSchema schema;
    private final @Nullable JsonFields fields;
    /** All that was read, as JSON. */
    private final String written;

    private JsonForm(@Nullable JsonSchema schema, @Nullable JsonFields fields, String written) {
        this.schema = schema;
        this.fields = fields;
        this.written = written;
    }

    /**
     * Reads a form; absent, with problems, if a part of it is wrong.
     *
     * @param schema a JSON schema; absent: none
     * @param fields values by their keys or JSON Pointers; absent: none
     * @param additional whether objects may have keys that {@code fields} does not name
     */
    public static @Nullable JsonForm read(
            @Nullable Node schema, List<Node.Entry> fields, boolean additional, Problems problems) {
        try {
            return readable(schema, fields, additional, problems);
        } catch (NumberFormatException e) {
            problems.add(
                    schema == null ? fields.getFirst().place() : schema.place(),
                    "here is a number that is too large or too small to be read");
            return null;
        }
    }

    private static @Nullable JsonForm readable(
            @Nullable Node schema, List<Node.Entry> fields, boolean additional, Problems problems) {
        var compiled = schema == null ? null : JsonSchema.read(schema, problems);
        var values = new LinkedHashMap<String, JsonNode>();
        for (var field : fields) {
            if (isPointer(field, problems)) {
                values.put(field.key(), JsonValues.of(field.value()));
            }
        }
        if ((schema != null && compiled == null) || values.size() < fields.size()) {
            return null;
        }
        var written = JsonNodeFactory.instance.objectNode();
        if (schema != null) {
            written.set("schema", JsonValues.of(schema));
        }
        if (!fields.isEmpty()) {
            var named = written.putObject("fields");
            values.forEach(named::set);
            written.put("additional", additional);
        }
        return new JsonForm(compiled, fields.isEmpty() ? null : new JsonFields(values, additional), written.toString());
    }

    private static boolean isPointer(Node.Entry field, Problems problems) {
        var valid = !field.key().startsWith("/")
                || !field.key().replaceAll("~[01]", "").contains("~");
        if (!valid) {
            problems.add(
                    field.place(),
                    "'" + field.key()
                            + "' is not a JSON Pointer: in one, '~' is written '~0' and a slash inside a key '~1'");
        }
        return valid;
    }

    /** Returns the form as an evalset has it: an object with {@code schema}, {@code fields} and {@code additional}, as text. */
    public String json() {
        return written;
    }

    /** Compares a text with this form. */
    public Finding check(String text) {
        JsonNode value;
        try {
            value = JsonValues.read(text);
        } catch (NumberFormatException e) {
            // Jackson throws this for an exponent beyond those of BigDecimal; the text may be JSON.
            return new Finding.Breaks(UNREADABLE_NUMBER);
        } catch (JacksonException e) {
            return new Finding.NotJson();
        }
        if (value == null || value.isMissingNode()) {
            return new Finding.NotJson();
        }
        return fault(text, value).<Finding>map(Finding.Breaks::new).orElseGet(Finding.Fits::new);
    }

    private Optional<String> fault(String text, JsonNode value) {
        try {
            JsonValues.readWithoutDuplicates(text);
        } catch (JacksonException e) {
            return Optional.of("an object has a key twice");
        }
        return outOfRange(value)
                .or(() -> schema == null ? Optional.empty() : schema.violation(value))
                .or(() -> fields == null
                        ? Optional.empty()
                        : value.isObject() ? fields.difference(value) : Optional.of("expected an object"));
    }

    private static Optional<String> outOfRange(JsonNode value) {
        var open = new ArrayDeque<>(List.of(value));
        while (!open.isEmpty()) {
            var next = open.removeLast();
            if (next.isNumber()) {
                var decimal = next.decimalValue();
                var power = (long) decimal.precision() - decimal.scale();
                if (Math.abs(power) > MOST_DIGITS || Math.abs((long) decimal.scale()) > MOST_DIGITS) {
                    return Optional.of(UNREADABLE_NUMBER);
                }
            }
            next.forEach(open::add);
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonForm that && written.equals(that.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    /** Returns what the text must be, short enough for a message. */
    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        if (schema != null) {
            parts.add("JSON of the schema");
        }
        if (fields != null) {
            fields.values().forEach((name, value) -> parts.add(JsonFields.pointer(name) + ": " + value));
        }
        var all = String.join(", ", parts);
        return all.length() > MOST_SHOWN ? all.substring(0, MOST_SHOWN) + "…" : all;
    }

    /** What a text is. */
    public sealed interface Finding {
        /** JSON of this form. */
        record Fits() implements Finding {}

        /** JSON of another form; the text says where it differs first, and how. */
        record Breaks(String where) implements Finding {}

        /** No JSON. */
        record NotJson() implements Finding {}
    }
}
