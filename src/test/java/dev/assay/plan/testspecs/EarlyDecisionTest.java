package dev.assay.plan.testspecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Workspace;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarlyDecisionTest {
    private static final String THREE = """
            {"id": "a", "type": "number", "question": "What is 1 + 1?", "answer": "2"}
            {"id": "b", "type": "number", "question": "What is 1 + 2?", "answer": "3"}
            {"id": "c", "type": "number", "question": "What is 1 + 3?", "answer": "4"}
            """;

    private static final String ALONE = "no-worse: {against: baseline, margin: 3 pp}";

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory).withQuestions(THREE);
    }

    /** The key is on line 18, the limits are on line 20 and after it. */
    private void early(String written, String limits) {
        workspace.with(
                "      - evalset: first_light_v1\n        limits:\n          accuracy: {min: 1/2}\n",
                "      - evalset: first_light_v1\n        early: " + written + "\n        limits:\n          " + limits
                        + "\n");
    }

    private TestSpec.Accuracy accuracy() {
        return (TestSpec.Accuracy)
                workspace.read().deployments().getFirst().tests().get(1);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void isReadForLimitsThatComparePairs(String written, boolean early) {
        early(written, ALONE);

        assertThat(accuracy().early()).isEqualTo(early);
    }

    @Test
    void isNotTheDefault() {
        early("false", "accuracy: {min: 1/3}");

        assertThat(accuracy().early()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            accuracy: {min: 1/3}                                          | 11 | accuracy
            `recovery: {against: baseline, min: 95 %}`                    | 11 | accuracy recovery against baseline
            `no-worse: {reference: {score: 0.9, n: 100}, margin: 50 pp}`  | 11 | accuracy no-worse against a score
            """)
    void isRefusedForALimitThatNeedsAllQuestions(String limit, int column, String subject) {
        early("true", limit);

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:20:" + column + ": '" + subject
                        + "' needs all questions, and with 'early' some may"
                        + " not be asked: only 'no-worse' with 'against' can be decided early. Put it in another test of"
                        + " this evalset, with a 'name' of its own");
    }

    @Test
    void isRefusedForACriticalQuestion() {
        workspace.withQuestions(THREE.replace("\"id\": \"b\"", "\"id\": \"b\", \"critical\": true"));
        early("true", ALONE);

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:18:16: the question [b] is critical and must be asked, and with 'early' it may"
                                + " not be: remove 'early'");
    }

    @Test
    void isRefusedForFewerQuestionsThanParts() {
        workspace.withQuestions(THREE.substring(0, THREE.lastIndexOf("{\"id\": \"c\"")));
        early("true", ALONE);

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:18:16: 'early' asks the questions in 3 parts, and the evalset has 2: remove"
                        + " 'early'");
    }

    @Test
    void isRefusedForRepeats() {
        early("true\n        repeats: 3", ALONE);

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:18:16: 'early' is for a test that is measured once, and it has 'repeats': remove"
                                + " one of them");
    }

    @Test
    void isRefusedIfItIsNoFlag() {
        early("yes", ALONE);

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:18:16: 'early' must be true or false, found the text [yes]");
    }
}
