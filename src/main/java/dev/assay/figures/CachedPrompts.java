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
 * @param wrong how many of them say what cannot be: fewer tokens than none, or more than their prompt has
 */
public record CachedPrompts(long cached, long prompt, int said, int wrong) {
    public static CachedPrompts of(Collection<Usage> usages) {
        var cached = 0L;
        var prompt = 0L;
        var said = 0;
        var wrong = 0;
        for (var usage : usages) {
            prompt += usage.promptTokens();
            if (usage.cachedTokens() != null) {
                cached += usage.cachedTokens();
                said++;
                wrong += possible(usage) ? 0 : 1;
            }
        }
        return new CachedPrompts(cached, prompt, said, wrong);
    }

    /** Returns whether an answer says nothing of its cached tokens, or a number that its prompt can have. */
    public static boolean possible(Usage usage) {
        var cached = usage.cachedTokens();
        return cached == null || (cached >= 0 && cached <= usage.promptTokens());
    }

    /** Returns the share of prompt tokens from the cache; empty if no answer says it, or one says what cannot be. */
    public OptionalDouble share() {
        return said == 0 || wrong > 0 || prompt == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) cached / prompt);
    }
}
