package dev.assay.plan.deployments;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.plan.launch.Launch;
import dev.assay.plan.thresholds.PlanReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A header of every request to a live endpoint. Its value may be a secret, so no message shows it.
 *
 * @param place the place of its value in the file
 */
public record Header(String name, Value value, Location place) {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(" + Launch.VARIABLE + ")}");
    /** The name of an environment variable. Texts that look like a key do not match: with lower-case letters, or long and without '_'. */
    private static final Pattern KEY_VARIABLE = Pattern.compile("(?![A-Z0-9]{20,}$)[A-Z_][A-Z0-9_]{0,63}");

    private static final Pattern SENDABLE = Pattern.compile("[\\x20-\\x7e\\t]+");
    private static final Pattern SECRET =
            Pattern.compile("authorization|proxy-authorization|cookie|.*(key|token|secret|password).*");
    /** Headers that Assay itself writes. */
    private static final Set<String> TAKEN = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade",
            "x-request-id");

    /** The value of a header, or the environment variable that has it. */
    public sealed interface Value {
        /** The text itself. */
        record Literal(String text) implements Value {
            @Override
            public String toString() {
                return "Literal[not shown]";
            }
        }

        /** The value of an environment variable. */
        record Variable(String variable) implements Value {}

        /** {@code Bearer} and the value of an environment variable. */
        record Bearer(String variable) implements Value {}
    }

    /** Returns whether a text can be the value of a header. */
    public static boolean canCarry(String text) {
        return SENDABLE.matcher(text).matches();
    }

    /** Returns whether a text is the name of an environment variable, and does not look like a key. */
    public static boolean isVariableOfKey(String text) {
        return KEY_VARIABLE.matcher(text).matches();
    }

    /** Reads {@code headers} and {@code key} of a deployment. */
    static List<Header> readAll(Fields fields, PlanReading reading) {
        var headers = new LinkedHashMap<String, Header>();
        for (var entry : entries(fields.optional("headers"), reading)) {
            var header = isName(entry, headers, reading) ? header(entry, reading) : null;
            if (header != null) {
                headers.put(lower(header.name), header);
            }
        }
        var key = key(fields.optional("key"), reading);
        if (key != null && headers.putIfAbsent("authorization", key) != null) {
            reading.problems.add(
                    key.place, "'key' sends the header 'Authorization', which 'headers' has too: remove one of them");
        }
        return new ArrayList<>(headers.values());
    }

    /** Returns the entries. A value that is not a mapping is not shown, because it may be a secret in the wrong place. */
    private static List<Node.Entry> entries(@Nullable Node node, PlanReading reading) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries();
        }
        if (node != null) {
            reading.problems.add(
                    node.place(), "'headers' must be a mapping of names to values, such as {X-Team: serving}");
        }
        return List.of();
    }

    private static boolean isName(Node.Entry entry, Map<String, Header> before, PlanReading reading) {
        var name = entry.key();
        var objection = objection(name, before);
        if (objection != null) {
            reading.problems.add(entry.place(), objection);
        }
        return objection == null;
    }

    private static @Nullable String objection(String name, Map<String, Header> before) {
        if (!NAME.matcher(name).matches()) {
            return "a header's name must have only letters, digits and '-'; found [" + name + "]";
        }
        if (TAKEN.contains(lower(name))) {
            return "the header '" + name + "' is written by Assay itself: remove it";
        }
        return before.containsKey(lower(name))
                ? "the header '" + name + "' appears a second time; upper and lower case do not matter"
                : null;
    }

    private static @Nullable Header header(Node.Entry entry, PlanReading reading) {
        var name = entry.key();
        var place = entry.value().place();
        var text = entry.value() instanceof Node.Scalar scalar ? scalar.text() : "";
        var variable = VARIABLE.matcher(text);
        if (variable.matches()) {
            return new Header(name, new Value.Variable(variable.group(1)), place);
        }
        if (text.isBlank()) {
            reading.problems.add(place, "the header '" + name + "' needs a value: text, or '${NAME}' of a variable");
        } else if (text.contains("${")) {
            reading.problems.add(
                    place, "a variable must be the whole value of a header: write '" + name + ": ${NAME}'");
        } else if (!canCarry(text)) {
            reading.problems.add(
                    place, "the value of the header '" + name + "' has a character that is not allowed in a header");
        } else if (SECRET.matcher(lower(name)).matches()) {
            reading.problems.add(
                    place,
                    "the value of the header '" + name + "' is a secret and must not be in a file: write '" + name
                            + ": ${NAME}', with the environment variable that holds it");
        } else {
            return new Header(name, new Value.Literal(text), place);
        }
        return null;
    }

    private static @Nullable Header key(@Nullable Node node, PlanReading reading) {
        if (node == null) {
            return null;
        }
        if (node instanceof Node.Scalar scalar && isVariableOfKey(scalar.text())) {
            return new Header("Authorization", new Value.Bearer(scalar.text()), node.place());
        }
        reading.problems.add(
                node.place(),
                "'key' must be the name of the environment variable that holds the key, such as VLLM_API_KEY: capital"
                        + " letters, digits and '_'. The value here is something else and is not shown; if it is"
                        + " a key, remove it, because keys must not be in files");
        return null;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
