package dev.assay.accuracy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.accuracy.rules.RightAnswer;
import dev.assay.accuracy.rules.Rule;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Folder;
import dev.assay.fuzzing.Seeds;
import dev.assay.input.InputDirectory;
import dev.assay.input.Problems;
import dev.assay.plan.evalsets.AnswerForm;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** The answers of a model: each gets an outcome and an explanation in one short line, by every scorer and in every form. */
class ScorersFuzz {
    private static final List<Question> QUESTIONS = questions();
    private static final List<RightAnswer> RIGHT = List.of(
            new RightAnswer.OfNumber("1,024.50"),
            new RightAnswer.Text("Paris"),
            new RightAnswer.Choice(1, List.of("a", "b", "c", "d")));

    static Stream<byte[]> seeds() {
        return Stream.of(
                        Seeds.below("src/test/resources/scoring", ".md", ".jsonl"),
                        Seeds.below("src/test/resources/transcripts", "stream.body"),
                        Stream.of(
                                        "#### 1,024",
                                        "\\boxed{\\frac{1}{2}}",
                                        "The answer is (B).",
                                        "1.2e3 ½ 三千 10^3",
                                        "{\"a\": [1, 2]}")
                                .map(text -> text.getBytes(UTF_8)))
                .flatMap(seeds -> seeds);
    }

    private static List<Question> questions() {
        var lines = """
                {"id": "a", "type": "number", "question": "?", "answer": "1024.5", "tolerance": 0.1, "unit": "m"}
                {"id": "b", "type": "exact", "question": "?", "answer": "Paris"}
                {"id": "c", "type": "contains", "question": "?", "answer": "the sea"}
                {"id": "d", "type": "choice", "question": "?", "options": ["a b", "c", "d", "none of these"], "answer": "B"}
                {"id": "e", "type": "gsm8k", "question": "?", "answer": "1 + 1 = <<1+1=2>>2\\n#### 1,024"}
                {"id": "f", "type": "regex", "question": "?", "answer": "2024-05-06", "pattern": "([0-9]{4})-([0-9]{2})", "match": "last"}
                {"id": "g", "type": "json", "question": "?", "schema": {"type": "object", "required": ["a"]}, "fields": {"a": [1, 2.50]}}
                """;
        var folder = Folder.make();
        Folder.write(folder.resolve("evalsets/q.jsonl"), lines.getBytes(UTF_8));
        Folder.write(
                folder.resolve("evalsets/q.yaml"),
                "title: a test\nmax-tokens: 64\nlicence: CC0-1.0\nsource: a test\n".getBytes(UTF_8));
        var problems = new Problems();
        return problems.resolve(Evalset.read("q", new InputDirectory(folder), problems))
                .questions();
    }

    @MethodSource("seeds")
    @FuzzTest
    void judgesEachAnswer(byte[] bytes) throws Exception {
        Bounds.check(bytes, () -> judge(new String(bytes, UTF_8), Arrays.hashCode(bytes)));
    }

    /** Judges an answer by one of the scorers, in every form, and by one of the rules of other tools: all of them would leave time for few answers. */
    static void judge(String text, int choice) {
        var finish = new String[] {"stop", "length", "tool_calls"}[Math.floorMod(choice, 3)];
        var answer = new Answer(text, finish.equals("stop") ? "" : text, finish);
        answer.thought();
        var question = QUESTIONS.get(Math.floorMod(choice / 3, QUESTIONS.size()));
        judge(question, answer, null);
        if (finish.equals("stop")) {
            Arrays.stream(AnswerForm.values()).forEach(form -> judge(question, answer, form));
        }
        var rule = Rule.values()[Math.floorMod(choice / 21, Rule.values().length)];
        RIGHT.forEach(right -> rule.score(right, text));
    }

    private static void judge(Question question, Answer answer, @Nullable AnswerForm form) {
        var scored = ScoredQuestion.of(question, answer, form);
        assertThat(scored.explanation()).isNotBlank().hasSizeLessThan(2000);
    }
}
