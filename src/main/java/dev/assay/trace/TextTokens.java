package dev.assay.trace;

/**
 * What a tokenizer makes of an answer's text, cut where the first read that carries output ends. It can differ by a token or so from what
 * the model generated: a text has more than one way to be cut into tokens.
 *
 * @param first tokens of the text up to there
 * @param later tokens of the text after it
 */
public record TextTokens(int first, int later) {
    public TextTokens {
        if (first < 0 || later < 0) {
            throw new IllegalArgumentException("Tokens are counted from 0, found " + first + " and " + later + ".");
        }
    }
}
