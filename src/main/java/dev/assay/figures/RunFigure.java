package dev.assay.figures;

import dev.assay.spec.Unit;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The figures that only a cell as a whole has. One line each. The window is the whole run, first sent to last ended, or its steady part,
 * {@link Steady}.
 */
public enum RunFigure {
    QPS("qps", Unit.PER_SECOND, "completed requests / window", Totals::requestsPerSecond),
    GOODPUT(
            "goodput",
            Unit.PER_SECOND,
            "completed requests that keep every objective of the cell / window",
            Totals::goodRequestsPerSecond),
    OUTPUT_TPS("output-tps", Unit.TOKENS_PER_SECOND, "Σ n / window", Totals::outputTokensPerSecond),
    PROMPT_TPS("prompt-tps", Unit.TOKENS_PER_SECOND, "Σ input tokens / Σ ttft", Totals::inputTokensPerSecond),
    CACHE_HIT_RATE(
            "cache-hit-rate",
            Unit.SHARE,
            "Σ cached_tokens / Σ prompt_tokens",
            totals -> totals.cached().share());

    private final String key;
    private final Unit unit;
    private final String definition;
    private final Function<Totals, OptionalDouble> value;

    RunFigure(String key, Unit unit, String definition, Function<Totals, OptionalDouble> value) {
        this.key = key;
        this.unit = unit;
        this.definition = definition;
        this.value = value;
    }

    /** Returns the figure with this name. */
    static RunFigure in(String name) {
        return Arrays.stream(values())
                .filter(figure -> figure.key.equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
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

    /** Returns how many requests it is computed from. */
    int samples(Totals totals) {
        return this == PROMPT_TPS || this == CACHE_HIT_RATE ? totals.timed() : totals.brought();
    }

    OptionalDouble of(Totals totals) {
        return value.apply(totals);
    }
}
