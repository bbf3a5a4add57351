package dev.assay.figures.imported;

import dev.assay.figures.rosetta.Printed;
import dev.assay.figures.rosetta.Printout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cell that another tool measured beside one of ours, like with like: ours is what that tool would have printed of our traces.
 *
 * @param ours the name of our cell
 * @param lines the figures that both have
 */
public record Comparison(ImportedCell theirs, String ours, List<Line> lines) {
    public Comparison {
        lines = List.copyOf(lines);
    }

    /** One figure of the tool: of its own run, and of ours. */
    public record Line(String name, String unit, double theirs, double ours) {
        /** Returns ours over theirs; absent where theirs is 0. */
        public @Nullable Double ratio() {
            return theirs == 0 ? null : (Double) (ours / theirs);
        }
    }

    /** Compares the figures that both have, by the tool's names. */
    public static Comparison of(ImportedCell theirs, String name, Printout ours) {
        var lines = new ArrayList<Line>();
        for (var figure : theirs.printed().figures()) {
            var other = ours.value(figure.name());
            if (figure.value() != null && other != null) {
                lines.add(line(figure, figure.value(), other));
            }
        }
        return new Comparison(theirs, name, lines);
    }

    private static Line line(Printed figure, double theirs, double ours) {
        return new Line(figure.name(), figure.unit(), theirs, ours);
    }
}
