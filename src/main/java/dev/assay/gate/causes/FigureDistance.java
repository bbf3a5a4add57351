package dev.assay.gate.causes;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.plan.thresholds.Bound;
import dev.assay.stats.QuantileTest;
import dev.assay.stats.Sample;
import dev.assay.stats.Uncertainty;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How far a figure lies in another table of the same requests, such as that of the smallest tpot that each may have had.
 *
 * <p>A bound on a quantile is decided by the quantile and by that one of the requests' own values which the quantile is proven to keep within
 * ({@link QuantileTest}). The distance is the larger of both. So the exact test on values that all move by it is at least as strict as the
 * exact test on the other table.
 */
public final class FigureDistance {
    private FigureDistance() {}

    /**
     * Returns the distance. A figure that has no value in {@code measured} has none; without a value in {@code other} it may be any.
     *
     * @param bound which decides what of a quantile counts
     */
    public static Uncertainty of(FigureTable measured, FigureTable other, FigureName name, Bound bound) {
        if (!(measured.get(name) instanceof Figure.Measured here)) {
            return Uncertainty.NONE;
        }
        if (!(other.get(name) instanceof Figure.Measured there)) {
            return Uncertainty.UNBOUNDED;
        }
        var from = decisive(measured, here, bound);
        var to = decisive(other, there, bound);
        var distance = Uncertainty.NONE;
        for (var i = 0; i < from.size(); i++) {
            distance = distance.or(Uncertainty.of(from.get(i), to.get(i)));
        }
        return distance;
    }

    private static List<Double> decisive(FigureTable figures, Figure.Measured figure, Bound bound) {
        var values = new ArrayList<>(List.of(figure.value()));
        figure.name().quantile().ifPresent(p -> {
            var sample = figures.sample(figure.name()).orElseThrow();
            var failed = figures.missing().beyond();
            bound.sides().forEach(side -> decisive(side, sample, failed, p).forEach(values::add));
        });
        return values;
    }

    private static DoubleStream decisive(Bound side, Sample sample, int failed, double p) {
        return switch (side) {
            case Bound.Max ignored ->
                DoubleStream.of(sample.quantileWith(0, failed, p), QuantileTest.upperBound(sample, failed, p));
            case Bound.Min ignored ->
                DoubleStream.of(sample.quantileWith(failed, 0, p), QuantileTest.lowerBound(sample, failed, p));
            case Bound.Between ignored -> throw new IllegalArgumentException("it has two sides");
            case Bound.OnGpu onGpu -> throw new IllegalArgumentException("several bounds: " + onGpu);
            case Bound.Calibrate ignored -> DoubleStream.empty();
            case Bound.Compared ignored -> DoubleStream.empty();
        };
    }
}
