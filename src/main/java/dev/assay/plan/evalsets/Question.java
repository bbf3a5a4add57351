package dev.assay.plan.evalsets;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question with its right answer.
 *
 * @param id unique within its evalset
 * @param text what the model is asked
 * @param expected the right answer; its kind decides how answers are scored
 * @param critical whether a wrong answer to this question fails the test, even if all limits are kept
 * @param tags words for people; the first one is the {@link #subject}
 * @param cluster what it shares with others, such as one text that several questions are about, so that their answers depend on each other; absent:
 * nothing
 * @param place the question's line
 */
public record Question(
        String id,
        String text,
        Expected expected,
        boolean critical,
        List<String> tags,
        @Nullable String cluster,
        Location place) {
    /** The subject of questions without a tag. */
    public static final String NO_SUBJECT = "other";

    /** What the id of a request has behind that of its question if it asks for no stream. */
    public static final String WHOLE = "~whole";

    public Question {
        tags = List.copyOf(tags);
    }

    /** A question that is independent of all others. */
    public Question(String id, String text, Expected expected, boolean critical, List<String> tags, Location place) {
        this(id, text, expected, critical, tags, null, place);
    }

    /** Returns the question with another right answer. */
    Question expecting(Expected other) {
        return new Question(id, text, other, critical, tags, cluster, place);
    }

    /** Returns its first tag, by which reports group questions; {@link #NO_SUBJECT} if it has none. */
    public String subject() {
        return tags.isEmpty() ? NO_SUBJECT : tags.getFirst();
    }

    /** Reads one line; absent, with a problem, if a part that every question needs is missing or wrong. */
    static @Nullable Question read(Fields fields, Problems problems) {
        var id = fields.text("id");
        if (id != null && id.endsWith(WHOLE)) {
            problems.add(
                    fields.placeOf("id"),
                    "an id must not end with '" + WHOLE + "', which marks second requests; found [" + id + "]");
        }
        if (id != null && id.codePoints().anyMatch(Question::cannotBeWritten)) {
            problems.add(
                    fields.placeOf("id"),
                    "an id must not have control characters, because names of tests in XML cannot have them, found ["
                            + id.replaceAll("\\p{Cntrl}|[\\uFFFE\\uFFFF]", "�") + "]");
        }
        var type = fields.choice("type", Expected.Type.words());
        var text = fields.text("question");
        var expected = type == null ? null : Expected.read(Expected.Type.of(type), fields, problems);
        var critical = fields.flag("critical");
        var tags = tags(fields, problems);
        var cluster = fields.optionalText("cluster");
        if (type != null) {
            fields.refuseOthers(Map.of());
        }
        if (id == null || text == null || expected == null) {
            return null;
        }
        return new Question(id, text, expected, critical, tags, cluster, fields.place());
    }

    private static boolean cannotBeWritten(int codePoint) {
        return Character.isISOControl(codePoint) || codePoint == 0xFFFE || codePoint == 0xFFFF;
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
