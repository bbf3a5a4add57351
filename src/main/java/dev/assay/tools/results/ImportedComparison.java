package dev.assay.tools.results;

import dev.assay.tools.definitions.ToolFigure;
import dev.assay.tools.definitions.ToolFigures;
import dev.assay.tools.results.ImportedLoadTest.Lengths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares a load test that another tool measured with one of ours. Our figures are those that the tool would have printed for our traces.
 *
 * @param ours the name of our load test
 * @param lengths the lengths of our requests
 * @param lines the figures that exist on both sides
 */
public record ImportedComparison(ImportedLoadTest theirs, String ours, Lengths lengths, List<Line> lines) {
    public ImportedComparison {
        lines = List.copyOf(lines);
    }

    /** One figure of the tool, for its own run and for ours. */
    public record Line(String name, String unit, double theirs, double ours) {
        /** Returns ours / theirs; null if theirs is 0. */
        public @Nullable Double ratio() {
            return theirs == 0 ? null : (Double) (ours / theirs);
        }
    }

    /** Compares the figures that exist on both sides, by the tool's names. */
    public static ImportedComparison of(ImportedLoadTest theirs, String name, Lengths lengths, ToolFigures ours) {
        var lines = new ArrayList<Line>();
        for (var figure : theirs.printed().figures()) {
            var other = ours.value(figure.name());
            if (figure.value() != null && other != null) {
                lines.add(line(figure, figure.value(), other));
            }
        }
        return new ImportedComparison(theirs, name, lengths, lines);
    }

    /** Returns why the two are not comparable; empty if requests have the same lengths. */
    public Optional<String> unlike() {
        return lengths.equals(theirs.lengths())
                ? Optional.empty()
                : Optional.of("different workloads: " + text(theirs.lengths()) + " there, " + text(lengths) + " here");
    }

    private static String text(Lengths lengths) {
        return String.format(Locale.ROOT, "%.1f tokens in and %.1f out", lengths.input(), lengths.output());
    }

    private static Line line(ToolFigure figure, double theirs, double ours) {
        return new Line(figure.name(), figure.unit(), theirs, ours);
    }
}
