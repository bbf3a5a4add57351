package dev.assay.plan.deployments;

import dev.assay.input.Fields;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.plan.thresholds.PlanReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What the log of a deployment's server must show. An engine that cannot do what it was told may quietly do something else, and its figures
 * are then of that; its log tells.
 *
 * @param file the log of a server that the gate did not start, relative to thresholds.yaml; absent: none is named
 * @param rules those that require before those that forbid, each in the order of the file; none: nobody looks into the log
 */
public record ServerLog(@Nullable String file, List<Rule> rules) {
    /** What holds where the file says nothing. */
    public static final ServerLog UNREAD = new ServerLog(null, List.of());

    public ServerLog {
        rules = List.copyOf(rules);
    }

    /** What a rule wants of the lines that its pattern is found in. */
    public enum Demand {
        /** There is one. */
        REQUIRE,
        /** There is none. */
        FORBID;

        private String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One rule.
     *
     * @param pattern a regular expression, looked for anywhere in a line
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
                    "'server-log' needs 'require' or 'forbid', a list of regular expressions that a line of the log must"
                            + " have or none may have");
        }
        return new ServerLog(file, rules);
    }

    private static void addTo(List<Rule> rules, Demand demand, Node item, PlanReading reading) {
        if (!(item instanceof Node.Scalar scalar) || scalar.text().isBlank()) {
            reading.problems.add(
                    item.place(), "'" + demand.key() + "' is a list of regular expressions, found " + item.found());
            return;
        }
        try {
            if (Pattern.compile(scalar.text()).matcher("").find()) {
                reading.problems.add(
                        item.place(),
                        "the regular expression [" + scalar.text()
                                + "] fits an empty line, and so every line: say more");
            } else {
                rules.add(new Rule(demand, scalar.text(), item.place()));
            }
        } catch (PatternSyntaxException e) {
            reading.problems.add(
                    item.place(),
                    "[" + scalar.text() + "] is no regular expression: " + e.getDescription()
                            + (e.getIndex() < 0 ? "" : " at its character " + (e.getIndex() + 1)));
        }
    }
}
