package dev.assay.plan.texts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.InputDirectory;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSetTest {
    private static final String TWO = """
            {"id": "one", "text": " A text, sent as it is. \\n"}
            {"id": "two", "text": "Ein Text mit 😀."}
            """;

    @TempDir
    private Path directory;

    private final Problems problems = new Problems();

    private @Nullable TextSet read(String texts, String manifest) throws IOException {
        Files.createDirectories(directory.resolve("evalsets"));
        Files.writeString(directory.resolve("evalsets/prose.jsonl"), texts);
        if (!manifest.isEmpty()) {
            Files.writeString(directory.resolve("evalsets/prose.yaml"), manifest);
        }
        return TextSet.read("prose", new InputDirectory(directory), problems);
    }

    private List<String> refusal(String texts, String manifest) throws IOException {
        read(texts, manifest);
        return problems.found().stream().map(Problem::toString).toList();
    }

    @Test
    void readsTheTextsAsTheyAre() throws IOException {
        var set = Objects.requireNonNull(read(TWO, ""));

        assertThat(set)
                .isEqualTo(new TextSet(
                        "prose",
                        "prose",
                        null,
                        null,
                        set.sha256(),
                        List.of(
                                new FixedText(
                                        "one",
                                        " A text, sent as it is. \n",
                                        new Location("evalsets/prose.jsonl", 1, 1)),
                                new FixedText("two", "Ein Text mit 😀.", new Location("evalsets/prose.jsonl", 2, 1)))));
    }

    @Test
    void readsTheManifest() throws IOException {
        var set = Objects.requireNonNull(read(TWO, "title: Prose\nlicence: CC0-1.0\nsource: written for this test\n"));

        assertThat(List.of(set.title(), set.licence(), set.source()))
                .containsExactly("Prose", "CC0-1.0", "written for this test");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id": "one"}                             | :2:1: a text needs 'text'
            {"id": "one", "text": " "}                | :2:23: 'text' must not be empty
            {"id": "one", "text": 5}                  | :2:23: 'text' must be text, found the number [5]: put it in quotes, so that it stays as written
            {"text": "A text."}                       | :2:1: a text needs 'id'
            {"id": "a b", "text": "A text."}          | :2:8: an id has letters, digits, '.', '_' and '-', and starts with a letter or a digit; found [a b]
            {"id": "zero", "text": "A text."}         | :2:8: the id 'zero' is on line 2 and on line 1: give each text an id of its own
            {"id": "one", "text": "A", "tag": 1}      | :2:28: unknown key 'tag' in a text; allowed: id, text
            {"id": "one", "text": "A\\ud800 text."}   | :2:23: the text has half of a character (U+D800, character 2), which cannot be sent as UTF-8: remove it, or write both halves
            {"id": "one", "text": "A text.\\udc00"}   | :2:23: the text has half of a character (U+DC00, character 8), which cannot be sent as UTF-8: remove it, or write both halves
            """)
    void refusesATextThatCannotBeSent(String line, String message) throws IOException {
        assertThat(refusal("{\"id\": \"zero\", \"text\": \"A text.\"}\n" + line + "\n", ""))
                .containsExactly("evalsets/prose.jsonl" + message);
    }

    @Test
    void refusesASingleText() throws IOException {
        assertThat(refusal("{\"id\": \"one\", \"text\": \"A text.\"}\n", ""))
                .containsExactly(
                        "evalsets/prose.jsonl:1:1: a set needs at least 2 texts, found 1: one text alone does not show how much texts"
                                + " differ");
    }

    @Test
    void refusesTextsThatWereChanged() throws IOException {
        assertThat(refusal(TWO, "sha256: abc\n"))
                .singleElement()
                .asString()
                .startsWith("evalsets/prose.yaml:1:9: evalsets/prose.jsonl has the sha256 [")
                .endsWith(
                        "], but the manifest says [abc]: the texts were changed, or the manifest is out of date. Update 'sha256' in the manifest,"
                                + " or remove it to allow any texts");
    }

    @Test
    void refusesTheManifestOfAnEvalset() throws IOException {
        assertThat(refusal(TWO, "max-tokens: 64\n"))
                .containsExactly(
                        "evalsets/prose.yaml:1:1: unknown key 'max-tokens' in the manifest of a set of texts; allowed: title, licence, source,"
                                + " sha256");
    }
}
