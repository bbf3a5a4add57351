package dev.assay.prompt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Prompts of an exact number of tokens: random words of one token each. So many of them at the beginning are common to all prompts; the
 * next is another word in each, so that no cache of prefixes can know more than what is common. The same seed gives the same prompts on
 * every machine.
 *
 * <p>Exact is what the tokenizer makes of the text, without special tokens. A server that gets the text counts the same if its tokenizer is
 * the same and it adds no token, which is asked of it; one that gets the ids has nothing to tokenize. Neither can hold for a chat: the
 * template puts tokens of its own around the message, and they are part of {@code usage.prompt_tokens}. So load tests ask
 * {@code /v1/completions}, and chats are for accuracy.
 */
public final class ExactPrompts {
    private final Tokenizer tokenizer;
    private final List<String> words;
    private final int common;
    private final long seed;

    /**
     * @param common how many tokens at the beginning are the same in all, at least 0
     */
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
     * Returns prompt number {@code index}, from 0.
     *
     * @param tokens how many tokens it has, at least 1 and as many as are common
     * @throws PromptException if the tokenizer cannot make it, because it has too few words or merges words
     */
    public Prompt.Text text(int index, int tokens) {
        var text = words(index, tokens);
        ids(text, tokens);
        return new Prompt.Text(text);
    }

    /** Returns the same prompt as {@link #text}, as the tokenizer cuts it. */
    public Prompt.TokenIds ids(int index, int tokens) {
        return new Prompt.TokenIds(ids(words(index, tokens), tokens));
    }

    private List<Integer> ids(String text, int tokens) {
        var ids = tokenizer.ids(text);
        if (ids.size() != tokens) {
            throw new PromptException("the tokenizer makes " + ids.size() + " tokens of a prompt built of " + tokens);
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
