package dev.assay.plan.evalsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.Workspace;
import dev.assay.plan.testspecs.TestSpec;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvalsetTest {
    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    @Test
    void readsTheManifestAndTheQuestions() {
        workspace.withQuestions("""
                        {"id": "pi", "type": "number", "question": "How long?", "answer": "1.50", "tolerance": 0.010, "unit": "m", "critical": true, "tags": ["a", "b"]}
                        {"id": "sea", "type": "contains", "question": "Name a sea.", "answer": "sea", "critical": false}
                        """).with("1/2", "2/2");

        var evalset = ((TestSpec.Accuracy)
                        workspace.read().deployments().getFirst().tests().get(1))
                .evalset();

        assertThat(evalset)
                .isEqualTo(new Evalset(
                        "first_light_v1",
                        "First light",
                        null,
                        64,
                        Evalset.Thinking.OFF,
                        null,
                        "CC0-1.0",
                        "written for this test",
                        evalset.sha256(),
                        List.of(
                                new Question(
                                        "pi",
                                        "How long?",
                                        new Expected.OfNumber("1.50", new BigDecimal("0.010"), "m"),
                                        true,
                                        List.of("a", "b"),
                                        new Location("evalsets/first_light_v1.jsonl", 1, 1)),
                                new Question(
                                        "sea",
                                        "Name a sea.",
                                        new Expected.Contains("sea"),
                                        false,
                                        List.of(),
                                        new Location("evalsets/first_light_v1.jsonl", 2, 1)))));
    }

    @Test
    void readsWhatAQuestionSharesWithOthers() {
        workspace.withQuestions(
                Workspace.QUESTIONS.replace("\"answer\": \"2\"", "\"answer\": \"2\", \"cluster\": \"text 1\""));

        var questions = ((TestSpec.Accuracy)
                        workspace.read().deployments().getFirst().tests().get(1))
                .evalset()
                .questions();

        assertThat(questions.stream().map(Question::cluster)).containsExactly("text 1", null);
    }

    @Test
    void readsTheSystemMessage() {
        workspace.withManifest("thinking: off", "thinking: server\nsystem: Answer in one word.");

        var evalset = ((TestSpec.Accuracy)
                        workspace.read().deployments().getFirst().tests().get(1))
                .evalset();

        assertThat(evalset.system()).isEqualTo("Answer in one word.");
        assertThat(evalset.thinking()).isEqualTo(Evalset.Thinking.SERVER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            title: First light | title: 1      | 1:8: 'title' must be text, found the number [1]: put it in quotes, so that it stays as written
            title: First light | titel: x      | 1:1: unknown key 'titel' in the manifest of an evalset; allowed: title, file, files, columns, type, fields, prompt, subset, system, api, shots, max-tokens, thinking, stop, seed, temperature, top-p, top-k, samples, answer-in, licence, source, sha256, tools. Did you mean 'title'?
            thinking: off      | thinking: 7   | 3:11: 'thinking' must be one of on, off, server-default, server; found the number [7]
            thinking: off      | thinking: true | 3:11: 'thinking' must be one of on, off, server-default, server; found [true]
            thinking: off      | answer-in: boxd | 3:12: 'answer-in' must be one of boxed, hashes, tag, last-line; found [boxd]. Did you mean 'boxed'?
            max-tokens: 64     | max-tokens: 0 | 2:13: 'max-tokens' must be a whole number from 1 to 10000000, found the number [0]
            thinking: off      | thinking: of  | 3:11: 'thinking' must be one of on, off, server-default, server; found [of]. Did you mean 'off'?
            source: written for this test | source: | 5:8: 'source' must be text, found nothing
            """)
    void rejectsAManifestWithAWrongKeyOrValue(String part, String instead, String message) {
        workspace.withManifest(part, instead);

        assertThat(workspace.refusal().lines().findFirst().orElseThrow())
                .isEqualTo("evalsets/first_light_v1.yaml:" + message);
    }

    @Test
    void rejectsAnUnknownKeyOfTheManifest() {
        workspace.withManifest("thinking: off", "thinking: off\nheat: 0");

        assertThat(workspace.refusal())
                .isEqualTo(
                        "evalsets/first_light_v1.yaml:4:1: unknown key 'heat' in the manifest of an evalset;"
                                + " allowed: title, file, files, columns, type, fields, prompt, subset, system, api, shots, max-tokens, thinking, stop, seed, temperature, top-p, top-k, samples, answer-in, licence, source, sha256, tools");
    }

    @Test
    void rejectsQuestionsWithAnotherHashThanTheManifestNames() {
        var changed = Workspace.QUESTIONS.replace("1 + 1", "1 + 2");
        workspace.write("evalsets/first_light_v1.jsonl", changed);

        assertThat(workspace.refusal())
                .isEqualTo(
                        "evalsets/first_light_v1.yaml:6:9: evalsets/first_light_v1.jsonl has the sha256 ["
                                + Workspace.sha256(changed) + "], but the manifest says ["
                                + Workspace.sha256(Workspace.QUESTIONS)
                                + "]: the questions were changed, or the manifest is out of date. Update 'sha256' in the manifest, or remove it to allow any questions");
    }

    @Test
    void rejectsAnEvalsetWithoutAnyFile() {
        workspace.delete("evalsets/first_light_v1.jsonl").delete("evalsets/first_light_v1.yaml");

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:17:18: evalset [first_light_v1] needs the file evalsets/first_light_v1.jsonl,"
                                + " which does not exist");
    }

    @Test
    void rejectsAManifestThatIsNotAMapping() {
        workspace.write("evalsets/first_light_v1.yaml", "First light\n");

        assertThat(workspace.refusal())
                .isEqualTo(
                        "evalsets/first_light_v1.yaml:1:1: the manifest of an evalset must be a mapping of keys to values,"
                                + " found the text [First light]");
    }

    @Test
    void rejectsAnEvalsetWhoseQuestionsAreMissing() {
        workspace.delete("evalsets/first_light_v1.jsonl");

        assertThat(workspace.refusal())
                .isEqualTo(
                        "evalsets/first_light_v1.yaml:1:1: the manifest has no 'file', so the questions are read from evalsets/first_light_v1.jsonl,"
                                + " which does not exist: write it, or say with 'file' or 'files' where the questions are");
    }

    @Test
    void readsQuestionsWithoutAManifest() {
        workspace.delete("evalsets/first_light_v1.yaml");

        var evalset = ((TestSpec.Accuracy)
                        workspace.read().deployments().getFirst().tests().get(1))
                .evalset();

        assertThat(evalset)
                .isEqualTo(new Evalset(
                        "first_light_v1",
                        "first_light_v1",
                        null,
                        1024,
                        Evalset.Thinking.SERVER,
                        null,
                        null,
                        null,
                        Workspace.sha256(Workspace.QUESTIONS),
                        evalset.questions()));
        assertThat(evalset.questions()).extracting(Question::id).containsExactly("sum-1", "sea-1");
    }

    @Test
    void readsAManifestThatSaysOnlyWhereAnswersStand() {
        workspace.write("evalsets/first_light_v1.yaml", "answer-in: last-line\n");

        var evalset = ((TestSpec.Accuracy)
                        workspace.read().deployments().getFirst().tests().get(1))
                .evalset();

        assertThat(evalset.answerIn()).isEqualTo(AnswerForm.LAST_LINE);
        assertThat(evalset.maxTokens()).isEqualTo(1024);
        assertThat(evalset.licence()).isNull();
    }

    @Test
    void rejectsAnIdThatAppearsTwiceAndNamesBothLines() {
        workspace.withQuestions(Workspace.QUESTIONS.replace("sea-1", "sum-1"));

        assertThat(workspace.refusal())
                .isEqualTo(
                        "evalsets/first_light_v1.jsonl:2:8: the id 'sum-1' is here and at evalsets/first_light_v1.jsonl:1:8: give each question an id of its own");
    }

    @Test
    void rejectsAnEvalsetWithoutQuestions() {
        workspace.withQuestions("\n");

        assertThat(workspace.refusal())
                .isEqualTo("evalsets/first_light_v1.jsonl:1:1: has no rows; expected rows of questions");
    }

    @Test
    void reportsTheProblemsOfAnEvalsetOnceIfTwoDeploymentsNameIt() {
        var from = Workspace.GOOD.indexOf("  smollm2-135m:");
        var second = Workspace.GOOD.substring(from).replace("  smollm2-135m:", "  other:");
        workspace.withManifest("thinking: off", "thinking: 7").write("thresholds.yaml", Workspace.GOOD + second);

        assertThat(workspace.refusal())
                .isEqualTo(
                        "evalsets/first_light_v1.yaml:3:11: 'thinking' must be one of on, off, server-default, server;"
                                + " found the number [7]");
    }
}
