package dev.assay.plan.tests;

import dev.assay.input.Fields;
import dev.assay.input.Node;
import dev.assay.input.SimilarNames;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.PlanReading;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What each request should keep to count as served well. It fails nothing by itself: the figure {@code goodput} counts the requests that keep
 * all objectives of their load test.
 *
 * @param figure a figure that each request has, in milliseconds: {@code ttft}
 * @param most the largest value that keeps it
 */
public record RequestObjective(NamedFigure figure, Quantity most) {
    private static final String KEY = "objectives";

    /** Returns whether a value, in milliseconds, keeps it; one that equals it does. */
    public boolean keeps(double value) {
        return value <= most.value();
    }

    /** Returns objectives for people: {@code ttft 500 ms, tpot 50 ms}; empty where there are none. */
    public static String text(List<RequestObjective> objectives) {
        return objectives.stream().map(RequestObjective::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return figure.key() + " " + most;
    }

    /** Reads a cell's {@code objectives}; none if it has none, or none that could be read. */
    static List<RequestObjective> readAll(Fields loadTest, PlanReading reading) {
        var node = loadTest.optional(KEY);
        if (node instanceof Node.Mapping mapping && mapping.entries().isEmpty()) {
            reading.problems.add(
                    node.place(), "'" + KEY + "' must have at least one, such as ttft: 500 ms; or take it out");
        }
        var allowed = reading.vocabulary.objectives();
        var objectives = new ArrayList<RequestObjective>();
        for (var entry : loadTest.entries(KEY)) {
            var figure = allowed.get(entry.key());
            if (figure == null) {
                reading.problems.add(
                        entry.place(),
                        "no objective can be on '" + entry.key() + "'; allowed: " + String.join(", ", allowed.keySet())
                                + SimilarNames.hint(entry.key(), allowed.keySet()));
                continue;
            }
            var most = Quantity.read(entry.key(), Unit.MILLISECONDS, entry.value(), null, reading.problems);
            if (most != null) {
                objectives.add(new RequestObjective(figure, most));
            }
        }
        return objectives;
    }
}
