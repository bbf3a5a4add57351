package dev.assay.spec;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment's server is started where the gate starts it. This version starts none, and carries what the file says.
 *
 * @param serve the arguments of the serve command, each by itself; none: the engine's defaults
 * @param image the container image; absent: the engine's own choice
 * @param env variables of the server's environment, in the order of the file; their values are shown nowhere
 */
public record Launch(List<String> serve, @Nullable String image, Map<String, String> env) {
    /** What holds where the file says nothing. */
    public static final Launch DEFAULT = new Launch(List.of(), null, Map.of());

    static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";

    public Launch {
        serve = List.copyOf(serve);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }

    static Launch read(Fields fields, Reading reading) {
        var serve = serve(fields, reading);
        return new Launch(serve == null ? List.of() : serve, fields.optionalText("image"), env(fields, reading));
    }

    /** Returns the arguments that a deployment or one of its rows names; absent if it names none. */
    static @Nullable List<String> serve(Fields fields, Reading reading) {
        if (fields.optional("serve") == null) {
            return null;
        }
        var arguments = new ArrayList<String>();
        for (var item : fields.list("serve")) {
            if (item instanceof Node.Scalar scalar && !scalar.text().isBlank()) {
                arguments.add(scalar.text());
            } else {
                reading.problems.add(
                        item.place(),
                        "'serve' is a list of arguments, each by itself, such as [--max-model-len, \"4096\"]; found "
                                + item.found());
            }
        }
        return arguments;
    }

    private static Map<String, String> env(Fields fields, Reading reading) {
        var env = new LinkedHashMap<String, String>();
        for (var entry : fields.entries("env")) {
            if (!entry.key().matches(VARIABLE)) {
                reading.problems.add(
                        entry.place(),
                        "a variable of 'env' has letters, digits and '_', and does not start with a digit; found ["
                                + entry.key() + "]");
            } else if (entry.value() instanceof Node.Scalar value && value.kind() != Node.Kind.NOTHING) {
                env.put(entry.key(), value.text());
            } else {
                reading.problems.add(
                        entry.value().place(), "the variable '" + entry.key() + "' of 'env' needs a single value");
            }
        }
        return env;
    }

    @Override
    public String toString() {
        return "Launch[serve=" + serve + ", image=" + image + ", env=" + env.keySet() + "]";
    }
}
