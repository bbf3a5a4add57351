package dev.assay.prompt;

import java.util.List;

/** Turns text into the tokens of one model. It neither adds nor removes special tokens. */
public interface Tokenizer {
    /** Returns the ids of the text's tokens, in their order. */
    List<Integer> ids(String text);

    /**
     * Returns the texts of all tokens that are a space and three to ten lower-case letters, in the order of their ids. Each is one token by
     * itself.
     */
    List<String> words();
}
