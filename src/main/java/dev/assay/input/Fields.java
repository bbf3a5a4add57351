package dev.assay.input;

import dev.assay.stats.Series;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one mapping by name and type. A required key that is missing, or a value of another type, is reported as a problem, and
 * the result is absent. Every key that was read is allowed; {@link #refuseOthers} reports all others.
 */
public final class Fields {
    private final Node.Mapping mapping;
    private final String owner;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    /** @param owner what the mapping describes, with its article, for messages: {@code a load test} */
    public Fields(Node.Mapping mapping, String owner, Problems problems) {
        this.mapping = mapping;
        this.owner = owner;
        this.problems = problems;
    }

    /** Returns the fields of a node; absent if there is no node, and absent with a problem if it is not a mapping. */
    public static @Nullable Fields of(@Nullable Node node, String owner, Problems problems) {
        if (node instanceof Node.Mapping mapping) {
            return new Fields(mapping, owner, problems);
        }
        if (node != null) {
            problems.add(node.place(), owner + " must be a mapping of keys to values, found " + node.found());
        }
        return null;
    }

    /** Returns the place where the mapping starts. */
    public Location place() {
        return mapping.place();
    }

    /** Returns the place of a key's value; the place of the mapping if it does not have the key. */
    public Location placeOf(String key) {
        var value = optional(key);
        return value == null ? place() : value.place();
    }

    /** Returns the value of an optional key, of any type. */
    public @Nullable Node optional(String key) {
        asked.add(key);
        return mapping.value(key);
    }

    /** Returns the value of a required key, of any type. */
    public @Nullable Node required(String key) {
        var value = optional(key);
        if (value == null) {
            problems.add(place(), owner + " needs '" + key + "'");
        }
        return value;
    }

    /** Returns the text of a required key. */
    public @Nullable String text(String key) {
        return text(key, required(key));
    }

    /** Returns the text of an optional key. */
    public @Nullable String optionalText(String key) {
        return text(key, optional(key));
    }

    private @Nullable String text(String key, @Nullable Node value) {
        if (value instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT) {
            if (!scalar.text().isBlank()) {
                return scalar.text();
            }
            problems.add(value.place(), "'" + key + "' must not be empty");
        } else if (value instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NUMBER) {
            wrong(key, "text", value, ": put it in quotes, so that it stays as written");
        } else if (value != null) {
            wrong(key, "text", value, "");
        }
        return null;
    }

    /** Returns the word of a required key, which must be one of the allowed words. */
    public @Nullable String choice(String key, Collection<String> allowed) {
        return choice(key, required(key), allowed);
    }

    /** Returns the word of an optional key, which must be one of the allowed words. */
    public @Nullable String optionalChoice(String key, Collection<String> allowed) {
        return choice(key, optional(key), allowed);
    }

    private @Nullable String choice(String key, @Nullable Node value, Collection<String> allowed) {
        if (value == null) {
            return null;
        }
        var word = value instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT ? scalar.text() : null;
        if (word != null && allowed.contains(word)) {
            return word;
        }
        problems.add(
                value.place(),
                "'" + key + "' must be one of " + String.join(", ", allowed) + "; found "
                        + (word == null ? value.found() : "[" + word + "]" + SimilarNames.hint(word, allowed)));
        return null;
    }

    /** Returns the whole number of a required key, from 1 to {@code most}. */
    public @Nullable Integer count(String key, int most) {
        var value = required(key);
        return value == null ? null : whole(key, value, 1, most);
    }

    /** Returns the whole number of an optional key, from {@code least} to {@code most}; {@code absent} if the key is missing or wrong. */
    public int count(String key, int least, int most, int absent) {
        var value = optional(key);
        var number = value == null ? Integer.valueOf(absent) : whole(key, value, least, most);
        return number == null ? absent : number;
    }

    private @Nullable Integer whole(String key, Node value, int least, int most) {
        if (value instanceof Node.Scalar scalar
                && scalar.kind() == Node.Kind.NUMBER
                && scalar.text().matches("[0-9]{1,18}")) {
            var number = Long.parseLong(scalar.text());
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        wrong(key, "a whole number from " + least + " to " + most, value, "");
        return null;
    }

    /** Returns whether an optional key is {@code true}; false if it is missing or wrong. */
    public boolean flag(String key) {
        return flag(key, false);
    }

    /** Returns whether an optional key is {@code true}; {@code absent} if it is missing or wrong. */
    public boolean flag(String key, boolean absent) {
        var value = optional(key);
        if (value instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.BOOLEAN) {
            return scalar.text().equals("true");
        }
        if (value != null) {
            wrong(key, "true or false", value, "");
        }
        return absent;
    }

    /** Returns the items of an optional list; none if it is missing or wrong. */
    public List<Node> list(String key) {
        var value = optional(key);
        if (value instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        if (value != null) {
            wrong(key, "a list", value, "");
        }
        return List.of();
    }

    /** Returns the entries of an optional mapping; none if it is missing or wrong. */
    public List<Node.Entry> entries(String key) {
        var value = optional(key);
        if (value instanceof Node.Mapping entries) {
            return entries.entries();
        }
        if (value != null) {
            wrong(key, "a mapping of keys to values", value, "");
        }
        return List.of();
    }

    /** Returns the number of a required key in a file that a program wrote; absent, with a problem, if it is missing, no number or not finite. */
    public @Nullable Double number(String key) {
        var value = required(key);
        return value == null ? null : number(key, value);
    }

    /** Returns the number of an optional key; absent if it is missing, null, NaN or infinite. */
    public @Nullable Double optionalNumber(String key) {
        var value = optional(key);
        return value == null || isNull(value) || isNotFinite(value) ? null : number(key, value);
    }

    private @Nullable Double number(String key, Node value) {
        if (value instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NUMBER && !isNotFinite(value)) {
            var number = Double.parseDouble(scalar.text());
            if (Double.isInfinite(number)) {
                wrong(key, "a number between -1.8e308 and 1.8e308", value, "");
                return null;
            }
            return number;
        }
        wrong(key, "a number", value, "");
        return null;
    }

    private static boolean isNotFinite(Node value) {
        return value instanceof Node.Scalar scalar
                && scalar.kind() == Node.Kind.NUMBER
                && scalar.text().matches("NaN|-?Infinity");
    }

    /** Returns the numbers of an optional list; none if it is missing. */
    public Series numbers(String key) {
        var value = optional(key);
        if (value == null
                || (value instanceof Node.Sequence list && list.items().isEmpty())) {
            return Series.of();
        }
        return numbers("'" + key + "'", value);
    }

    private Series numbers(String what, Node value) {
        if (value instanceof Node.Numbers numbers) {
            return numbers.values();
        }
        if (!(value instanceof Node.Sequence list) || !list.items().isEmpty()) {
            problems.add(value.place(), what + " must be a list of numbers, found " + value.found());
        }
        return Series.of();
    }

    /** Returns the lists of numbers of an optional key; none if it is missing. */
    public List<Series> lists(String key) {
        return list(key).stream()
                .map(item -> numbers("each of '" + key + "'", item))
                .toList();
    }

    /** Returns the fields of a required mapping; absent, with a problem, if it is missing or not a mapping. */
    public @Nullable Fields mapping(String key) {
        return of(required(key), "'" + key + "'", problems);
    }

    /** Returns the fields of an optional mapping; absent if it is missing or null. */
    public @Nullable Fields optionalMapping(String key) {
        var value = optional(key);
        return value == null || isNull(value) ? null : of(value, "'" + key + "'", problems);
    }

    private static boolean isNull(Node value) {
        return value instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NOTHING;
    }

    private void wrong(String key, String expected, Node value, String advice) {
        problems.add(value.place(), "'" + key + "' must be " + expected + ", found " + value.found() + advice);
    }

    /**
     * Reports every key that was not read.
     *
     * @param later keys that are not typing errors, because another version of Assay has them; each with its message
     */
    public void refuseOthers(Map<String, String> later) {
        for (var entry : mapping.entries()) {
            var key = entry.key();
            if (asked.contains(key)) {
                continue;
            }
            problems.add(
                    entry.place(),
                    later.containsKey(key)
                            ? "'" + key + "' " + later.get(key)
                            : "unknown key '" + key + "' in " + owner + "; allowed: " + String.join(", ", asked)
                                    + SimilarNames.hint(key, asked));
        }
    }
}
