package dev.assay.report.page.loads;

import static dev.assay.figures.Statistic.MEAN;
import static dev.assay.figures.Statistic.P50;
import static dev.assay.figures.Statistic.P90;
import static dev.assay.figures.Statistic.P99;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.Statistic;
import dev.assay.report.words.Said;
import dev.assay.stats.QuantileTest;
import java.util.List;
import java.util.stream.Stream;

/**
 * A time of the requests: its mean and its quantiles.
 *
 * @param requests how many requests have it
 * @param quantiles p50, p90 and p99
 */
public record QuantileRow(String figure, int requests, String mean, List<Cell> quantiles) {
    /** The times that a page shows. */
    static final List<RequestFigure> FIGURES =
            List.of(RequestFigure.TTFT, RequestFigure.ITL, RequestFigure.TPOT, RequestFigure.E2E);

    private static final String NO_VALUE = "–";

    public QuantileRow {
        quantiles = List.copyOf(quantiles);
    }

    /**
     * A quantile.
     *
     * @param interval its 95 % interval as a text; empty if it has none, or an open one
     * @param needed how many requests a quantile needs at least; 0 if there are enough
     */
    public record Cell(String value, Said interval, int needed) {}

    static List<QuantileRow> of(FigureTable figures) {
        return FIGURES.stream().map(figure -> of(figures, figure)).toList();
    }

    private static QuantileRow of(FigureTable figures, RequestFigure figure) {
        var mean = MEAN.of(figure);
        return new QuantileRow(
                figure.key(),
                figures.requests(mean),
                value(figures.get(mean)),
                Stream.of(P50, P90, P99)
                        .map(quantile -> cell(figures, figure, quantile))
                        .toList());
    }

    /** The gaps of one request depend on each other, so requests are counted, and {@code itl} has no interval. */
    private static Cell cell(FigureTable figures, RequestFigure figure, Statistic quantile) {
        var name = quantile.of(figure);
        var least = QuantileTest.minimumSamples(quantile.quantile().orElseThrow());
        var few = figures.requests(name) < least && figures.requests(name) > 0;
        var unit = figure.unit();
        return new Cell(
                value(figures.get(name)),
                figures.interval(name)
                        .filter(interval -> !few && LimitRow.isClosed(interval))
                        .map(interval -> LimitRow.said(unit, interval))
                        .orElse(Said.name("")),
                few ? least : 0);
    }

    static String value(Figure figure) {
        return switch (figure) {
            case Figure.Measured measured -> measured.unit().format(measured.value());
            case Figure.Undefined ignored -> NO_VALUE;
        };
    }
}
