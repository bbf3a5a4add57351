package dev.assay.plan.testspecs;

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
 * What a single request must keep to count in {@code goodput}, the figure that counts the requests that keep all objectives of their load
 * test. An objective alone fails no test.
 *
 * @param figure a figure of single requests, in milliseconds: {@code ttft}
 * @param most the largest allowed value
 */
public record RequestObjective(NamedFigure figure, Quantity most) {
    private static final String KEY = "objectives";

    /** Returns whether a value in milliseconds is at most the allowed one. */
    public boolean keeps(double value) {
        return value <= most.value();
    }

    /** Returns objectives for people: {@code ttft 500 ms, tpot 50 ms}; an empty text if there are none. */
    public static String text(List<RequestObjective> objectives) {
        return objectives.stream().map(RequestObjective::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return figure.key() + " " + most;
    }

    /** Reads the {@code objectives} of a load test; none if it has none, or if none could be read. */
    static List<RequestObjective> readAll(Fields loadTest, PlanReading reading) {
        var node = loadTest.optional(KEY);
        if (node instanceof Node.Mapping mapping && mapping.entries().isEmpty()) {
            reading.problems.add(
                    node.place(),
                    "'" + KEY + "' must have at least one, such as ttft: 500 ms; add one or remove" + " the key");
        }
        var allowed = reading.vocabulary.objectives();
        var objectives = new ArrayList<RequestObjective>();
        for (var entry : loadTest.entries(KEY)) {
            var figure = allowed.get(entry.key());
            if (figure == null) {
                reading.problems.add(
                        entry.place(),
                        "an objective cannot be on '" + entry.key() + "'; allowed: "
                                + String.join(", ", allowed.keySet())
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
