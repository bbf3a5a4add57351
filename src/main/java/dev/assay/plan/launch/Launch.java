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
 * How a deployment's server is started where the gate starts it.
 *
 * @param command the program and its first arguments; none: the engine's own
 * @param serve the arguments of the serve command, each by itself; none: the engine's defaults
 * @param container the container that it runs in, if it does
 * @param env variables of the server's environment, in the order of the file; their values are shown nowhere
 */
public record Launch(List<String> command, List<String> serve, Container container, Map<String, String> env) {
    /** What holds where the file says nothing. */
    public static final Launch DEFAULT = new Launch(List.of(), List.of(), Container.DEFAULT, Map.of());

    /** What stands for the server's port in {@code command}. */
    public static final String PORT = "{port}";

    /** What stands for the model in {@code command}. */
    public static final String MODEL = "{model}";

    /** What stands for the address that the server listens at in {@code command}: loopback, but in a container of its own. */
    public static final String HOST = "{host}";

    public static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";

    public Launch {
        command = List.copyOf(command);
        serve = List.copyOf(serve);
        env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    }

    public static Launch read(Fields fields, PlanReading reading) {
        var command = command(fields, reading);
        var serve = serve(fields, reading);
        return new Launch(
                command, serve == null ? List.of() : serve, Container.read(fields, reading), env(fields, reading));
    }

    /** Returns the arguments that a deployment or one of its tests names; absent if it names none. */
    public static @Nullable List<String> serve(Fields fields, PlanReading reading) {
        return fields.optional("serve") == null
                ? null
                : words(
                        fields,
                        "serve",
                        "'serve' is a list of arguments, each by itself, such as [--max-model-len, \"4096\"]",
                        reading);
    }

    private static List<String> command(Fields fields, PlanReading reading) {
        var words = words(
                fields,
                "command",
                "'command' is a program and its arguments, each by itself, such as [vllm, serve, \"{model}\", --port, \""
                        + PORT + "\"]",
                reading);
        if (!words.isEmpty() && words.stream().noneMatch(word -> word.contains(PORT))) {
            reading.problems.add(
                    fields.placeOf("command"),
                    "'command' must say where the server gets its port: " + PORT + " stands for a free one");
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
        return "Launch[command=" + command + ", serve=" + serve + ", " + container + ", env=" + env.keySet() + "]";
    }
}
