package dev.assay.plan.thresholds;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question with its expected answer.
 *
 * @param id unique within its evalset
 * @param type the scorer's name: {@code number}, {@code exact} or {@code contains}
 * @param text what the model is asked
 * @param answer the expected answer
 * @param tolerance for numbers: by how much an answer may differ, absolute; absent: it must be equal
 * @param unit for numbers: a unit that may follow the number in an answer; absent: none. Currency and percent signs are always ignored
 * @param critical whether a wrong answer to this question fails the test, even if all limits are kept
 * @param cluster what it shares with others, such as one text that several questions are about, so that their answers depend on each other; absent:
 * nothing
 * @param place the question's line
 */
public record Question(
        String id,
        String type,
        String text,
        String answer,
        @Nullable BigDecimal tolerance,
        @Nullable String unit,
        boolean critical,
        List<String> tags,
        @Nullable String cluster,
        Location place) {
    private static final String NUMBER = "number";

    public Question {
        tags = List.copyOf(tags);
    }

    /** A question that is independent of all others. */
    public Question(
            String id,
            String type,
            String text,
            String answer,
            @Nullable BigDecimal tolerance,
            @Nullable String unit,
            boolean critical,
            List<String> tags,
            Location place) {
        this(id, type, text, answer, tolerance, unit, critical, tags, null, place);
    }

    /** Reads one line; absent, with a problem, if a part that every question needs is missing or wrong. */
    static @Nullable Question read(Fields fields, List<String> scorers, Problems problems) {
        var id = fields.text("id");
        var type = fields.choice("type", scorers);
        var text = fields.text("question");
        var answer = fields.text("answer");
        var tolerance = tolerance(fields, problems);
        var unit = fields.optionalText("unit");
        var critical = fields.flag("critical");
        var tags = tags(fields, problems);
        var cluster = fields.optionalText("cluster");
        fields.refuseOthers(PlanReading.LATER);
        if (type != null) {
            checkType(type, answer, fields, problems);
        }
        if (id == null || type == null || text == null || answer == null) {
            return null;
        }
        return new Question(id, type, text, answer, tolerance, unit, critical, tags, cluster, fields.place());
    }

    private static void checkType(String type, @Nullable String answer, Fields fields, Problems problems) {
        if (type.equals(NUMBER)) {
            if (answer != null && decimal(answer) == null) {
                problems.add(
                        fields.placeOf("answer"),
                        "'answer' of a question of type number must be a number such as '1.50', found [" + answer
                                + "]");
            }
            return;
        }
        for (var key : List.of("tolerance", "unit")) {
            if (fields.optional(key) != null) {
                problems.add(
                        fields.placeOf(key),
                        "'" + key + "' is for questions of type number; this one is of type " + type);
            }
        }
    }

    private static @Nullable BigDecimal tolerance(Fields fields, Problems problems) {
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

    private static @Nullable BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null; // the caller reports what it expected
        }
    }

    private static List<String> tags(Fields fields, Problems problems) {
        var tags = new ArrayList<String>();
        for (var item : fields.list("tags")) {
            if (item instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT) {
                tags.add(scalar.text());
            } else {
                problems.add(item.place(), "a tag must be text, found " + item.found());
            }
        }
        return tags;
    }
}
