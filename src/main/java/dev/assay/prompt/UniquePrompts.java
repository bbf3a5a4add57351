package dev.assay.prompt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Prompts of an exact number of tokens of which no two share a prefix, so that no cache of prefixes can help the server. Each consists of
 * random words of one token each, and no two start with the same word. The same seed gives the same prompts on every machine.
 */
public final class UniquePrompts {
    private final Tokenizer tokenizer;
    private final List<String> words;
    private final int tokens;
    private final long seed;

    /** @param tokens how many tokens each prompt has, at least 1 */
    public UniquePrompts(Tokenizer tokenizer, int tokens, long seed) {
        this.tokenizer = tokenizer;
        this.tokens = tokens;
        this.seed = seed;
        var shuffled = new ArrayList<>(tokenizer.words());
        // java.util.Random, because its algorithm is part of its specification.
        Collections.shuffle(shuffled, new Random(seed));
        this.words = List.copyOf(shuffled);
    }

    /**
     * Returns prompt number {@code index}, from 0.
     *
     * @throws PromptException if the tokenizer cannot make it, because it has too few words or merges words
     */
    public String prompt(int index) {
        if (index >= words.size()) {
            throw new PromptException("the tokenizer has " + words.size() + " words of one token, too few for "
                    + (index + 1) + " prompts without a common prefix");
        }
        var random = new Random(seed * 31 + index);
        var prompt = new StringBuilder(words.get(index));
        for (var i = 1; i < tokens; i++) {
            prompt.append(words.get(random.nextInt(words.size())));
        }
        var text = prompt.toString();
        var found = tokenizer.count(text);
        if (found != tokens) {
            throw new PromptException("the tokenizer makes " + found + " tokens of a prompt built of " + tokens);
        }
        return text;
    }
}
