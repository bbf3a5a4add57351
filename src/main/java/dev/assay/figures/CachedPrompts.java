package dev.assay.figures;

import dev.assay.trace.Transcript.Usage;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * How much of the prompts a server took from a cache of prefixes, by its own count.
 *
 * @param cached tokens it took from there; an answer that does not say counts as none, since vLLM 0.12 leaves a zero out
 * @param prompt tokens of all prompts
 * @param said how many answers say it
 */
record CachedPrompts(long cached, long prompt, int said) {
    static CachedPrompts of(Collection<Usage> usages) {
        var cached = 0L;
        var prompt = 0L;
        var said = 0;
        for (var usage : usages) {
            prompt += usage.promptTokens();
            if (usage.cachedTokens() != null) {
                cached += usage.cachedTokens();
                said++;
            }
        }
        return new CachedPrompts(cached, prompt, said);
    }

    /** Returns the share of prompt tokens from the cache; empty if no answer says it. */
    OptionalDouble share() {
        return said == 0 || prompt == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) cached / prompt);
    }
}
