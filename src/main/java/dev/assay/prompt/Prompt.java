package dev.assay.prompt;

import java.util.List;

/** What a completion is asked to go on from, in one of the forms that a request can carry. */
public sealed interface Prompt {
    /** As text, which the server tokenizes. */
    record Text(String text) implements Prompt {}

    /** As tokens, which leave the server nothing to tokenize. */
    record TokenIds(List<Integer> ids) implements Prompt {
        public TokenIds {
            ids = List.copyOf(ids);
        }
    }
}
