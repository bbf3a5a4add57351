package dev.assay.figures.texts;

import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.Unit;
import java.util.Optional;

/** The figures of a log-probabilities test. */
public enum TextFigure implements NamedFigure {
    /** −Σ log-probability / number of tokens, over all tokens of all texts that have a log-probability. */
    NLL(
            "nll",
            Unit.NATS,
            "−Σ ln p(token | the tokens before it) / tokens, over all texts; the first token of a text has no p") {
        @Override
        double of(double nll) {
            return nll;
        }
    },
    /** e to the power of {@link #NLL}. */
    PERPLEXITY("perplexity", Unit.NUMBER, "e^nll") {
        @Override
        double of(double nll) {
            return Math.exp(nll);
        }
    };

    private final String key;
    private final Unit unit;
    private final String definition;

    TextFigure(String key, Unit unit, String definition) {
        this.key = key;
        this.unit = unit;
        this.definition = definition;
    }

    /** Returns the value of an nll. */
    abstract double of(double nll);

    /** Returns the value over all texts; empty if no text has a log-probability. */
    public Optional<Double> of(TextScores scores) {
        return scores.nll().map(this::of);
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Unit unit() {
        return unit;
    }

    @Override
    public Direction better() {
        return Direction.LESS;
    }

    /** Returns the formula. */
    public String definition() {
        return definition;
    }

    @Override
    public String toString() {
        return key;
    }
}
