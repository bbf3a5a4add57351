package dev.assay.report.summary.limits;

import static java.math.RoundingMode.HALF_UP;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.Statistic;
import dev.assay.stats.QuantileTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** A quantile for a table: its value, with a mark if its requests are too few for it. */
public final class QuantileText {
    /** What follows the value of a quantile for which the requests are too few. */
    public static final String TOO_FEW = " †";

    /** The quantiles of tables. */
    public static final List<Statistic> ALL = List.of(Statistic.P50, Statistic.P90, Statistic.P99);

    private QuantileText() {}

    /** Returns the value with three decimals, marked if the requests are too few; {@code –} if there is none. */
    public static String of(FigureTable figures, RequestFigure figure, Statistic quantile) {
        return switch (figures.get(quantile.of(figure))) {
            case Figure.Undefined ignored -> "–";
            case Figure.Measured measured ->
                new BigDecimal(measured.value()).setScale(3, HALF_UP).toPlainString()
                        + (isSupported(figures, figure, quantile) ? "" : TOO_FEW);
        };
    }

    /** Returns whether there are requests enough to prove a limit on this quantile. The gaps of one request depend on each other, so requests are counted. */
    public static boolean isSupported(FigureTable figures, RequestFigure figure, Statistic quantile) {
        return figures.requests(quantile.of(figure)) >= needed(quantile);
    }

    private static int needed(Statistic quantile) {
        return QuantileTest.minimumSamples(quantile.quantile().orElseThrow());
    }

    /** Returns how many requests each quantile needs: {@code p50 5, p90 29, p99 299}. */
    public static String needed() {
        return ALL.stream().map(each -> each.key() + " " + needed(each)).collect(Collectors.joining(", "));
    }
}
