package dev.assay.prompt;

import java.util.List;

/** The prompt of a completion, in one of the forms that a request can have. */
public sealed interface Prompt {
    /** A prompt as text, which the server tokenizes. */
    record Text(String text) implements Prompt {}

    /** A prompt as token ids, which the server need not tokenize. */
    record TokenIds(List<Integer> ids) implements Prompt {
        public TokenIds {
            ids = List.copyOf(ids);
        }
    }
}
