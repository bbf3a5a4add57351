package dev.assay.figures;

import dev.assay.stats.Sample;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The range of values that a figure could have had if the missing requests had been answered, however well or badly. The server would then have
 * had more to do, so the other requests would not have been faster.
 *
 * @param low the smallest
 * @param high the largest; infinite if there is no bound
 */
public record PossibleValues(double low, double high) {
    private static final PossibleValues ANY = new PossibleValues(0, Double.POSITIVE_INFINITY);

    /** For a statistic: each missing request could have had any value from 0. */
    static PossibleValues of(RequestFigure figure, Statistic statistic, Sample sample, MissingRequests missing) {
        var extra = extra(figure, missing);
        if (extra.isEmpty()) {
            return ANY;
        }
        var more = extra.getAsDouble();
        return switch (statistic) {
            case MEAN -> from(sample.mean() * sample.size() / (sample.size() + more));
            case SD -> ANY;
            case MIN -> new PossibleValues(0, sample.min());
            case MAX -> from(sample.max());
            case P50, P90, P95, P99 ->
                new PossibleValues(
                        Math.max(0, sample.quantileWith((int) more, 0, quantile(statistic))),
                        sample.quantileWith(0, (int) more, quantile(statistic)));
        };
    }

    private static double quantile(Statistic statistic) {
        return statistic.quantile().orElseThrow();
    }

    /** How many values the missing requests could have had: one each; of gaps, as many as tokens. */
    private static OptionalDouble extra(RequestFigure figure, MissingRequests missing) {
        if (figure != RequestFigure.ITL) {
            return OptionalDouble.of(missing.count());
        }
        var most = missing.most();
        return most == null || most.output() * missing.count() > Integer.MAX_VALUE
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) most.output() * missing.count());
    }

    /** For a figure of the whole load test: at best the missing requests would have been answered within the run and taken no time. */
    static PossibleValues of(RunFigure figure, @Nullable RunTotals totals, MissingRequests missing) {
        var best = totals == null ? null : totals.with(missing);
        var value = best == null ? OptionalDouble.empty() : figure.of(best);
        return switch (figure) {
            case QPS, GOODPUT, OUTPUT_TPS, PROMPT_TPS -> new PossibleValues(0, value.orElse(Double.POSITIVE_INFINITY));
            case ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK -> from(value.orElse(0));
            case GPU_POWER,
                    CACHED_SHARE,
                    FINISH_STOP,
                    FINISH_LENGTH,
                    FINISH_TOOL_CALLS,
                    FINISH_CONTENT_FILTER,
                    FINISH_GAVE_UP,
                    FINISH_UNKNOWN -> ANY;
        };
    }

    /** For a figure of the server: with more to do it would not have preempted fewer requests, and its cache would not have been less full. */
    static PossibleValues of(ServerFigure figure, double value) {
        return switch (figure) {
            case PREEMPTIONS, KV_CACHE_USAGE_MAX -> from(value);
            case CACHE_HIT_RATE, KV_CACHE_USAGE_MEAN, ACCEPT_LENGTH, STARTUP_COLD -> ANY;
        };
    }

    private static PossibleValues from(double low) {
        return new PossibleValues(low, Double.POSITIVE_INFINITY);
    }
}
