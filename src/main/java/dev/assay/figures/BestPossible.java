package dev.assay.figures;

import dev.assay.plan.thresholds.Direction;
import dev.assay.stats.Sample;
import dev.assay.stats.Uncertainty;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The best value that a figure could have had if the missing requests had been answered. With them the server would have had more to do, so
 * the other requests would have been no faster than they were, and perhaps slower. So there is a best value, and no worst one.
 */
final class BestPossible {
    private BestPossible() {}

    /**
     * Returns how far the true value of a figure of each request may lie from the measured one: up to the best value, and any distance to the
     * worse side. The quantile of the requests' own values may move farther than that of all their gaps.
     *
     * @param values of all requests together
     * @param own one of each request
     */
    static Uncertainty around(
            Figure.Measured figure,
            RequestFigure ofRequest,
            Statistic statistic,
            Sample values,
            Sample own,
            MissingRequests missing) {
        var all = around(figure, of(ofRequest, statistic, values, extra(ofRequest, missing)));
        return statistic.quantile().isEmpty()
                ? all
                : all.or(around(
                        figure.name().measured(statistic.of(own).orElseThrow(), own.size()),
                        of(ofRequest, statistic, own, OptionalDouble.of(missing.count()))));
    }

    /** Returns how far the true value of a figure may lie from the measured one: up to the best value, and any distance to the worse side. */
    static Uncertainty around(Figure.Measured figure, OptionalDouble best) {
        if (best.isEmpty()) {
            return Uncertainty.UNBOUNDED;
        }
        var distance = Uncertainty.of(figure.value(), best.getAsDouble());
        return switch (figure.name().better()) {
            case LESS -> new Uncertainty(distance.below(), Double.POSITIVE_INFINITY);
            case MORE -> new Uncertainty(Double.POSITIVE_INFINITY, distance.above());
            case NEITHER -> Uncertainty.UNBOUNDED;
        };
    }

    /** Of a figure of each request, which each missing one could have had at 0, or at any height. Empty where nothing bounds it. */
    private static OptionalDouble of(RequestFigure figure, Statistic statistic, Sample sample, OptionalDouble extra) {
        var more = figure.better() == Direction.MORE;
        if (extra.isEmpty()) {
            return OptionalDouble.empty();
        }
        var count = extra.getAsDouble();
        return switch (statistic) {
            case MEAN ->
                more
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(sample.mean() * sample.size() / (sample.size() + count));
            case SD -> OptionalDouble.empty();
            case MIN -> more ? OptionalDouble.of(sample.min()) : OptionalDouble.empty();
            case MAX -> more ? OptionalDouble.empty() : OptionalDouble.of(sample.max());
            case P50, P90, P95, P99 -> {
                var p = statistic.quantile().orElseThrow();
                yield OptionalDouble.of(
                        more ? sample.quantileWith(0, (int) count, p) : sample.quantileWith((int) count, 0, p));
            }
        };
    }

    /** How many values the missing requests could have had: one each, but as many gaps as tokens. */
    private static OptionalDouble extra(RequestFigure figure, MissingRequests missing) {
        if (figure != RequestFigure.ITL) {
            return OptionalDouble.of(missing.count());
        }
        var most = missing.most();
        return most == null || most.output() * missing.count() > Integer.MAX_VALUE
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) most.output() * missing.count());
    }

    /** Of a figure of the load test as a whole: had the missing requests been answered within the run, and in no time. */
    static OptionalDouble of(RunFigure figure, @Nullable RunTotals totals, MissingRequests missing) {
        var best = totals == null ? null : totals.with(missing);
        return switch (figure) {
            case QPS, GOODPUT, OUTPUT_TPS, PROMPT_TPS, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK ->
                best == null ? OptionalDouble.empty() : figure.of(best);
            case GPU_POWER,
                    CACHED_SHARE,
                    FINISH_STOP,
                    FINISH_LENGTH,
                    FINISH_TOOL_CALLS,
                    FINISH_CONTENT_FILTER,
                    FINISH_GAVE_UP,
                    FINISH_UNKNOWN -> OptionalDouble.empty();
        };
    }

    /** Of a figure of the server: with more to do it had preempted no fewer requests, and had its cache no less full. */
    static Uncertainty around(ServerFigure figure) {
        return switch (figure) {
            case PREEMPTIONS, KV_CACHE_USAGE_MAX -> new Uncertainty(0, Double.POSITIVE_INFINITY);
            case CACHE_HIT_RATE, KV_CACHE_USAGE_MEAN, ACCEPT_LENGTH -> Uncertainty.UNBOUNDED;
            case STARTUP_COLD -> Uncertainty.NONE;
        };
    }
}
