package dev.assay.figures.texts;

import dev.assay.trace.TokenLogprob;
import java.util.List;
import java.util.Objects;

/**
 * The log-probabilities of one text.
 *
 * @param id the text's id
 * @param tokens all tokens of the text; each but the first has a log-probability, and the first has one if the server gives it
 */
public record TextScore(String id, List<TokenLogprob> tokens) {
    public TextScore {
        tokens = List.copyOf(tokens);
    }

    /** Returns the tokens that have a log-probability: all, or all but the first. */
    public List<TokenLogprob> scored() {
        return tokens.getFirst().logprob() == null ? tokens.subList(1, tokens.size()) : tokens;
    }

    /** Returns how many tokens have a log-probability. */
    public int count() {
        return scored().size();
    }

    /** Returns −Σ log-probability, in nats. */
    public double nll() {
        return 0
                - scored().stream()
                        .mapToDouble(token -> Objects.requireNonNull(token.logprob()))
                        .sum();
    }
}
