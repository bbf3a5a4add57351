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
 * A header that is sent with every request to a live endpoint. What it carries may be a secret, so no message says it.
 *
 * @param place where the file says what it carries
 */
public record Header(String name, Value value, Location place) {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(" + Launch.VARIABLE + ")}");
    /** A key is long and has letters of both kinds, or no '_'; the name of a variable is neither. */
    private static final Pattern KEY_VARIABLE = Pattern.compile("(?![A-Z0-9]{20,}$)[A-Z_][A-Z0-9_]{0,63}");

    private static final Pattern SENDABLE = Pattern.compile("[\\x20-\\x7e\\t]+");
    private static final Pattern SECRET =
            Pattern.compile("authorization|proxy-authorization|cookie|.*(key|token|secret|password).*");
    /** The gate and its client write these. */
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

    /** What a header carries, or where that is found when it is needed. */
    public sealed interface Value {
        /** The text itself. */
        record Literal(String text) implements Value {
            @Override
            public String toString() {
                return "Literal[not shown]";
            }
        }

        /** What an environment variable holds. */
        record Variable(String variable) implements Value {}

        /** {@code Bearer} and what an environment variable holds. */
        record Bearer(String variable) implements Value {}
    }

    /** Returns whether a text can stand in a header. */
    public static boolean canCarry(String text) {
        return SENDABLE.matcher(text).matches();
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
                    key.place, "'key' sends the header 'Authorization', which 'headers' has too: keep one of them");
        }
        return new ArrayList<>(headers.values());
    }

    /** What is no mapping may be a secret in the wrong place, and is not shown. */
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
            return "a header's name has letters, digits and '-', and no space; found [" + name + "]";
        }
        if (TAKEN.contains(lower(name))) {
            return "the header '" + name + "' is written by Assay itself: take it out";
        }
        return before.containsKey(lower(name))
                ? "the header '" + name + "' stands here a second time; upper and lower case are the same"
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
                    place, "a variable is the whole value of a header or no part of it: write '" + name + ": ${NAME}'");
        } else if (!canCarry(text)) {
            reading.problems.add(
                    place, "the value of the header '" + name + "' has a character that no header carries");
        } else if (SECRET.matcher(lower(name)).matches()) {
            reading.problems.add(
                    place,
                    "the value of the header '" + name + "' is a secret and must not stand in a file: write '" + name
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
        if (node instanceof Node.Scalar scalar
                && KEY_VARIABLE.matcher(scalar.text()).matches()) {
            return new Header("Authorization", new Value.Bearer(scalar.text()), node.place());
        }
        reading.problems.add(
                node.place(),
                "'key' must be the name of the environment variable that holds the key, such as VLLM_API_KEY: capital"
                        + " letters, digits and '_'. What stands here is something else and is not shown;"
                        + " if it is a key, it must not stand in a file");
        return null;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
