package dev.assay.report.page.loads;

import dev.assay.figures.Figure;
import dev.assay.figures.FigureName;
import dev.assay.figures.FigureTable;
import dev.assay.figures.RepeatedFigures;
import dev.assay.figures.RequestFigure;
import dev.assay.figures.RunFigure;
import dev.assay.figures.Statistic;
import dev.assay.gate.results.ProtocolVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.results.TextsVerdict;
import dev.assay.report.words.Said;
import dev.assay.starts.RunSet;
import dev.assay.starts.StartValue;
import dev.assay.stats.Interval;
import dev.assay.stats.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * The figures of a load test that a chart across load tests shows. One that has no value is missing.
 *
 * @param values by the figures, in the order of {@link #FIGURES}
 */
public record CurveValues(Map<FigureName, Value> values) {
    /** Throughput, and the times of a typical request: its median has an interval even if it was measured once. */
    static final List<FigureName> FIGURES = List.of(
            RunFigure.QPS,
            RunFigure.OUTPUT_TPS,
            Statistic.P50.of(RequestFigure.TTFT),
            Statistic.P50.of(RequestFigure.TPOT),
            Statistic.P50.of(RequestFigure.E2E));

    private static final String NO_VALUE = "–";
    private static final CurveValues NONE = new CurveValues(Map.of());

    /**
     * A value in the unit of the figure.
     *
     * @param interval its interval, both ends finite; empty if it has none
     */
    record Value(double value, Optional<Interval> interval) {}

    static CurveValues of(TestVerdict test) {
        return switch (test) {
            case TestVerdict.OfLoadTest one -> of(figure -> value(one.figures(), figure));
            case TestVerdict.OfRepeats repeats -> {
                var figures = repeats.figures();
                yield of(figure -> figures.values(figure).map(values -> mean(values, figures.starts())));
            }
            case TestVerdict.OfAccuracy ignored -> NONE;
            case TextsVerdict ignored -> NONE;
            case ProtocolVerdict ignored -> NONE;
            case TestVerdict.NotRun ignored -> NONE;
        };
    }

    static CurveValues of(RunSet measured) {
        return of(figure -> {
            var values = measured.values(figure.key()).stream()
                    .mapToDouble(StartValue::value)
                    .toArray();
            return values.length == 0
                    ? Optional.empty()
                    : Optional.of(mean(Sample.of(values), measured.distinctStarts()));
        });
    }

    private static CurveValues of(Function<FigureName, Optional<Value>> value) {
        var values = new LinkedHashMap<FigureName, Value>();
        FIGURES.forEach(figure -> value.apply(figure).ifPresent(each -> values.put(figure, each)));
        return new CurveValues(values);
    }

    private static Optional<Value> value(FigureTable figures, FigureName figure) {
        return figures.get(figure) instanceof Figure.Measured measured
                ? Optional.of(
                        new Value(measured.value(), figures.interval(figure).filter(LimitRow::isClosed)))
                : Optional.empty();
    }

    private static Value mean(Sample values, int starts) {
        return new Value(values.mean(), RepeatedFigures.bounds(values, starts).filter(LimitRow::isClosed));
    }

    /**
     * A value for a table.
     *
     * @param interval empty if it has none
     */
    public record Cell(String value, Said interval) {}

    /** Returns the values for a table, in the order of {@link #FIGURES}. */
    public List<Cell> cells() {
        return FIGURES.stream().map(this::cell).toList();
    }

    private Cell cell(FigureName figure) {
        var value = values.get(figure);
        var unit = figure.unit();
        return value == null
                ? new Cell(NO_VALUE, Said.name(""))
                : new Cell(
                        unit.format(value.value()),
                        value.interval()
                                .map(interval -> LimitRow.said(unit, interval))
                                .orElse(Said.name("")));
    }

    void into(ObjectNode json) {
        values.forEach((figure, value) -> {
            var array = json.putArray(figure.key());
            array.add(value.value());
            value.interval().ifPresent(interval -> array.add(interval.low()).add(interval.high()));
        });
    }
}
