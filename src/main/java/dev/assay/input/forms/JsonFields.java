package dev.assay.input.forms;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Values that a JSON object must have. Numbers are compared as numbers, all others as they are written.
 *
 * @param values the values, each by its key or its JSON Pointer
 * @param additional whether objects may have other keys
 */
record JsonFields(Map<String, JsonNode> values, boolean additional) {
    JsonFields {
        values = new LinkedHashMap<>(values);
    }

    /** Returns the pointer to which a name of a field leads. */
    static JsonPointer pointer(String name) {
        return name.startsWith("/")
                ? JsonPointer.compile(name)
                : JsonPointer.empty().appendProperty(name);
    }

    /** Returns where a value differs first, and how: {@code /population: expected 2100000, found 2000000}. Empty if it does not. */
    Optional<String> difference(JsonNode value) {
        for (var field : values.entrySet()) {
            var pointer = pointer(field.getKey());
            var difference = difference(field.getValue(), value.at(pointer), pointer.toString());
            if (difference.isPresent()) {
                return difference;
            }
        }
        return additional ? Optional.empty() : other(value, JsonPointer.empty());
    }

    /** Returns the first key of an object, or the first item of a list, that leads to no field. The values of fields were looked at before. */
    private Optional<String> other(JsonNode value, JsonPointer at) {
        var below = value.isArray()
                ? IntStream.range(0, value.size()).mapToObj(at::appendIndex)
                : value.propertyNames().stream().map(at::appendProperty);
        var named = values.keySet().stream().map(JsonFields::pointer).toList();
        return below.filter(pointer -> !named.contains(pointer))
                .flatMap(pointer ->
                        named.stream().anyMatch(each -> each.toString().startsWith(pointer + "/"))
                                ? other(value.at(pointer.last()), pointer).stream()
                                : Stream.of(unexpected(pointer.toString())))
                .findFirst();
    }

    private static String unexpected(String pointer) {
        return pointer + ": not expected";
    }

    private Optional<String> difference(JsonNode expected, JsonNode found, String pointer) {
        if (found.isMissingNode()) {
            return Optional.of(pointer + ": expected " + expected + ", found nothing");
        }
        if (expected.isObject() && found.isObject()) {
            return ofObject(expected, found, pointer);
        }
        if (expected.isArray() && found.isArray() && expected.size() == found.size()) {
            return ofArray(expected, found, pointer);
        }
        return areEqual(expected, found)
                ? Optional.empty()
                : Optional.of(pointer + ": expected " + expected + ", found " + found);
    }

    private Optional<String> ofObject(JsonNode expected, JsonNode found, String pointer) {
        for (var property : expected.properties()) {
            var below = pointer + JsonPointer.empty().appendProperty(property.getKey());
            var difference = difference(property.getValue(), found.path(property.getKey()), below);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return additional
                ? Optional.empty()
                : found.propertyNames().stream()
                        .filter(key -> !expected.has(key))
                        .findFirst()
                        .map(key -> unexpected(pointer + JsonPointer.empty().appendProperty(key)));
    }

    private Optional<String> ofArray(JsonNode expected, JsonNode found, String pointer) {
        for (var i = 0; i < expected.size(); i++) {
            var difference = difference(expected.get(i), found.get(i), pointer + "/" + i);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static boolean areEqual(JsonNode expected, JsonNode found) {
        if (expected.isNumber() && found.isNumber()) {
            return decimal(expected).compareTo(decimal(found)) == 0;
        }
        return expected.equals(found);
    }

    private static BigDecimal decimal(JsonNode number) {
        return number.decimalValue();
    }
}
