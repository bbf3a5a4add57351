package dev.assay.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prompts made with a real tokenizer, that of SmolLM2. */
class ExactPromptsTest {
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
    @CsvSource({"1, 0", "2, 0", "256, 0", "4096, 0", "1, 1", "256, 1", "256, 128", "256, 255", "256, 256"})
    void haveExactlyTheNumberOfTokensThatWasAskedFor(int tokens, int common) {
        var prompts = new ExactPrompts(tokenizer, common, 7);

        assertThat(IntStream.range(0, 3)
                        .map(index -> tokenizer
                                .ids(prompts.text(index, tokens).text())
                                .size()))
                .containsOnly(tokens);
    }

    @Test
    void mayDifferInLength() {
        var prompts = new ExactPrompts(tokenizer, 0, 1);

        assertThat(prompts.text(0, 3).text()).isEqualTo(" means robes bell");
        assertThat(prompts.text(1, 8).text()).isEqualTo(" geese focused exists condu cousin loses approve approx");
        assertThat(prompts.text(0, 8).text()).startsWith(prompts.text(0, 3).text());
    }

    @Test
    void startWithDifferentWordsIfNothingIsCommon() {
        var prompts = new ExactPrompts(tokenizer, 0, 7);

        assertThat(IntStream.range(0, 500)
                        .mapToObj(index -> prompts.text(index, 3))
                        .map(prompt -> prompt.text().strip().split(" ", 2)[0]))
                .hasSize(500)
                .doesNotHaveDuplicates();
    }

    /** The words are from a Python program that implements the specification of java.util.Random over the vocabulary of tokenizer.json. */
    @Test
    void areTheSameOnEveryMachine() {
        var prompts = new ExactPrompts(tokenizer, 0, 1);

        assertThat(prompts.text(0, 8).text()).isEqualTo(" means robes bell gave battery spends stigma familial");
        assertThat(prompts.text(1, 8).text()).isEqualTo(" geese focused exists condu cousin loses approve approx");
    }

    /** The ids that the vocabulary of tokenizer.json has for the words above. */
    @Test
    void areTheSameAsTokenIds() {
        var prompts = new ExactPrompts(tokenizer, 0, 1);

        assertThat(prompts.ids(0, 8).ids()).containsExactly(1530, 45616, 13095, 4502, 6979, 21768, 16260, 21659);
        assertThat(prompts.ids(1, 8).ids()).containsExactly(32130, 4782, 5961, 32151, 20641, 18691, 25312, 4031);
    }

    @Test
    void differWithTheSeed() {
        var prompts = new ExactPrompts(tokenizer, 0, 2);

        assertThat(prompts.text(0, 8).text()).isEqualTo(" initialize hard pulses functools rush upset limits slog");
        assertThat(prompts.text(1, 8).text())
                .isEqualTo(" sharply embracing glimpse etiquette beet instantly timing exped");
    }

    /** The words are from the Python program above. */
    @Test
    void shareExactlyTheCommonTokens() {
        var prompts = new ExactPrompts(tokenizer, 4, 1);

        assertThat(prompts.text(0, 8).text()).isEqualTo(" shows unclean faithfully curves means robes bell gave");
        assertThat(prompts.text(1, 8).text()).isEqualTo(" shows unclean faithfully curves geese focused exists condu");
    }

    /** The words are from the Python program above. */
    @Test
    void areAllEqualIfEveryTokenIsCommon() {
        var prompts = new ExactPrompts(tokenizer, 8, 1);

        assertThat(Stream.of(0, 1, 100_000).map(index -> prompts.text(index, 8).text()))
                .containsOnly(" shows unclean faithfully curves vary ecosystem inconven funded");
    }

    @Test
    void areRefusedIfThereAreTooFewWords() {
        var prompts = new ExactPrompts(new Words(List.of(" one", " two"), 0), 0, 7);

        assertThat(Stream.of(0, 1).map(index -> prompts.text(index, 1).text()))
                .containsExactlyInAnyOrder(" one", " two");
        assertThatThrownBy(() -> prompts.text(2, 1))
                .isInstanceOf(PromptException.class)
                .hasMessage("the tokenizer has 2 words of one token, too few for 3 different prompts");
    }

    @Test
    void areRefusedIfThereIsNoWord() {
        var prompts = new ExactPrompts(new Words(List.of(), 0), 5, 7);

        assertThatThrownBy(() -> prompts.text(0, 5))
                .isInstanceOf(PromptException.class)
                .hasMessage("the tokenizer has 0 words of one token, too few for 1 prompt");
    }

    @Test
    void areRefusedIfTheTokenizerMergesWords() {
        var prompts = new ExactPrompts(new Words(List.of(" one", " two"), 1), 0, 7);

        assertThatThrownBy(() -> prompts.text(0, 5))
                .isInstanceOf(PromptException.class)
                .hasMessage("expected a prompt of 5 tokens, but the tokenizer splits it into 4");
    }

    /** A tokenizer of words that merges some of them. */
    private record Words(List<String> words, int merged) implements Tokenizer {
        @Override
        public List<Integer> ids(String text) {
            var found = text.strip().split(" ", -1).length - merged;
            return IntStream.range(0, found).boxed().toList();
        }
    }
}
