package dev.assay.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DjlTokenizerTest {
    private static final Path SMOLLM2 = Path.of("tokenizers", "smollm2.json");

    /** The ids are those that a real vLLM reported for this prompt. */
    @Test
    void splitsTextAsTheServerDoes() {
        try (var tokenizer = DjlTokenizer.load(SMOLLM2, "tokenizers/smollm2.json")) {
            assertThat(tokenizer.ids("The capital of France is")).containsExactly(504, 3575, 282, 4649, 314);
        }
    }

    /** DJL can cut and fill up by what the file says. A prompt would then have another length than the server counts. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            "truncation":null ; "truncation":{"direction":"Right","max_length":3,"strategy":"LongestFirst","stride":0}
            "padding":null    ; "padding":{"strategy":{"Fixed":8},"direction":"Right","pad_to_multiple_of":null,"pad_id":0,"pad_type_id":0,"pad_token":"<|endoftext|>"}
            """)
    void neitherCutsNorFillsUpAsTheFileSays(String key, String instead, @TempDir Path folder) throws IOException {
        var whole = Files.readString(SMOLLM2);
        assertThat(whole).contains(key);
        var file = Files.writeString(folder.resolve("tokenizer.json"), whole.replace(key, instead));

        try (var tokenizer = DjlTokenizer.load(file, "tokenizers/mine.json")) {
            assertThat(tokenizer.ids("The capital of France is")).containsExactly(504, 3575, 282, 4649, 314);
        }
    }

    @Test
    void isNotReadIfItIsLargerThanAnyTokenizer(@TempDir Path folder) throws IOException {
        var file = folder.resolve("tokenizer.json");
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((128 << 20) + 1);
        }

        assertThatThrownBy(() -> DjlTokenizer.load(file, "tokenizers/mine.json"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "tokenizers/mine.json:1:1: has 134217729 bytes; a tokenizer.json may have at most 134217728");
    }

    @Test
    void returnsNoTokensForNoText() {
        try (var tokenizer = DjlTokenizer.load(SMOLLM2, "tokenizers/smollm2.json")) {
            assertThat(tokenizer.ids("")).isEmpty();
        }
    }

    /** The count and the order are from tokenizer.json itself: {@code grep -oE '"Ġ[a-z]{3,10}": [0-9]+'} over the vocabulary, by id. */
    @Test
    void knowsEveryWordOfOneTokenInTheOrderOfTheIds() {
        try (var tokenizer = DjlTokenizer.load(SMOLLM2, "tokenizers/smollm2.json")) {
            assertThat(tokenizer.words())
                    .hasSize(18_731)
                    .startsWith(" the", " and", " for", " that", " con", " you")
                    .doesNotHaveDuplicates();
        }
    }

    /** The count and the order are from tokenizer.json itself, as above. */
    @Test
    void knowsTheWordsOfQwen3() {
        try (var tokenizer = DjlTokenizer.load(Path.of("tokenizers", "qwen3.json"), "tokenizers/qwen3.json")) {
            assertThat(tokenizer.words())
                    .hasSize(22_349)
                    .startsWith(" the", " and", " for", " con", " this", " that")
                    .doesNotHaveDuplicates();
            assertThat(new ExactPrompts(tokenizer, 0, 7).ids(0, 10_000).ids()).hasSize(10_000);
        }
    }

    @Test
    void saysWhichFileIsNotATokenizer() {
        var file = Path.of("src/test/resources/gate/evalsets", "first_light_v1.yaml");

        assertThatThrownBy(() -> DjlTokenizer.load(file, "tokenizers/mine.json"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("tokenizers/mine.json:1:1: expected a tokenizer.json of Hugging Face, found"
                        + " something else: ");
    }
}
