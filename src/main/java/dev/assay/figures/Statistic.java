package dev.assay.figures;

import dev.assay.plan.thresholds.Direction;
import dev.assay.stats.Sample;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A statistic of a figure over all requests of a load test. Quantiles interpolate linearly (Hyndman-Fan 7). */
public enum Statistic {
    MEAN("mean", null, sample -> OptionalDouble.of(sample.mean())),
    SD("sd", null, Sample::sd),
    MIN("min", null, sample -> OptionalDouble.of(sample.min())),
    P50("p50", 0.5, sample -> OptionalDouble.of(sample.quantile(0.5))),
    P90("p90", 0.9, sample -> OptionalDouble.of(sample.quantile(0.9))),
    P95("p95", 0.95, sample -> OptionalDouble.of(sample.quantile(0.95))),
    P99("p99", 0.99, sample -> OptionalDouble.of(sample.quantile(0.99))),
    MAX("max", null, sample -> OptionalDouble.of(sample.max()));

    private final String key;
    private final @Nullable Double quantile;
    private final Function<Sample, OptionalDouble> value;

    Statistic(String key, @Nullable Double quantile, Function<Sample, OptionalDouble> value) {
        this.key = key;
        this.quantile = quantile;
        this.value = value;
    }

    /** Returns the last part of a figure's name: {@code mean}, {@code p99}. */
    public String key() {
        return key;
    }

    /** Returns the probability of a quantile; empty for another statistic. */
    public OptionalDouble quantile() {
        return quantile == null ? OptionalDouble.empty() : OptionalDouble.of(quantile);
    }

    /** Returns the name of this statistic of a figure: {@code ttft.p99}. */
    public FigureName.OfRequests of(RequestFigure figure) {
        return new FigureName.OfRequests(figure, this);
    }

    /** Returns which values of this statistic are better, by which values of the figure are. A smaller standard deviation is always better. */
    Direction better(Direction figure) {
        return this == SD && figure != Direction.NEITHER ? Direction.LESS : figure;
    }

    OptionalDouble of(Sample sample) {
        return value.apply(sample);
    }
}
