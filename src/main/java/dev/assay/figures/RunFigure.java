package dev.assay.figures;

import dev.assay.spec.Unit;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures that only a cell as a whole has. One line each. A window is the whole run: first sent to last ended. */
public enum RunFigure {
    QPS("qps", Unit.PER_SECOND, "completed requests / window", Run::requestsPerSecond),
    GOODPUT(
            "goodput",
            Unit.PER_SECOND,
            "completed requests that keep every objective of the cell / window",
            Run::goodRequestsPerSecond),
    OUTPUT_TPS("output-tps", Unit.TOKENS_PER_SECOND, "Σ n / window", Run::outputTokensPerSecond),
    PROMPT_TPS("prompt-tps", Unit.TOKENS_PER_SECOND, "Σ input tokens / Σ ttft", Run::inputTokensPerSecond),
    CACHE_HIT_RATE(
            "cache-hit-rate",
            Unit.SHARE,
            "Σ cached_tokens / Σ prompt_tokens",
            run -> run.cached().share());

    private final String key;
    private final Unit unit;
    private final String definition;
    private final Function<Run, OptionalDouble> value;

    RunFigure(String key, Unit unit, String definition, Function<Run, OptionalDouble> value) {
        this.key = key;
        this.unit = unit;
        this.definition = definition;
        this.value = value;
    }

    public String key() {
        return key;
    }

    public Unit unit() {
        return unit;
    }

    public String definition() {
        return definition;
    }

    OptionalDouble of(Run run) {
        return value.apply(run);
    }

    /**
     * What these figures are computed from.
     *
     * @param good how many of them keep every objective; absent where the cell has none
     * @param tokens what all requests used together; absent if the server does not say it of each
     * @param windowNanos first sent to last ended
     * @param ttftMillis the sum over all requests
     * @param cached what the server took from its cache
     */
    record Run(
            int completed,
            @Nullable Integer good,
            @Nullable Tokens tokens,
            long windowNanos,
            double ttftMillis,
            CachedPrompts cached) {
        OptionalDouble requestsPerSecond() {
            return OptionalDouble.of(completed * 1e9 / windowNanos);
        }

        OptionalDouble goodRequestsPerSecond() {
            return good == null ? OptionalDouble.empty() : OptionalDouble.of(good * 1e9 / windowNanos);
        }

        OptionalDouble outputTokensPerSecond() {
            return tokens == null ? OptionalDouble.empty() : OptionalDouble.of(tokens.output * 1e9 / windowNanos);
        }

        OptionalDouble inputTokensPerSecond() {
            return tokens == null || ttftMillis <= 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(tokens.input * 1e3 / ttftMillis);
        }
    }

    /** Tokens of all requests together. */
    record Tokens(long input, long output) {}
}
