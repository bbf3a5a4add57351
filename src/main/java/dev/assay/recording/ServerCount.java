package dev.assay.recording;

import java.util.Arrays;
import java.util.Optional;

/** A counter that a server keeps since its start, over all its requests. */
public enum ServerCount {
    /** Requests that were preempted because the KV cache had no room for their tokens. */
    PREEMPTIONS("preemptions"),
    /** Tokens that were looked up in the prefix cache. */
    CACHE_QUERIES("cache_queries"),
    /** Tokens that were found there. */
    CACHE_HITS("cache_hits"),
    PROMPT_TOKENS("prompt_tokens"),
    OUTPUT_TOKENS("output_tokens"),
    /** Drafts of speculative decoding, of one or more tokens each. */
    DRAFTS("drafts"),
    /** Draft tokens that were accepted. */
    ACCEPTED_TOKENS("accepted_tokens");

    private final String key;

    ServerCount(String key) {
        this.key = key;
    }

    /** Returns its name in files. */
    public String key() {
        return key;
    }

    /** Returns the counter of this name; empty if there is none. */
    public static Optional<ServerCount> of(String key) {
        return Arrays.stream(values()).filter(count -> count.key.equals(key)).findFirst();
    }
}
