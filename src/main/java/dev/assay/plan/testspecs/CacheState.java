package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import java.util.List;
import java.util.Locale;

/** What the server's prefix cache has of the prompts of a load test when the measurement begins. */
public enum CacheState {
    /** Nothing but what the prompts share with each other. Assay does not prepare the cache; an audit checks the hit rate. */
    PLAIN,
    /** The same as PLAIN, and the cache is emptied before the load test. */
    RESET,
    /** All prompts: the warm-up sends the same prompts that are measured. */
    WARM;

    static final String KEY = "prefix-cache";

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CacheState read(Fields fields) {
        var word = fields.optional(KEY) == null ? null : fields.choice(KEY, List.of(RESET.toString(), WARM.toString()));
        return word == null ? PLAIN : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
