package dev.assay.tools.gates;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The state while a file is read: its problems, and what of it the rows cannot say. */
final class GateReading {
    /** The most tokens of a prompt or of an answer, requests in flight, and so on: no real file has more. */
    static final int MOST = 10_000_000;

    /** Where Assay has the time that a request may take. */
    static final String TIMEOUT = "the time of one request is 'total' in 'deadlines', by default 30 min";

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?([eE][-+]?[0-9]{1,2})?");

    /** Characters that could change what a console shows. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\u0080-\u009F\u2028\u2029]");

    final String file;
    final Problems problems;
    private final List<Problem> notTranslated = new ArrayList<>();

    GateReading(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Returns what was not translated so far. */
    List<Problem> notTranslated() {
        return notTranslated.stream()
                .sorted(Comparator.comparing(Problem::place))
                .toList();
    }

    /** Notes what the file says and the rows do not. */
    void leaveOut(Location place, String what) {
        notTranslated.add(new Problem(place, CONTROL.matcher(what).replaceAll("\uFFFD")));
    }

    /** Notes that a key has no effect on the rows, if the file has it. */
    void leaveOut(Fields fields, String key, String why) {
        if (fields.optional(key) != null) {
            leaveOut(fields.placeOf(key), "'" + key + "': " + why);
        }
    }

    /** Returns the number of a required key, with all its digits. */
    @Nullable BigDecimal number(Fields fields, String key) {
        var node = fields.required(key);
        return node == null ? null : number(key, node);
    }

    /** Returns the number of an optional key, with all its digits; absent if it is missing or null. */
    @Nullable BigDecimal optionalNumber(Fields fields, String key) {
        var node = fields.optional(key);
        return node == null || isNull(node) ? null : number(key, node);
    }

    private @Nullable BigDecimal number(String key, Node node) {
        if (node instanceof Node.Scalar scalar
                && scalar.kind() == Node.Kind.NUMBER
                && NUMBER.matcher(scalar.text()).matches()) {
            return new BigDecimal(scalar.text());
        }
        problems.add(node.place(), "'" + key + "' must be a number, found " + node.found());
        return null;
    }

    /** Returns the number of a required key if it is above 0. */
    @Nullable BigDecimal above0(Fields fields, String key) {
        return above0(fields, key, number(fields, key));
    }

    /** Returns the number of an optional key if it is above 0; absent if it is missing or null. */
    @Nullable BigDecimal optionalAbove0(Fields fields, String key) {
        return above0(fields, key, optionalNumber(fields, key));
    }

    private @Nullable BigDecimal above0(Fields fields, String key, @Nullable BigDecimal number) {
        if (number != null && number.signum() <= 0) {
            problems.add(fields.placeOf(key), "'" + key + "' must be above 0, found [" + number.toPlainString() + "]");
            return null;
        }
        return number;
    }

    /** Returns the share of a required key, from 0 to 1. */
    @Nullable BigDecimal share(Fields fields, String key) {
        return upTo(fields, key, number(fields, key), BigDecimal.ONE);
    }

    /** Returns the number of an optional key, from 0 to {@code most}; {@code absent} if it is missing or null. */
    @Nullable BigDecimal optionalUpTo(Fields fields, String key, BigDecimal most, BigDecimal absent) {
        var node = fields.optional(key);
        return node == null || isNull(node) ? absent : upTo(fields, key, number(key, node), most);
    }

    private @Nullable BigDecimal upTo(Fields fields, String key, @Nullable BigDecimal number, BigDecimal most) {
        if (number == null || (number.signum() >= 0 && number.compareTo(most) <= 0)) {
            return number;
        }
        var percent = most.compareTo(BigDecimal.ONE) == 0
                && number.signum() > 0
                && number.compareTo(BigDecimal.valueOf(100)) <= 0;
        problems.add(
                fields.placeOf(key),
                "'" + key + "' must be from 0 to " + most + ", found [" + number.toPlainString() + "]"
                        + (percent
                                ? "; " + number.toPlainString() + " % is " + LimitRow.digits(number.movePointLeft(2))
                                : ""));
        return null;
    }

    /** Returns the whole number of a required key, from {@code least}. */
    @Nullable Integer count(Fields fields, String key, int least) {
        var node = fields.required(key);
        if (node == null) {
            return null;
        }
        var count = fields.count(key, least, MOST, -1);
        return count < 0 ? null : count;
    }

    /** Returns the whole number of an optional key, from {@code least}; absent if it is missing, null or wrong. */
    @Nullable Integer optionalCount(Fields fields, String key, int least) {
        var node = fields.optional(key);
        if (node == null || isNull(node)) {
            return null;
        }
        var count = fields.count(key, least, MOST, -1);
        return count < 0 ? null : count;
    }

    /** Returns the environment variables of an optional key. */
    Map<String, String> variables(Fields fields, String key) {
        var variables = new LinkedHashMap<String, String>();
        var node = fields.optional(key);
        if (node == null || isNull(node)) {
            return variables;
        }
        for (var entry : fields.entries(key)) {
            if (entry.value() instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NOTHING) {
                if (entry.key().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                    variables.put(entry.key(), scalar.text());
                } else {
                    leaveOut(
                            entry.place(),
                            "the variable '" + entry.key()
                                    + "': a name has only letters, digits and '_', and no digit first");
                }
            } else {
                problems.add(
                        entry.value().place(),
                        "the variable '" + entry.key() + "' needs a single value, found "
                                + entry.value().found());
            }
        }
        return variables;
    }

    /** Returns the words of a command line in an optional key; none if it is missing or null. */
    List<String> words(Fields fields, String key) {
        var node = fields.optional(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        if (!(node instanceof Node.Scalar scalar) || scalar.kind() != Node.Kind.TEXT) {
            problems.add(node.place(), "'" + key + "' must be a text with arguments, found " + node.found());
            return List.of();
        }
        return ShellWords.of(scalar.text()).orElseGet(() -> {
            problems.add(
                    node.place(),
                    "'" + key + "' cannot be split into arguments: a quote is not closed, or a backslash ends it");
            return List.of();
        });
    }

    /** Returns the texts of an optional list; none if it is missing or null. */
    List<String> texts(Fields fields, String key) {
        var node = fields.optional(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (var item : fields.list(key)) {
            if (item instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NOTHING) {
                texts.add(scalar.text());
            } else {
                problems.add(item.place(), "each item of '" + key + "' must be a text, found " + item.found());
            }
        }
        return texts;
    }

    static boolean isNull(Node node) {
        return node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NOTHING;
    }
}
