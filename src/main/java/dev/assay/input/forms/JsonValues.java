package dev.assay.input.forms;

import dev.assay.input.Location;
import dev.assay.input.Node;
import java.math.BigDecimal;
import java.util.Objects;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads JSON values exactly as they are written. */
final class JsonValues {
    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper WITHOUT_DUPLICATES =
            EXACT.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private JsonValues() {}

    /** Reads a text that is one value. */
    static JsonNode read(String text) {
        return EXACT.readTree(text);
    }

    /** Reads a text that is one value in which no object has a key twice. */
    static JsonNode readWithoutDuplicates(String text) {
        return WITHOUT_DUPLICATES.readTree(text);
    }

    /** Returns a value of a file that people write. */
    static JsonNode of(Node node) {
        return switch (node) {
            case Node.Scalar scalar ->
                switch (scalar.kind()) {
                    case TEXT -> FACTORY.stringNode(scalar.text());
                    case NUMBER, BOOLEAN -> read(scalar.text());
                    case NOTHING -> FACTORY.nullNode();
                };
            case Node.Sequence list -> {
                var array = FACTORY.arrayNode();
                list.items().forEach(each -> array.add(of(each)));
                yield array;
            }
            case Node.Numbers numbers -> {
                var array = FACTORY.arrayNode();
                numbers.values().stream().mapToObj(BigDecimal::valueOf).forEach(array::add);
                yield array;
            }
            case Node.Mapping mapping -> {
                var object = FACTORY.objectNode();
                mapping.entries().forEach(each -> object.set(each.key(), of(each.value())));
                yield object;
            }
        };
    }

    /** Returns the place of the value to which a JSON Pointer leads, or of the last one on the way to it. */
    static Location placeOf(Node node, String pointer) {
        var at = node;
        for (var part : pointer.split("/", -1)) {
            var key = part.replace("~1", "/").replace("~0", "~");
            if (at instanceof Node.Mapping mapping && mapping.value(key) != null) {
                at = Objects.requireNonNull(mapping.value(key));
            } else if (at instanceof Node.Sequence list
                    && key.matches("\\d{1,6}")
                    && Integer.parseInt(key) < list.items().size()) {
                at = list.items().get(Integer.parseInt(key));
            }
        }
        return at.place();
    }
}
