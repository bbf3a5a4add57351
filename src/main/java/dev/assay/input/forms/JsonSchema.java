package dev.assay.input.forms;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON schema of the version 2020-12. It refers to nothing outside of itself, and its patterns are in the syntax of RE2. */
public final class JsonSchema {
    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            // Two schemas may have the same $id, and must not be taken for each other.
            builder -> builder.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            // The library would take the language of the machine.
                            .locale(Locale.ENGLISH)
                            .regularExpressionFactory(expression -> LinearPattern.of(expression, "")::isIn)
                            .build()));
    private static final Schema META = REGISTRY.getSchema(SchemaLocation.of(DIALECT));

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    /** Reads a schema; absent, with problems, if it is none. */
    static @Nullable JsonSchema read(Node node, Problems problems) {
        if (!(node instanceof Node.Mapping)) {
            problems.add(node.place(), "a JSON schema must be a mapping of keywords to values, found " + node.found());
            return null;
        }
        var found = new Problems();
        SchemaKeywords.check(node, found);
        check(node, found);
        found.found().forEach(each -> problems.add(each.place(), each.message()));
        return found.found().isEmpty() ? compiled(node, JsonValues.of(node), problems) : null;
    }

    /** Reports what is wrong in a schema that goes to a server, which may know keywords of its own. */
    public static void check(Node node, Problems problems) {
        if (!(node instanceof Node.Mapping)) {
            problems.add(node.place(), "a JSON schema must be a mapping of keywords to values, found " + node.found());
            return;
        }
        var json = JsonValues.of(node);
        var violations = new LinkedHashMap<String, String>();
        META.validate(json)
                .forEach(error ->
                        violations.putIfAbsent(error.getInstanceLocation().toString(), error.getMessage()));
        violations.forEach((pointer, message) ->
                problems.add(JsonValues.placeOf(node, pointer), "not a JSON schema: " + pointer + ": " + message));
    }

    private static @Nullable JsonSchema compiled(Node node, JsonNode json, Problems problems) {
        try {
            var schema = REGISTRY.getSchema(json);
            schema.initializeValidators();
            return new JsonSchema(schema);
        } catch (SchemaException e) {
            problems.add(node.place(), "not a JSON schema: " + e.getMessage());
            return null;
        }
    }

    /** Returns where a value does not fit first, and why: {@code /population: string found, integer expected}. Empty if it fits. */
    Optional<String> violation(JsonNode value) {
        return schema.validate(value).stream().findFirst().map(error -> {
            var pointer = error.getInstanceLocation().toString();
            return (pointer.isEmpty() ? "" : pointer + ": ") + error.getMessage();
        });
    }
}
