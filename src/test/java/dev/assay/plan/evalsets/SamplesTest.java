package dev.assay.plan.evalsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.input.InputDirectory;
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

class SamplesTest {
    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    private @Nullable Evalset read(String manifest) throws IOException {
        Files.createDirectories(folder.resolve("evalsets"));
        Files.writeString(folder.resolve("evalsets/m.jsonl"), """
                {"id": "sum", "type": "number", "question": "1 + 1?", "answer": "2"}
                {"id": "sea", "type": "exact", "question": "Which sea?", "answer": "North", "cluster": "map"}
                """);
        Files.writeString(folder.resolve("evalsets/m.yaml"), manifest.replace("; ", "\n"));
        return Evalset.read("m", new InputDirectory(folder), problems);
    }

    @Test
    void asksEachQuestionSeveralTimesAsOneCluster() throws IOException {
        var evalset = Objects.requireNonNull(read("temperature: 0.6; samples: 2"));

        assertThat(evalset.questions())
                .extracting(Question::id, Question::text, Question::cluster)
                .containsExactly(
                        tuple("sum#1", "1 + 1?", "sum"),
                        tuple("sum#2", "1 + 1?", "sum"),
                        tuple("sea#1", "Which sea?", "map"),
                        tuple("sea#2", "Which sea?", "map"));
        assertThat(evalset.clusters()).isEqualTo(2);
    }

    @Test
    void givesEachAnswerASeedOfItsOwn() throws IOException {
        var evalset = Objects.requireNonNull(read("temperature: 0.6; samples: 2; seed: 7"));

        assertThat(evalset.questions())
                .extracting(question -> evalset.asking().samplingOf(question).seed())
                .containsExactly(7, 8, 7, 8);
    }

    @Test
    void isAConditionOfAComparison() throws IOException {
        var evalset = Objects.requireNonNull(
                read("temperature: 0.60; top-p: 0.95; top-k: 20; samples: 2; seed: 7; stop: [\"\\n\"]"));

        assertThat(evalset.asking().facts())
                .containsExactly(
                        entry("stop", "\"\\n\""),
                        entry("temperature", "0.6"),
                        entry("top-p", "0.95"),
                        entry("top-k", "20"),
                        entry("sampling seed", "7"),
                        entry("samples", "2"));
        assertThat(Asking.PLAIN.facts()).isEmpty();
    }

    @Test
    void warnsOfThinkingWithGreedyDecoding() throws IOException {
        assertThat(Objects.requireNonNull(read("thinking: on")).warning())
                .contains(
                        "evalset m has `thinking: on` without a `temperature`: with greedy decoding many models that think repeat themselves until max-tokens. Use what the model's authors advise, such as `temperature: 0.6`, and `samples: 5`, because answers differ then");
        assertThat(Objects.requireNonNull(read("thinking: on; temperature: 0.6"))
                        .warning())
                .isEmpty();
        assertThat(Objects.requireNonNull(read("thinking: off")).warning()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            samples: 5                    | 1:10: 'samples' needs a 'temperature' above 0: without one all answers to a question are alike
            top-p: 0.9                    | 1:8: 'top-p' needs a 'temperature' above 0: without one the most probable token is always taken
            temperature: 0; top-k: 5      | 2:8: 'top-k' needs a 'temperature' above 0: without one the most probable token is always taken
            temperature: 2.1              | 1:14: 'temperature' must be a number from 0 to 2, found the number [2.1]
            temperature: warm             | 1:14: 'temperature' must be a number from 0 to 2, found the text [warm]
            temperature: 1; top-p: 0      | 2:8: 'top-p' must be a number above 0 to 1, found the number [0]
            temperature: 1; samples: 1001 | 2:10: 'samples' must be a whole number from 1 to 1000, found the number [1001]
            temperature: 1; samples: 3; seed: 2147483646 | 3:7: 'seed' is that of the first of 3 answers, and the last one would have a seed above 2147483647: make it smaller
            subset: {size: 1, by: subject} | 1:9: 'subset' has 'by: subject', but no question has a subject, which is its first tag: say with 'tags' in 'fields' what it is, or leave 'by' out
            shots: {file: evalsets/m.jsonl, count: 1, by: subject} | 1:47: 'shots' has 'by: subject', but no question has a subject, which is its first tag: say with 'tags' in 'fields' what it is, or leave 'by' out
            api: completions; thinking: on | 2:11: 'thinking: on' is for api chat: a completion has no chat template that could switch it. Leave it out
            """)
    void refusesWhatHasNoMeaning(String manifest, String message) throws IOException {
        assertThat(read(manifest)).isNull();

        assertThat(problems.found()).extracting(Problem::toString).isEqualTo(List.of("evalsets/m.yaml:" + message));
    }
}
