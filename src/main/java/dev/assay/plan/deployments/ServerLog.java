package dev.assay.plan.deployments;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.forms.LinearPattern;
import dev.assay.plan.thresholds.PlanReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the log of a deployment's server must and must not have. An engine that does not support an option may fall back to something else
 * without an error. Its figures are then not those of the deployment, and only its log shows it.
 *
 * @param file the log of a server that the gate did not start, relative to thresholds.yaml; absent: none is named
 * @param rules the rules: first those that require a line, then those that forbid one, each in the order of the file; none: the log is not
 * checked
 */
public record ServerLog(@Nullable String file, List<Rule> rules) {
    /** No rules: the log is not checked. */
    public static final ServerLog UNREAD = new ServerLog(null, List.of());

    public ServerLog {
        rules = List.copyOf(rules);
    }

    /** Whether a rule requires or forbids a line that matches its pattern. */
    public enum Demand {
        /** At least one line must match. */
        REQUIRE,
        /** No line may match. */
        FORBID;

        private String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One rule.
     *
     * @param pattern a regular expression, searched anywhere in a line
     */
    public record Rule(Demand demand, String pattern, Location place) {}

    static ServerLog read(@Nullable Node node, PlanReading reading) {
        var fields = Fields.of(node, "'server-log'", reading.problems);
        if (fields == null) {
            return UNREAD;
        }
        var file = fields.optionalText("file");
        var rules = new ArrayList<Rule>();
        var written = 0;
        for (var demand : Demand.values()) {
            var items = fields.list(demand.key());
            written += items.size();
            items.forEach(item -> addTo(rules, demand, item, reading));
        }
        fields.refuseOthers(PlanReading.LATER);
        if (written == 0) {
            reading.problems.add(
                    fields.place(),
                    "'server-log' needs 'require' or 'forbid', a list of regular expressions that must, or must"
                            + " not, match a line of the log");
        }
        return new ServerLog(file, rules);
    }

    private static void addTo(List<Rule> rules, Demand demand, Node item, PlanReading reading) {
        if (!(item instanceof Node.Scalar scalar) || scalar.text().isBlank()) {
            reading.problems.add(
                    item.place(),
                    "'" + demand.key() + "' must be a list of regular expressions, found " + item.found());
            return;
        }
        try {
            if (LinearPattern.of(scalar.text(), "").isIn("")) {
                reading.problems.add(
                        item.place(),
                        "the regular expression [" + scalar.text()
                                + "] matches an empty line, and so matches every line: make it more specific");
            } else {
                rules.add(new Rule(demand, scalar.text(), item.place()));
            }
        } catch (IllegalArgumentException e) {
            reading.problems.add(
                    item.place(),
                    "[" + scalar.text() + "] is not a regular expression in the syntax of RE2, which has no look-around"
                            + " and no references to groups: " + e.getMessage());
        }
    }
}
