package dev.assay.plan.limits;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a limit be missed for a time: the verdict is shown, and the test is not red. It ends by itself.
 *
 * @param until the last day on which it holds, in UTC
 * @param issue where the fault is tracked, for people; absent: not stated
 * @param reason why the limit may be missed, for people
 * @param place its place in thresholds.yaml
 */
public record Waiver(LocalDate until, @Nullable String issue, String reason, Location place) {
    static final String KEY = "waive";

    /** Returns whether it holds on this day. */
    public boolean holdsOn(LocalDate day) {
        return !day.isAfter(until);
    }

    @Override
    public String toString() {
        return "waived until " + until + ": " + (issue == null ? "" : issue + ", ") + reason;
    }

    /** Reads the key {@code waive} of a limit; absent if there is none, or with a problem if it cannot be read. */
    public static @Nullable Waiver read(Fields limit, boolean enforced, Problems problems) {
        var node = limit.optional(KEY);
        var fields = Fields.of(node, "'" + KEY + "'", problems);
        if (node == null || fields == null) {
            return null;
        }
        if (!enforced) {
            problems.add(
                    node.place(),
                    "'" + KEY + "' has no effect on a limit that is not enforced: remove it, or 'enforce: false'");
        }
        var until = LimitOrigin.date(fields, "until", problems);
        var issue = issue(fields);
        var reason = fields.text("reason");
        fields.refuseOthers(Map.of());
        return until == null || reason == null ? null : new Waiver(until, issue, reason, node.place());
    }

    /** The number of an issue is text too. */
    private static @Nullable String issue(Fields fields) {
        var node = fields.optional("issue");
        return node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NUMBER
                ? scalar.text()
                : fields.optionalText("issue");
    }
}
