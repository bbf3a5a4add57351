package dev.assay.plan.evalsets;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.forms.JsonForm;
import dev.assay.input.forms.LinearPattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parts of a question that say its right answer. Its type decides which keys it has. */
final class ExpectedReader {
    /** The keys that say a right answer, each with the types that have it, in the order in which messages list them. */
    private static final Map<String, Set<Expected.Type>> KEYS = keys();

    private final Expected.Type type;
    private final Fields fields;
    private final Problems problems;

    ExpectedReader(Expected.Type type, Fields fields, Problems problems) {
        this.type = type;
        this.fields = fields;
        this.problems = problems;
    }

    private static Map<String, Set<Expected.Type>> keys() {
        var keys = new LinkedHashMap<String, Set<Expected.Type>>();
        keys.put("answer", EnumSet.complementOf(EnumSet.of(Expected.Type.JSON, Expected.Type.TOOL_CALL)));
        keys.put("tolerance", EnumSet.of(Expected.Type.NUMBER));
        keys.put("unit", EnumSet.of(Expected.Type.NUMBER));
        keys.put("options", EnumSet.of(Expected.Type.CHOICE));
        for (var key : List.of("pattern", "group", "match", "flags")) {
            keys.put(key, EnumSet.of(Expected.Type.REGEX));
        }
        for (var key : List.of("schema", "fields", "additional")) {
            keys.put(key, EnumSet.of(Expected.Type.JSON));
        }
        return keys;
    }

    /** Returns the right answer; absent, with problems, if a part of it is missing or wrong. */
    @Nullable Expected read() {
        KEYS.forEach(this::refuseOfOtherType);
        if (type == Expected.Type.REGEX) {
            return regex();
        }
        if (type == Expected.Type.JSON) {
            return json();
        }
        if (type == Expected.Type.TOOL_CALL) {
            return ToolQuestions.read(fields, problems);
        }
        var answer = fields.text("answer");
        return switch (type) {
            case NUMBER -> number(answer);
            case EXACT -> answer == null ? null : new Expected.Exact(answer);
            case CONTAINS -> answer == null ? null : new Expected.Contains(answer);
            case CHOICE -> choice(answer);
            case GSM8K -> answer == null ? null : gsm8k(answer);
            case REGEX, JSON, TOOL_CALL -> throw new IllegalStateException("needs no 'answer'");
        };
    }

    private void refuseOfOtherType(String key, Set<Expected.Type> types) {
        if (fields.optional(key) != null && !types.contains(type)) {
            var words = types.stream().map(Expected.Type::word).toList();
            problems.add(
                    fields.placeOf(key),
                    "'" + key + "' is for questions of type " + String.join(", ", words) + "; this one is of type "
                            + type.word());
        }
    }

    private @Nullable Expected number(@Nullable String answer) {
        var tolerance = tolerance();
        var unit = fields.optionalText("unit");
        if (answer == null) {
            return null;
        }
        if (decimal(answer) == null) {
            problems.add(
                    fields.placeOf("answer"),
                    "'answer' of a question of type number must be a number such as '1.50', found [" + answer + "]");
            return null;
        }
        return new Expected.OfNumber(answer, tolerance, unit);
    }

    private @Nullable BigDecimal tolerance() {
        var node = fields.optional("tolerance");
        if (node == null) {
            return null;
        }
        var number =
                node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NUMBER ? decimal(scalar.text()) : null;
        if (number == null || number.signum() < 0) {
            problems.add(
                    node.place(), "'tolerance' must be a number from 0 upwards, not in quotes; found " + node.found());
        }
        return number;
    }

