package dev.assay.recording;

import java.util.Arrays;
import java.util.Optional;

/** What a server counts by itself from its start on, over all its requests. */
public enum ServerCount {
    /** Requests that were put back since there was no room for their tokens. */
    PREEMPTIONS("preemptions"),
    /** Tokens that were looked up in the cache of prefixes. */
    CACHE_QUERIES("cache_queries"),
    /** Those of them that were found there. */
    CACHE_HITS("cache_hits"),
    PROMPT_TOKENS("prompt_tokens"),
    OUTPUT_TOKENS("output_tokens"),
    /** Guesses of what comes next, of one or more tokens each. */
    DRAFTS("drafts"),
    /** Tokens of them that were right. */
    ACCEPTED_TOKENS("accepted_tokens");

    private final String key;

    ServerCount(String key) {
        this.key = key;
    }

    /** Returns its name in files. */
    public String key() {
        return key;
    }

    /** Returns the one of this name; empty if there is none. */
    public static Optional<ServerCount> of(String key) {
        return Arrays.stream(values()).filter(count -> count.key.equals(key)).findFirst();
    }
}
