package dev.assay.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts made with a real tokenizer, that of SmolLM2. */
class UniquePromptsTest {
    private static DjlTokenizer tokenizer;

    @BeforeAll
    static void load() {
        tokenizer = DjlTokenizer.load(Path.of("tokenizers", "smollm2.json"), "tokenizers/smollm2.json");
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 256, 4096})
    void haveExactlySoManyTokens(int tokens) {
        var prompts = new UniquePrompts(tokenizer, tokens, 7);

        assertThat(IntStream.range(0, 3).map(index -> tokenizer.count(prompts.prompt(index))))
                .containsOnly(tokens);
    }

    @Test
    void startEachWithAnotherWord() {
        var prompts = new UniquePrompts(tokenizer, 3, 7);

        assertThat(IntStream.range(0, 500)
                        .mapToObj(prompts::prompt)
                        .map(prompt -> prompt.strip().split(" ", 2)[0]))
                .hasSize(500)
                .doesNotHaveDuplicates();
    }

    /** From a Python program that emulates java.util.Random as its specification has it, over the vocabulary of tokenizer.json. */
    @Test
    void areTheSameOnEveryMachine() {
        var prompts = new UniquePrompts(tokenizer, 8, 1);

        assertThat(prompts.prompt(0)).isEqualTo(" means robes bell gave battery spends stigma familial");
        assertThat(prompts.prompt(1)).isEqualTo(" geese focused exists condu cousin loses approve approx");
    }

    @Test
    void differWithTheSeed() {
        var prompts = new UniquePrompts(tokenizer, 8, 2);

        assertThat(prompts.prompt(0)).isEqualTo(" initialize hard pulses functools rush upset limits slog");
        assertThat(prompts.prompt(1)).isEqualTo(" sharply embracing glimpse etiquette beet instantly timing exped");
    }

    @Test
    void areRefusedWhereTheWordsDoNotSuffice() {
        var prompts = new UniquePrompts(new Words(List.of(" one", " two"), 0), 1, 7);

        assertThat(List.of(prompts.prompt(0), prompts.prompt(1))).containsExactlyInAnyOrder(" one", " two");
        assertThatThrownBy(() -> prompts.prompt(2))
                .isInstanceOf(PromptException.class)
                .hasMessage("the tokenizer has 2 words of one token, too few for 3 prompts without a common prefix");
    }

    @Test
    void areRefusedWhereTheTokenizerMergesWords() {
        var prompts = new UniquePrompts(new Words(List.of(" one", " two"), 1), 5, 7);

        assertThatThrownBy(() -> prompts.prompt(0))
                .isInstanceOf(PromptException.class)
                .hasMessage("the tokenizer makes 4 tokens of a prompt built of 5");
    }

    /** A tokenizer of words that merges some of them. */
    private record Words(List<String> words, int merged) implements Tokenizer {
        @Override
        public int count(String text) {
            return text.strip().split(" ", -1).length - merged;
        }
    }
}
