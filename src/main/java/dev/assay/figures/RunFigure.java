package dev.assay.figures;

import dev.assay.spec.Unit;
import java.util.function.ToDoubleFunction;

/** The figures that only a cell as a whole has. One line each. The window is the whole run: first sent to last ended. */
public enum RunFigure {
    QPS("qps", Unit.PER_SECOND, "completed requests / window", Run::requestsPerSecond),
    OUTPUT_TPS("output-tps", Unit.TOKENS_PER_SECOND, "Σ n / window", Run::tokensPerSecond);

    private final String key;
    private final Unit unit;
    private final String definition;
    private final ToDoubleFunction<Run> value;

    RunFigure(String key, Unit unit, String definition, ToDoubleFunction<Run> value) {
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

    double of(Run run) {
        return value.applyAsDouble(run);
    }

    /**
     * What these figures are computed from.
     *
     * @param windowNanos first sent to last ended
     */
    record Run(int completed, long outputTokens, long windowNanos) {
        double requestsPerSecond() {
            return completed * 1e9 / windowNanos;
        }

        double tokensPerSecond() {
            return outputTokens * 1e9 / windowNanos;
        }
    }
}