    private @Nullable Expected choice(@Nullable String answer) {
        var options = options();
        if (answer == null) {
            return null;
        }
        if (options.size() < 2 || options.size() > Expected.Choice.MOST) {
            if (fields.optional("options") != null) {
                problems.add(
                        fields.placeOf("options"),
                        "'options' must have from 2 to " + Expected.Choice.MOST + " options, found " + options.size());
            }
            return null;
        }
        var index = answer.length() == 1 ? answer.charAt(0) - 'A' : -1;
        if (index < 0 || index >= options.size()) {
            problems.add(
                    fields.placeOf("answer"),
                    "'answer' of a question of type choice must be the letter of one of its " + options.size()
                            + " options, from A to " + (char) ('A' + options.size() - 1) + ", found [" + answer + "]");
            return null;
        }
        return new Expected.Choice(options, answer);
    }

    private List<String> options() {
        fields.required("options");
        var options = new ArrayList<String>();
        for (var item : fields.list("options")) {
            if (item instanceof Node.Scalar scalar
                    && (scalar.kind() == Node.Kind.TEXT || scalar.kind() == Node.Kind.NUMBER)
                    && !scalar.text().isBlank()) {
                options.add(scalar.text());
            } else {
                problems.add(item.place(), "an option must be text, found " + item.found());
            }
        }
        return options;
    }

    /** The answers of the published files are whole solutions, with the number behind the last {@code ####}. */
    private @Nullable Expected gsm8k(String answer) {
        var number = answer.substring(answer.lastIndexOf("####") + 1)
                .replace("###", "")
                .replace(",", "")
                .strip();
        if (decimal(number) == null) {
            problems.add(
                    fields.placeOf("answer"),
                    "'answer' of a question of type gsm8k must be a number, or a solution that ends with '#### ' and a number; found ["
                            + (answer.length() > 60 ? answer.substring(0, 60) + "…" : answer) + "]");
            return null;
        }
        return new Expected.Gsm8k(number);
    }

    private @Nullable Expected regex() {
        var expression = fields.text("pattern");
        var text = fields.optionalText("answer");
        var match = fields.optionalChoice("match", Expected.Regex.Which.WORDS);
        var flags = flags();
        var pattern = expression == null ? null : pattern(expression, flags);
        if (pattern == null) {
            fields.optional("group");
            return null;
        }
        var group = fields.count("group", 0, pattern.groups(), pattern.groups() == 1 ? 1 : 0);
        if (text == null && fields.optional("group") != null) {
            problems.add(
                    fields.placeOf("group"),
                    "'group' says where the answer is, but the question has no 'answer' to compare it with");
        }
        if (text == null && pattern.matchesNothing()) {
            problems.add(
                    fields.placeOf("pattern"),
                    "'pattern' matches a text of no characters, so every answer would be right: write what it must have, or give the question an 'answer'");
        }
        return new Expected.Regex(
                pattern, match == null ? Expected.Regex.Which.LAST : Expected.Regex.Which.of(match), group, text);
    }

    private @Nullable Expected json() {
        var schema = fields.optional("schema");
        var values = fields.entries("fields");
        var additional = fields.flag("additional", true);
        if (schema == null && values.isEmpty()) {
            problems.add(fields.place(), "a question of type json needs 'schema', 'fields' or both");
            return null;
        }
        if (values.isEmpty() && fields.optional("additional") != null) {
            problems.add(
                    fields.placeOf("additional"),
                    "'additional' says whether there may be other keys than those of 'fields', which the question does not have");
        }
        var form = JsonForm.read(schema, values, additional, problems);
        return form == null ? null : new Expected.Json(form);
    }

    private String flags() {
        var flags = fields.optionalText("flags");
        if (flags != null && !flags.matches("(?!.*(.).*\\1)[ims]+")) {
            problems.add(
                    fields.placeOf("flags"),
                    "'flags' must be some of the letters i, m and s, each once, found [" + flags + "]");
            return "";
        }
        return flags == null ? "" : flags;
    }

    private @Nullable LinearPattern pattern(String expression, String flags) {
        try {
            return LinearPattern.of(expression, flags);
        } catch (IllegalArgumentException e) {
            problems.add(
                    fields.placeOf("pattern"),
                    "'pattern' must be a regular expression in the syntax of RE2, which has no look-around and no references to groups: "
                            + e.getMessage());
            return null;
        }
    }

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null; // the caller reports what it expected
        }
    }
}
