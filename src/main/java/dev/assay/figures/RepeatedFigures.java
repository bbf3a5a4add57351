package dev.assay.figures;

import dev.assay.stats.Interval;
import dev.assay.stats.Sample;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The figures of several measurements of one load test.
 *
 * @param tables those of each measurement
 * @param starts how many starts of the server they are of
 */
public record RepeatedFigures(List<FigureTable> tables, int starts) {
    /** The confidence of each one-sided bound. */
    public static final double LEVEL = 0.95;

    public RepeatedFigures {
        tables = List.copyOf(tables);
    }

    /** Returns the values of a figure, one of each measurement that has it; empty if none has it. */
    public Optional<Sample> values(FigureName figure) {
        var values = tables.stream()
                .map(table -> table.get(figure))
                .flatMap(each -> each instanceof Figure.Measured measured ? Stream.of(measured) : Stream.empty())
                .mapToDouble(Figure.Measured::value)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Sample.of(values));
    }

    /**
     * Returns the one-sided bounds of the mean over many starts, each with a confidence of 95 %, by Student's t.
     *
     * @param values those of the measurements
     * @param starts how many starts the measurements are of
     * @return empty if there is only one value, or if two values are of one start, which say nothing of another start
     */
    public static Optional<Interval> bounds(Sample values, int starts) {
        return values.size() == 1 || starts < values.size()
                ? Optional.empty()
                : Optional.of(new Interval(values.meanAtLeast(LEVEL), values.meanAtMost(LEVEL), 2 * LEVEL - 1));
    }
}
