package dev.assay.plan.evalsets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Workspace;
import dev.assay.plan.testspecs.TestSpec;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {
    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type": "exact", "question": "q", "answer": "a"}            | 1 | a question needs 'id'
            {"id": 5, "type": "exact", "question": "q", "answer": "a"}   | 8 | 'id' must be text, found the number [5]: put it in quotes, so that it stays as written
            {"id": "x", "type": "exat", "question": "q", "answer": "a"}  | 21 | 'type' must be one of number, exact, contains, choice, gsm8k; found [exat]. Did you mean 'exact'?
            {"id": "x", "type": "judge", "question": "q", "answer": "a"} | 21 | 'type' must be one of number, exact, contains, choice, gsm8k; found [judge]
            {"id": "x", "type": "number", "question": "q", "answer": 1.50} | 58 | 'answer' must be text, found the number [1.50]: put it in quotes, so that it stays as written
            {"id": "x", "type": "number", "question": "q", "answer": "1,000"} | 58 | 'answer' of a question of type number must be a number such as '1.50', found [1,000]
            {"id": "x", "type": "exact", "question": "", "answer": "a"}  | 42 | 'question' must not be empty
            {"id": "x", "type": "exact", "question": "q", "answer": true} | 57 | 'answer' must be text, found [true]
            {"id": "x", "type": "exact", "question": "q", "answer": null} | 57 | 'answer' must be text, found nothing
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "tolerance": 1} | 75 | 'tolerance' is for questions of type number; this one is of type exact
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "unit": "m"} | 70 | 'unit' is for questions of type number; this one is of type exact
            {"id": "x", "type": "number", "question": "q", "answer": "1", "tolerance": -0.1} | 76 | 'tolerance' must be a number from 0 upwards, not in quotes; found the number [-0.1]
            {"id": "x", "type": "number", "question": "q", "answer": "1", "tolerance": "0.1"} | 76 | 'tolerance' must be a number from 0 upwards, not in quotes; found the text [0.1]
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "critical": "yes"} | 74 | 'critical' must be true or false, found the text [yes]
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "tags": "t"} | 70 | 'tags' must be a list, found the text [t]
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "tags": ["t", 1]} | 76 | a tag must be text, found the number [1]
            {"id": "x", "type": "exact", "question": "q", "answer": "a", "hint": "h"} | 62 | unknown key 'hint' in a question; allowed: id, type, question, answer, tolerance, unit, options, critical, tags, cluster
            """)
    void rejectsALineThatIsNotAQuestion(String line, int column, String message) {
        workspace.withQuestions(line + "\n").with("1/2", "1/1");

        assertThat(workspace.refusal()).isEqualTo("evalsets/first_light_v1.jsonl:1:" + column + ": " + message);
    }

    @Test
    void keepsTheAnswerAsItIsWritten() {
        workspace.withQuestions(Workspace.QUESTIONS.replace("\"2\"", "\"2.00\""));

        var test = (TestSpec.Accuracy)
                workspace.read().deployments().getFirst().tests().get(1);

        assertThat(test.evalset().questions().getFirst().expected().answer()).isEqualTo("2.00");
    }
}
