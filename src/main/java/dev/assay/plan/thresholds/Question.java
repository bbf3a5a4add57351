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
 * One question with the answer that counts.
 *
 * @param id unique within its evalset
 * @param type the scorer's name: {@code number}, {@code exact} or {@code contains}
 * @param text what the model is asked
 * @param answer what it should answer
 * @param tolerance for numbers: how far off an answer may be, absolutely; absent: not at all
 * @param unit for numbers: a unit that may stand behind the answer; absent: none needed, any known sign is dropped
 * @param critical a wrong answer fails at once, whatever the evalset as a whole shows
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
        Location place) {
    private static final String NUMBER = "number";

    public Question {
        tags = List.copyOf(tags);
    }

    /** Reads one line; absent if it has a problem that leaves no question. */
    static @Nullable Question read(Fields fields, List<String> scorers, Problems problems) {
        var id = fields.text("id");
        var type = fields.choice("type", scorers);
        var text = fields.text("question");
        var answer = fields.text("answer");
        var tolerance = tolerance(fields, problems);
        var unit = fields.optionalText("unit");
        var critical = fields.flag("critical");
        var tags = tags(fields, problems);
        fields.refuseOthers(PlanReading.LATER);
        if (type != null) {
            checkType(type, answer, fields, problems);
        }
        if (id == null || type == null || text == null || answer == null) {
            return null;
        }
        return new Question(id, type, text, answer, tolerance, unit, critical, tags, fields.place());
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
            return null; // the caller says what it expected
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
