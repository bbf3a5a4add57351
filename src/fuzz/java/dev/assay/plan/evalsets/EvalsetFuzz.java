package dev.assay.plan.evalsets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.accuracy.Answer;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.accuracy.scorers.Scorers;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Folder;
import dev.assay.fuzzing.Named;
import dev.assay.fuzzing.Seeds;
import dev.assay.input.InputDirectory;
import dev.assay.input.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Evalsets: the questions as JSON Lines or CSV, and the manifest. Questions that are accepted can be scored. */
class EvalsetFuzz {
    private static final Path FOLDER = Folder.make();

    /** The manifest of each form of questions, and the questions of the manifest. */
    private static final Map<String, String> BESIDE = Map.of(
            "q.jsonl", "title: a test\nmax-tokens: 64\nlicence: CC0-1.0\nsource: a test\n",
            "q.csv",
                    "title: a test\nfiles: [evalsets/q.csv]\nfields: {question: '{{question}}', answer: '{{answer}}', type: number}\nid: q\n",
            "q.yaml", "{\"id\": \"a\", \"type\": \"number\", \"question\": \"What is 1 + 1?\", \"answer\": \"2\"}\n");

    static Stream<byte[]> seeds() {
        return Stream.of(
                        Seeds.below("evalsets", ".jsonl").limit(12).map(seed -> Seeds.named("q.jsonl", seed)),
                        Seeds.below("examples", ".jsonl").map(seed -> Seeds.named("q.jsonl", seed)),
                        Seeds.below("src/test/resources/gate", "v1.jsonl").map(seed -> Seeds.named("q.jsonl", seed)),
                        Stream.of(Seeds.named(
                                "q.csv", "question,answer\n\"1, and \"\"1\"\"?\",2\n3?,3\n".getBytes(UTF_8))),
                        Seeds.below("examples", ".csv").map(seed -> Seeds.named("q.csv", seed)),
                        Seeds.below("evalsets", ".yaml").map(seed -> Seeds.named("q.yaml", seed)))
                .flatMap(seeds -> seeds);
    }

    @MethodSource("seeds")
    @FuzzTest
    void isASetOfQuestionsOrSaysWhatIsWrong(byte[] bytes) throws Exception {
        var file = Named.of(bytes, List.of("q.jsonl", "q.csv", "q.yaml"));
        if (file.isEmpty()) {
            return;
        }
        Bounds.check(bytes, () -> {
            var name = file.get().name();
            var other = name.equals("q.yaml") ? "q.jsonl" : "q.yaml";
            FOLDER.resolve("evalsets/q.jsonl").toFile().delete();
            Folder.write(
                    FOLDER.resolve("evalsets").resolve(other), BESIDE.get(name).getBytes(UTF_8));
            Folder.write(FOLDER.resolve("evalsets").resolve(name), file.get().content());
            var problems = new Problems();
            var evalset = Evalset.read("q", new InputDirectory(FOLDER), problems);
            assertThat(evalset != null || !problems.found().isEmpty()).isTrue();
            if (evalset != null) {
                evalset.questions().stream().limit(20).forEach(EvalsetFuzz::score);
            }
        });
    }

    private static void score(Question question) {
        if (Scorers.objection(question).isPresent()) {
            return;
        }
        for (var answer : List.of(
                "", "The answer is 42.", "{\"a\": 1}", question.expected().answer(), question.text())) {
            ScoredQuestion.of(question, new Answer(answer, "", "stop"), null);
        }
    }
}
