package dev.assay.figures;

import dev.assay.trace.Transcript.Usage;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * How many tokens of the prompts the server took from its prefix cache, by the usage in its answers.
 *
 * @param cached tokens from the cache; an answer without this count adds 0, because vLLM 0.12 leaves out a zero
 * @param prompt tokens of all prompts
 * @param said how many answers have this count
 * @param wrong how many of them have an impossible count: below 0, or more tokens than their prompt has
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

    /** Returns whether an answer has no count of cached tokens, or a possible one. */
    public static boolean possible(Usage usage) {
        var cached = usage.cachedTokens();
        return cached == null || (cached >= 0 && cached <= usage.promptTokens());
    }

    /** Returns the share of prompt tokens from the cache; empty if no answer has a count, or one has an impossible count. */
    public OptionalDouble share() {
        return said == 0 || wrong > 0 || prompt == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) cached / prompt);
    }
}
