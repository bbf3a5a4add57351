package dev.assay.recording.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object of a trace file, read member by member. Each method throws {@link Damaged} if the member is not of the kind that it returns. */
record JsonLine(JsonNode json) {
    /** Says what is wrong with a line of the file. */
    static final class Damaged extends RuntimeException {
        Damaged(String message) {
            super(message);
        }
    }

    static JsonLine parse(String text) {
        try {
            var json = JsonMapper.shared().readTree(text);
            if (json.isObject()) {
                return new JsonLine(json);
            }
        } catch (JacksonException e) {
            // The message below is clearer than the parser's.
        }
        throw new Damaged("the line is not a JSON object");
    }

    String text(String key) {
        return of(key, json.path(key).isString(), "a text").asString();
    }

    @Nullable String optionalText(String key) {
        return json.has(key) ? text(key) : null;
    }

    Instant instant(String key) {
        try {
            return Instant.parse(text(key));
        } catch (DateTimeException e) {
            throw wrong(key, "an instant");
        }
    }

    <E extends Enum<E>> E constant(String key, Class<E> type) {
        try {
            return Enum.valueOf(type, text(key).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong(key, "one of its known words");
        }
    }

    long whole(String key) {
        return of(
                        key,
                        json.path(key).canConvertToExactIntegral()
                                && json.path(key).canConvertToLong(),
                        "a whole number")
                .asLong();
    }

    @Nullable Long optionalWhole(String key) {
        return json.has(key) ? Long.valueOf(whole(key)) : null;
    }

    double number(String key) {
        return of(
                        key,
                        json.path(key).isNumber()
                                && Double.isFinite(json.path(key).asDouble()),
                        "a finite number")
                .asDouble();
    }

    int count(String key) {
        return of(
                        key,
                        json.path(key).canConvertToExactIntegral()
                                && json.path(key).canConvertToInt(),
                        "a whole number")
                .asInt();
    }

    /** Returns the member, or {@code absent} where there is none. */
    int count(String key, int absent) {
        return json.has(key) ? count(key) : absent;
    }

    boolean flag(String key) {
        return json.has(key)
                && of(key, json.path(key).isBoolean(), "true or false").asBoolean();
    }

    JsonLine object(String key) {
        return new JsonLine(of(key, json.path(key).isObject(), "an object"));
    }

    @Nullable JsonLine optionalObject(String key) {
        return json.has(key) ? object(key) : null;
    }

    /** Returns the elements of an array of objects. */
    List<JsonLine> objects(String key) {
        var array = json.path(key);
        of(key, array.isArray() && array.valueStream().allMatch(JsonNode::isObject), "a list of objects");
        return array.valueStream().map(JsonLine::new).toList();
    }

    /** Returns the elements of an array of texts. */
    List<String> list(String key) {
        var array = json.path(key);
        of(key, array.isArray() && array.valueStream().allMatch(JsonNode::isString), "a list of texts");
        return array.valueStream().map(JsonNode::asString).toList();
    }

    Map<String, String> texts(String key) {
        var map = new LinkedHashMap<String, String>();
        object(key)
                .json
                .propertyNames()
                .forEach(name -> map.put(name, object(key).text(name)));
        return map;
    }

    /** Returns the elements of an array of whole numbers whose length is even. */
    long[] pairs(String key) {
        var array = json.path(key);
        var numbers = array.valueStream().allMatch(JsonNode::canConvertToLong);
        of(key, array.isArray() && array.size() % 2 == 0 && numbers, "pairs of whole numbers");
        return array.valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    /** Returns the elements of an array of numbers. */
    List<Double> numbers(String key) {
        var array = json.path(key);
        of(key, array.isArray() && array.valueStream().allMatch(JsonNode::isNumber), "a list of numbers");
        return array.valueStream().map(JsonNode::asDouble).toList();
    }

    /** Returns the elements of an array of whole numbers. */
    List<Long> wholes(String key) {
        var array = json.path(key);
        of(key, array.isArray() && array.valueStream().allMatch(JsonNode::canConvertToLong), "a list of whole numbers");
        return array.valueStream().map(JsonNode::asLong).toList();
    }

    /** Returns the elements of an array of this many whole numbers. */
    int[] counts(String key, int size) {
        var array = json.path(key);
        var numbers = array.valueStream().allMatch(each -> each.canConvertToExactIntegral() && each.canConvertToInt());
        of(key, array.isArray() && array.size() == size && numbers, size + " whole numbers");
        return array.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    private JsonNode of(String key, boolean fits, String expected) {
        if (!fits) {
            throw wrong(key, expected);
        }
        return json.path(key);
    }

    private Damaged wrong(String key, String expected) {
        return new Damaged("'" + key + "' must be " + expected + ", found "
                + (json.has(key) ? "[" + json.path(key) + "]" : "nothing"));
    }
}
