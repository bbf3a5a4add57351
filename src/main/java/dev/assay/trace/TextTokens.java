package dev.assay.trace;

/**
 * How many tokens a tokenizer counts in an answer's text, before and after the end of the first read that carries output. The count can differ by
 * about one token from what the model generated, since a text can be split into tokens in more than one way.
 *
 * @param first tokens of the text up to the end of that read
 * @param later tokens of the text after it
 */
public record TextTokens(int first, int later) {
    public TextTokens {
        if (first < 0 || later < 0) {
            throw new IllegalArgumentException("Tokens are counted from 0, found " + first + " and " + later + ".");
        }
    }
}
