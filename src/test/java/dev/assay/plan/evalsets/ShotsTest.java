package dev.assay.plan.evalsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.InputDirectory;
import dev.assay.input.Problem;
import dev.assay.input.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShotsTest {
    private static final String MANIFEST = """
            file: test.csv
            type: exact
            fields: {tags: ["{subject}"]}
            prompt: "Q: {question}\\nA:"
            """;

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectories(folder.resolve("evalsets"));
        Files.writeString(folder.resolve("test.csv"), """
                subject,question,answer
                sum,1 + 1?,2
                sum,2 + 2?,4
                sea,Which sea?,North
                """);
        Files.writeString(folder.resolve("dev.csv"), """
                subject,question,answer
                sum,2 +  2?,4
                sum,3 + 3?,6
                sum,4 + 4?,8
                sea,Which ocean?,Arctic
                sea,Which bay?,Hudson
                """);
    }

    private @Nullable Evalset read(String shots) throws IOException {
        Files.writeString(folder.resolve("evalsets/m.yaml"), MANIFEST + shots + "\n");
        return Evalset.read("m", new InputDirectory(folder), problems);
    }

    private List<List<String>> prompts(String shots) throws IOException {
        var evalset = read(shots);
        assertThat(problems.found()).isEmpty();
        var shown =
                Objects.requireNonNull(Objects.requireNonNull(evalset).asking().shots());
        return evalset.questions().stream()
                .map(question -> shown.of(question).stream()
                        .map(shot -> shot.prompt().substring(3, 8) + " " + shot.answer())
                        .toList())
                .toList();
    }

    /** The question 2 + 2 is also a shot, written with two spaces: it is not shown before itself. */
    @Test
    void showsTheFirstRowsOfTheSubjectButNeverTheQuestionItself() throws IOException {
        assertThat(prompts("shots: {file: dev.csv, count: 2, by: subject}"))
                .containsExactly(
                        List.of("2 +   4", "3 + 3 6"),
                        List.of("3 + 3 6", "4 + 4 8"),
                        List.of("Which Arctic", "Which Hudson"));
    }

    @Test
    void showsTheSameRowsBeforeAllQuestionsIfTheSubjectDoesNotCount() throws IOException {
        assertThat(prompts("shots: {file: dev.csv, count: 1}"))
                .containsExactly(List.of("2 +   4"), List.of("3 + 3 6"), List.of("2 +   4"));
    }

    /** The order is that of the SHA-256 of seed, subject and question, each on a line. */
    @Test
    void drawsThemWithASeed() throws IOException {
        var drawn = prompts("shots: {file: dev.csv, count: 3, seed: 7}");

        assertThat(drawn).isEqualTo(prompts("shots: {file: dev.csv, count: 3, seed: 7}"));
        assertThat(drawn).isNotEqualTo(prompts("shots: {file: dev.csv, count: 3}"));
    }

    @Test
    void refusesFewerRowsThanAreToBeShown() throws IOException {
        assertThat(read("shots: {file: dev.csv, count: 3, by: subject}")).isNull();

        assertThat(problems.found())
                .extracting(Problem::toString)
                .containsExactly(
                        "evalsets/m.yaml:5:31: the question 'm-00002' has 2 shots of its subject 'sum' in dev.csv, but 3 are to be shown (a question is never its own shot): make 'count' smaller, or add rows",
                        "evalsets/m.yaml:5:31: the question 'm-00003' has 2 shots of its subject 'sea' in dev.csv, but 3 are to be shown (a question is never its own shot): make 'count' smaller, or add rows");
    }

    @Test
    void refusesMessagesWhereThereAreNone() throws IOException {
        assertThat(read("shots: {file: dev.csv, count: 1, as: messages}\napi: completions"))
                .isNull();

        assertThat(problems.found())
                .extracting(Problem::toString)
                .containsExactly(
                        "evalsets/m.yaml:5:38: 'as: messages' is for api chat, which has messages: with completions write 'as: text', or leave it out");
    }

    @Test
    void needsAFile() throws IOException {
        assertThat(read("shots: {count: 1}")).isNull();

        assertThat(problems.found())
                .extracting(Problem::toString)
                .containsExactly(
                        "evalsets/m.yaml:5:8: 'shots' needs 'file' or 'files': where the solved questions are");
    }
}
