package dev.assay.plan.tests;

import dev.assay.input.Fields;
import java.util.List;
import java.util.Locale;

/** What a server's cache of prefixes shall know of a cell's prompts when they are measured. */
public enum CacheState {
    /** What they have in common with each other, and nothing else: nobody does anything for it, and the audit looks whether it is so. */
    PLAIN,
    /** The same, and the cache is emptied before the load test. */
    RESET,
    /** All of them: the warm-up sends the very prompts that are measured. */
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
