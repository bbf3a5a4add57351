package dev.assay.plan.launch;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.plan.thresholds.PlanReading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the gate starts a deployment's server.
 *
 * @param command the program and its first arguments; none: the engine's default
 * @param serve the arguments of the serve command, one per element; none: the engine's defaults
 * @param container the container, if the server runs in one
 * @param env environment variables of the server, in the order of the file; their values are never shown
 */
public record Launch(List<String> command, List<String> serve, Container container, Map<String, String> env) {
    /** The defaults. */
    public static final Launch DEFAULT = new Launch(List.of(), List.of(), Container.DEFAULT, Map.of());

    /** The placeholder for the server's port in {@code command}. */
    public static final String PORT = "{port}";

    /** The placeholder for the model in {@code command}. */
    public static final String MODEL = "{model}";

    /** The placeholder for the address on which the server listens in {@code command}: loopback, except in a container. */
    public static final String HOST = "{host}";

    /** A regular expression for the name of an environment variable. */
    public static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";

    public Launch {
        command = List.copyOf(command);
        serve = List.copyOf(serve);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }

    /** Reads the keys of a deployment that say how its server is started. */
    public static Launch read(Fields fields, PlanReading reading) {
        var command = command(fields, reading);
        var serve = serve(fields, reading);
        return new Launch(
                command, serve == null ? List.of() : serve, Container.read(fields, reading), env(fields, reading));
    }

    /** Returns the {@code serve} arguments of a deployment or of one of its tests; absent if it has none. */
    public static @Nullable List<String> serve(Fields fields, PlanReading reading) {
        return fields.optional("serve") == null
                ? null
                : words(
                        fields,
                        "serve",
                        "'serve' must be a list of arguments, one per item, such as [--max-model-len, \"4096\"]",
                        reading);
    }

    private static List<String> command(Fields fields, PlanReading reading) {
        var words = words(
                fields,
                "command",
                "'command' must be a list of the program and its arguments, one per item, such as [vllm, serve,"
                        + " \"{model}\", --port, \""
                        + PORT + "\"]",
                reading);
        if (!words.isEmpty() && words.stream().noneMatch(word -> word.contains(PORT))) {
            reading.problems.add(
                    fields.placeOf("command"),
                    "'command' must have the placeholder for the server's port: " + PORT
                            + " is replaced by a free port");
        }
        return words;
    }

    private static List<String> words(Fields fields, String key, String expected, PlanReading reading) {
        var words = new ArrayList<String>();
        for (var item : fields.list(key)) {
            if (item instanceof Node.Scalar scalar && !scalar.text().isBlank()) {
                words.add(scalar.text());
            } else {
                reading.problems.add(item.place(), expected + "; found " + item.found());
            }
        }
        return words;
    }

    private static Map<String, String> env(Fields fields, PlanReading reading) {
        var env = new LinkedHashMap<String, String>();
        for (var entry : fields.entries("env")) {
            if (!entry.key().matches(VARIABLE)) {
                reading.problems.add(
                        entry.place(),
                        "a variable of 'env' must have only letters, digits and '_', and must not start with a"
                                + " digit; found ["
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
        return "Launch[command=" + command + ", serve=" + serve + ", " + container + ", env=" + env.keySet() + "]";
    }
}
