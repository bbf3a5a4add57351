package dev.assay.figures;

import static dev.assay.plan.thresholds.Direction.LESS;
import static dev.assay.plan.thresholds.Direction.MORE;
import static dev.assay.plan.thresholds.Direction.NEITHER;

import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.Unit;
import dev.assay.trace.choices.FinishReason;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * The figures of a load test as a whole, from its traces. One line each. The window in their formulas is the whole run, from the first send to the
 * last end, or the {@link SteadyWindow}.
 */
public enum RunFigure implements FigureName {
    QPS("qps", Unit.PER_SECOND, MORE, "completed requests / window", RunTotals::requestsPerSecond),
    GOODPUT(
            "goodput",
            Unit.PER_SECOND,
            MORE,
            "completed requests that keep every objective of the load test / window",
            RunTotals::goodRequestsPerSecond),
    OUTPUT_TPS("output-tps", Unit.TOKENS_PER_SECOND, MORE, "Σ n / window", RunTotals::outputTokensPerSecond),
    PROMPT_TPS("prompt-tps", Unit.TOKENS_PER_SECOND, MORE, "Σ input tokens / Σ ttft", RunTotals::inputTokensPerSecond),
    CACHED_SHARE(
            "cached-share",
            Unit.SHARE,
            NEITHER,
            "Σ cached_tokens / Σ prompt_tokens of the answers' usage",
            totals -> totals.cached().share()),
    GPU_POWER(
            "gpu-power",
            Unit.WATTS,
            NEITHER,
            "Σ over the server's GPUs of the mean of their power samples",
            RunTotals::watts),
    ENERGY("energy", Unit.WATT_HOURS, LESS, "gpu-power × window", RunTotals::wattHours),
    ENERGY_PER_MTOK(
            "energy-per-mtok",
            Unit.WATT_HOURS_PER_MTOK,
            LESS,
            "energy / Σ n, per million output tokens",
            RunTotals::wattHoursPerMillion),
    COST_PER_MTOK(
            "cost-per-mtok",
            Unit.PER_MTOK,
            LESS,
            "price × window / Σ n, per million output tokens",
            RunTotals::costPerMillion),
    FINISH_STOP(FinishReason.STOP, NEITHER),
    FINISH_LENGTH(FinishReason.LENGTH, NEITHER),
    FINISH_TOOL_CALLS(FinishReason.TOOL_CALLS, NEITHER),
    FINISH_CONTENT_FILTER(FinishReason.CONTENT_FILTER, LESS),
    FINISH_GAVE_UP(FinishReason.GAVE_UP, LESS),
    FINISH_UNKNOWN(FinishReason.UNKNOWN, LESS);

    private static final String NO_TOKENS = "not every answer gives its token counts (usage)";

    private final Definition defined;
    private final Function<RunTotals, OptionalDouble> value;

    RunFigure(String key, Unit unit, Direction better, String formula, Function<RunTotals, OptionalDouble> value) {
        this.defined = new Definition(key, unit, better, formula);
        this.value = value;
    }

    RunFigure(FinishReason kind, Direction better) {
        this(
                kind.figure(),
                Unit.SHARE,
                better,
                "answers with this finish reason / answers with any finish reason",
                totals -> totals.finished(kind));
    }

    /** Returns the figures of power and cost, which a load test has only if its GPUs were recorded or its deployment has a price. */
    public static Set<RunFigure> ofPowerAndCost() {
        return EnumSet.of(GPU_POWER, ENERGY, ENERGY_PER_MTOK, COST_PER_MTOK);
    }

    /** Returns the shares of the finish reasons. */
    public static Set<RunFigure> ofFinishes() {
        return EnumSet.range(FINISH_STOP, FINISH_UNKNOWN);
    }

    @Override
    public Definition defined() {
        return defined;
    }

    @Override
    public String toString() {
        return key();
    }

    /** Returns how many requests, or samples of power, it is computed from. */
    int samples(RunTotals totals) {
        return switch (this) {
            case PROMPT_TPS, CACHED_SHARE -> totals.timed();
            case FINISH_STOP, FINISH_LENGTH, FINISH_TOOL_CALLS, FINISH_CONTENT_FILTER, FINISH_GAVE_UP, FINISH_UNKNOWN ->
                totals.finishes().total();
            case QPS, GOODPUT, OUTPUT_TPS, COST_PER_MTOK -> totals.brought();
            case GPU_POWER, ENERGY, ENERGY_PER_MTOK ->
                switch (totals.power()) {
                    case Power.Drawn drawn -> drawn.samples();
                    case Power.Unknown ignored -> 0;
                };
        };
    }

    /** Returns why it is undefined. */
    String missing(RunTotals totals) {
        return switch (this) {
            case QPS -> "no request is complete";
            case GOODPUT ->
                totals.objectives() == 0
                        ? "the load test has no objectives"
                        : "no complete request has the figure of one of the objectives";
            case CACHED_SHARE ->
                totals.cached().wrong() == 0
                        ? "no answer says how many tokens of its prompt were cached"
                        : "an answer gives an impossible count of cached tokens: below 0, or more than its prompt has";
            case FINISH_STOP, FINISH_LENGTH, FINISH_TOOL_CALLS, FINISH_CONTENT_FILTER, FINISH_GAVE_UP, FINISH_UNKNOWN ->
                "no answer says why it ended";
            case OUTPUT_TPS -> NO_TOKENS;
            case PROMPT_TPS -> totals.tokens() == null ? NO_TOKENS : "no time passed before the first output";
            case GPU_POWER, ENERGY -> noPower(totals);
            case ENERGY_PER_MTOK -> totals.watts().isEmpty() ? noPower(totals) : noTokens(totals);
            case COST_PER_MTOK -> totals.price() == null ? "its deployment has no `price`" : noTokens(totals);
        };
    }

    private static String noPower(RunTotals totals) {
        return switch (totals.power()) {
            case Power.Unknown unknown -> unknown.reason();
            case Power.Drawn ignored -> "";
        };
    }

    private static String noTokens(RunTotals totals) {
        return totals.tokens() == null ? NO_TOKENS : "no answer has a token";
    }

    OptionalDouble of(RunTotals totals) {
        return value.apply(totals);
    }
}
