package dev.assay.prompt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Builds prompts with an exact number of tokens, of random words that are one token each. All prompts begin with the same number of common
 * words. The next word differs in each prompt, so that a prefix cache has at most the common words. The same seed gives the same prompts on
 * every machine.
 *
 * <p>The number is exact for the tokenizer's result without special tokens. A server that gets the text counts the same number if it has
 * the same tokenizer and adds no special tokens, as the request demands. A server that gets the token ids does not tokenize at all. In a
 * chat the number cannot be exact: the chat template adds tokens around the message, and {@code usage.prompt_tokens} counts them. So load
 * tests use {@code /v1/completions}, and only accuracy tests use chats.
 */
public final class ExactPrompts {
    private final Tokenizer tokenizer;
    private final List<String> words;
    private final int common;
    private final long seed;

    /** @param common how many tokens at the beginning are the same in all prompts, at least 0 */
    public ExactPrompts(Tokenizer tokenizer, int common, long seed) {
        this.tokenizer = tokenizer;
        this.common = common;
        this.seed = seed;
        var shuffled = new ArrayList<>(tokenizer.words());
        // java.util.Random, because its algorithm is part of its specification.
        Collections.shuffle(shuffled, new Random(seed));
        this.words = List.copyOf(shuffled);
    }

    /**
     * Returns the prompt with this index, from 0, as text.
     *
     * @param tokens how many tokens it has: at least 1, and at least as many as are common
     * @throws PromptException if the tokenizer cannot make it, because it has too few words or merges words
     */
    public Prompt.Text text(int index, int tokens) {
        var text = words(index, tokens);
        ids(text, tokens);
        return new Prompt.Text(text);
    }

    /** Returns the same prompt as {@link #text}, as token ids. */
    public Prompt.TokenIds ids(int index, int tokens) {
        return new Prompt.TokenIds(ids(words(index, tokens), tokens));
    }

    private List<Integer> ids(String text, int tokens) {
        var ids = tokenizer.ids(text);
        if (ids.size() != tokens) {
            throw new PromptException(
                    "expected a prompt of " + tokens + " tokens, but the tokenizer splits it into " + ids.size());
        }
        return ids;
    }

    private String words(int index, int tokens) {
        var different = common == tokens ? 1 : index + 1;
        if (different > words.size()) {
            throw new PromptException("the tokenizer has " + words.size() + " words of one token, too few for "
                    + different + (different == 1 ? " prompt" : " different prompts"));
        }
        var prompt = new StringBuilder();
        append(common, new Random(seed * 31 - 1), prompt);
        if (common < tokens) {
            prompt.append(words.get(index));
            append(tokens - common - 1, new Random(seed * 31 + index), prompt);
        }
        return prompt.toString();
    }

    private void append(int count, Random random, StringBuilder prompt) {
        for (var i = 0; i < count; i++) {
            prompt.append(words.get(random.nextInt(words.size())));
        }
    }
}
