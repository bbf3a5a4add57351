package dev.assay.figures;

import dev.assay.spec.Unit;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figures that only a cell as a whole has. One line each. The window is the whole run: first sent to last ended. */
public enum RunFigure {
    QPS("qps", Unit.PER_SECOND, "completed requests / window", Run::requestsPerSecond),
    OUTPUT_TPS("output-tps", Unit.TOKENS_PER_SECOND, "Σ n / window", Run::tokensPerSecond);

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
     * @param outputTokens what all answers brought together; absent if one of them does not say
     * @param windowNanos first sent to last ended
     */
    record Run(int completed, @Nullable Long outputTokens, long windowNanos) {
        OptionalDouble requestsPerSecond() {
            return OptionalDouble.of(completed * 1e9 / windowNanos);
        }

        OptionalDouble tokensPerSecond() {
            return outputTokens == null ? OptionalDouble.empty() : OptionalDouble.of(outputTokens * 1e9 / windowNanos);
        }
    }
}
