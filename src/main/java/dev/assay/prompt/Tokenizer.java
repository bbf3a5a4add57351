package dev.assay.prompt;

import java.util.List;

/** Turns text into the tokens of one model. Special tokens are neither added nor dropped. */
public interface Tokenizer {
    /** Returns the ids of the text's tokens, in their order. */
    List<Integer> ids(String text);

    /** Returns every text of one token that consists of a space and three to ten lower-case letters, in the order of the tokens' ids. */
    List<String> words();
}
