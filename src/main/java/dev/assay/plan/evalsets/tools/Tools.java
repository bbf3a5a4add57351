package dev.assay.plan.evalsets.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.input.Fields;
import dev.assay.input.InputBytes;
import dev.assay.input.JsonValue;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.forms.JsonSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The functions that a model may call, as a request has them.
 *
 * @param names their names, in their order
 * @param definitions their definitions in OpenAI's form
 */
public record Tools(List<String> names, JsonValue.OfList definitions) {
    /** No function. */
    public static final Tools NONE = new Tools(List.of(), new JsonValue.OfList(List.of()));

    private static final String KEY = "tools";

    public Tools {
        names = List.copyOf(names);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Returns the hash of questions of which these functions are a part: that of their file if there are none. */
    public String sha256With(String file) {
        return isEmpty() ? file : InputBytes.sha256((file + definitions).getBytes(UTF_8));
    }

    /** Reads the key {@code tools}; {@link #NONE} if it is missing. What is wrong is a problem, and is left out. */
    public static Tools read(Fields fields, Problems problems) {
        var names = new ArrayList<String>();
        var definitions = new ArrayList<JsonValue>();
        for (var item : fields.list(KEY)) {
            var name = name(item, problems);
            var definition = JsonValue.of(item, problems);
            if (name != null && definition != null) {
                if (names.contains(name)) {
                    problems.add(item.place(), "two of the 'tools' are called '" + name + "': give each its own name");
                }
                names.add(name);
                definitions.add(definition);
            }
        }
        return new Tools(names, new JsonValue.OfList(definitions));
    }

    private static @Nullable String name(Node item, Problems problems) {
        var function = item instanceof Node.Mapping tool ? tool.value("function") : null;
        var name = function instanceof Node.Mapping mapping ? mapping.value("name") : null;
        var parameters = function instanceof Node.Mapping mapping ? mapping.value("parameters") : null;
        if (parameters != null) {
            JsonSchema.check(parameters, problems);
        }
        if (name instanceof Node.Scalar scalar
                && scalar.kind() == Node.Kind.TEXT
                && !scalar.text().isBlank()) {
            return scalar.text();
        }
        problems.add(
                item.place(),
                "each of the 'tools' must be a function in OpenAI's form, such as {\"type\": \"function\", \"function\": {\"name\": \"get_weather\","
                        + " \"description\": \"…\", \"parameters\": {\"type\": \"object\", …}}}; this one has no 'function' with a 'name'");
        return null;
    }
}
