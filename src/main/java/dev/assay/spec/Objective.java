package dev.assay.spec;

import dev.assay.input.Fields;
import dev.assay.input.NearMiss;
import dev.assay.input.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What each request should keep to count as served well. It fails nothing by itself: the figure {@code goodput} counts the requests that keep
 * all objectives of their cell.
 *
 * @param figure a figure that each request has, in milliseconds: {@code ttft}
 * @param most the largest value that keeps it
 */
public record Objective(String figure, Quantity most) {
    private static final String KEY = "objectives";

    /** Returns whether a value, in milliseconds, keeps it; one that equals it does. */
    public boolean keeps(double value) {
        return value <= most.value();
    }

    /** Returns objectives for people: {@code ttft 500 ms, tpot 50 ms}; empty where there are none. */
    public static String text(List<Objective> objectives) {
        return objectives.stream().map(Objective::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return figure + " " + most;
    }

    /** Reads a cell's {@code objectives}; none if it has none, or none that could be read. */
    static List<Objective> readAll(Fields cell, Reading reading) {
        var node = cell.optional(KEY);
        if (node instanceof Node.Mapping mapping && mapping.entries().isEmpty()) {
            reading.problems.add(
                    node.place(), "'" + KEY + "' must have at least one, such as ttft: 500 ms; or take it out");
        }
        var allowed = reading.vocabulary.objectives();
        var objectives = new ArrayList<Objective>();
        for (var entry : cell.entries(KEY)) {
            if (!allowed.contains(entry.key())) {
                reading.problems.add(
                        entry.place(),
                        "no objective can be on '" + entry.key() + "'; allowed: " + String.join(", ", allowed)
                                + NearMiss.hint(entry.key(), allowed));
                continue;
            }
            var most = Quantity.read(entry.key(), Unit.MILLISECONDS, entry.value(), null, reading.problems);
            if (most != null) {
                objectives.add(new Objective(entry.key(), most));
            }
        }
        return objectives;
    }
}
