package dev.assay.input.forms;

import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.SimilarNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks through a JSON schema for what would make it accept too much, or never end: keywords that JSON Schema does not have, references out
 * of the schema, references in a circle, and patterns that are not in the syntax of RE2.
 */
final class SchemaKeywords {
    /** Keywords with a schema. */
    private static final Set<String> ONE = Set.of(
            "additionalProperties",
            "unevaluatedProperties",
            "unevaluatedItems",
            "contains",
            "propertyNames",
            "not",
            "if",
            "then",
            "else",
            "items");
    /** Keywords with a list of schemas. */
    private static final Set<String> LIST = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    /** Keywords with a schema for each name. */
    private static final Set<String> MAP =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    /** Keywords that judge the same value again, so that a circle of them never ends. */
    private static final Set<String> SAME_VALUE =
            Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas");

    private static final Set<String> OTHERS = Set.of(
            "type",
            "enum",
            "const",
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "maxContains",
            "minContains",
            "maxProperties",
            "minProperties",
            "required",
            "dependentRequired",
            "format",
            "title",
            "description",
            "default",
            "deprecated",
            "readOnly",
            "writeOnly",
            "examples",
            "$schema",
            "$id",
            "$ref",
            "$comment");

    private static final Set<String> ALL = all();

    private final Problems problems;
    /** The schemas by their pointers, each with the pointers of those that judge the same value. */
    private final Map<String, List<String>> schemas = new LinkedHashMap<>();

    private final Map<String, Node> references = new LinkedHashMap<>();

    private SchemaKeywords(Problems problems) {
        this.problems = problems;
    }

    private static Set<String> all() {
        var all = new TreeSet<>(OTHERS);
        all.addAll(ONE);
        all.addAll(LIST);
        all.addAll(MAP);
        return all;
    }

    /** Reports what is wrong in a schema. */
    static void check(Node schema, Problems problems) {
        var keywords = new SchemaKeywords(problems);
        keywords.visit(schema, "");
        keywords.checkReferences();
    }

    private void visit(Node node, String pointer) {
        var same = new ArrayList<String>();
        schemas.put(pointer, same);
        if (!(node instanceof Node.Mapping mapping)) {
            return;
        }
        for (var entry : mapping.entries()) {
            var key = entry.key();
            var below = pointer + "/" + escaped(key);
            if (!ALL.contains(key)) {
                problems.add(entry.place(), "JSON Schema has no keyword '" + key + "'" + SimilarNames.hint(key, ALL));
            } else if (ONE.contains(key)) {
                visit(entry.value(), below);
                addIfSame(key, below, same);
            } else if (LIST.contains(key) && entry.value() instanceof Node.Sequence list) {
                for (var i = 0; i < list.items().size(); i++) {
                    visit(list.items().get(i), below + "/" + i);
                    addIfSame(key, below + "/" + i, same);
                }
            } else if (MAP.contains(key) && entry.value() instanceof Node.Mapping named) {
                for (var each : named.entries()) {
                    if (key.equals("patternProperties")) {
                        checkPattern(each.key(), each.value());
                    }
                    visit(each.value(), below + "/" + escaped(each.key()));
                    addIfSame(key, below + "/" + escaped(each.key()), same);
                }
            } else if (entry.value() instanceof Node.Scalar value) {
                visitValue(key, value, pointer, same);
            }
        }
    }

    private void visitValue(String key, Node.Scalar value, String pointer, List<String> same) {
        switch (key) {
            case "pattern" -> checkPattern(value.text(), value);
            case "$ref" -> {
                if (value.text().matches("#(?:/.*)?")) {
                    same.add(value.text().substring(1));
                    references.put(pointer, value);
                } else {
                    problems.add(
                            value.place(),
                            "'$ref' must point into this schema, as in '#/$defs/name', found [" + value.text() + "]");
                }
            }
            case "$schema" -> {
                if (!value.text().equals(JsonSchema.DIALECT)) {
                    problems.add(
                            value.place(),
                            "'$schema' must be " + JsonSchema.DIALECT + ", or left out, found [" + value.text() + "]");
                }
            }
            case "$id" -> {
                if (!pointer.isEmpty()) {
                    problems.add(value.place(), "'$id' is allowed only at the top of a schema");
                }
            }
            default -> {
                // The meta-schema says what the values of the others must be.
            }
        }
    }

    private static void addIfSame(String key, String pointer, List<String> same) {
        if (SAME_VALUE.contains(key)) {
            same.add(pointer);
        }
    }

    private void checkPattern(String expression, Node at) {
        try {
            LinearPattern.of(expression, "");
        } catch (IllegalArgumentException e) {
            problems.add(at.place(), "a pattern must be in the syntax of RE2: " + e.getMessage());
        }
    }

    private void checkReferences() {
        references.forEach((pointer, value) -> {
            var target = ((Node.Scalar) value).text().substring(1);
            if (!schemas.containsKey(target)) {
                problems.add(value.place(), "'$ref' points to [" + target + "], where this schema has no schema");
            } else if (isReached(pointer, target)) {
                problems.add(value.place(), "'$ref' leads back to itself, so judging a value would never end");
            }
        });
    }

    /** Returns whether a schema is reached from another one, by keywords that judge the same value. */
    private boolean isReached(String schema, String from) {
        var seen = new TreeSet<String>();
        var open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            var next = open.removeLast();
            if (next.equals(schema)) {
                return true;
            }
            if (seen.add(next)) {
                open.addAll(schemas.getOrDefault(next, List.of()));
            }
        }
        return false;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
