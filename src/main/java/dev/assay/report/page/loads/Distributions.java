package dev.assay.report.page.loads;

import dev.assay.figures.RequestFigure;
import dev.assay.figures.times.RequestTimes;
import dev.assay.recording.Recording;
import dev.assay.stats.Sample;
import dev.assay.trace.Trace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the times of requests are distributed: for each figure that has values the quantiles at {@link #PLACES}, with the quantiles of the
 * figures of a load test, Hyndman-Fan 7.
 *
 * @param quantiles in the unit of the figure
 */
record Distributions(Map<RequestFigure, List<Double>> quantiles) {
    /** Every hundredth, and closer at the slow end, which limits are mostly about. */
    static final List<Double> PLACES = DoubleStream.concat(
                    IntStream.rangeClosed(0, 99).mapToDouble(percent -> percent / 100.0),
                    DoubleStream.of(0.995, 0.999, 1))
            .boxed()
            .toList();

    static final List<RequestFigure> FIGURES = List.of(RequestFigure.TTFT, RequestFigure.ITL, RequestFigure.E2E);
    private static final int DECIMALS = 3;

    static final Distributions NONE = new Distributions(Map.of());

    static Distributions of(Recording recording) {
        var requests = recording.measured().stream()
                .filter(Trace::complete)
                .flatMap(trace -> RequestTimes.of(trace).stream())
                .toList();
        var quantiles = new EnumMap<RequestFigure, List<Double>>(RequestFigure.class);
        FIGURES.forEach(
                figure -> figure.together(requests).ifPresent(sample -> quantiles.put(figure, quantiles(sample))));
        return new Distributions(quantiles);
    }

    private static List<Double> quantiles(Sample sample) {
        return PLACES.stream().map(sample::quantile).toList();
    }

    boolean isEmpty() {
        return quantiles.isEmpty();
    }

    void into(ObjectNode json) {
        quantiles.forEach((figure, values) -> {
            var array = json.putArray(figure.key());
            values.forEach(value -> add(array, value));
        });
    }

    /** Adds a number with three decimals, without zeros at its end. */
    static void add(ArrayNode array, double value) {
        array.add(new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_UP).doubleValue());
    }
}
