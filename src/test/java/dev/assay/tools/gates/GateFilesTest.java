package dev.assay.tools.gates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.InputFile;
import dev.assay.input.Problems;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateFilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"version: 1\n", "- a\n- b\n", "{broken", "", "name: a\nservices: {}\n"})
    void passesOverOtherFilesWithoutAWord(String text) {
        var problems = new Problems();

        assertThat(GateFiles.read(new InputFile("f.yaml", text, ""), problems)).isEmpty();
        assertThat(problems.found()).isEmpty();
    }

    @Test
    void writesTextsOfOtherProjectsSoThatTheyStayTexts() {
        var gate = GateFiles.read(
                        new InputFile(
                                "a\n  evil: 1.yaml",
                                "model_name: \"m\\u001B[31m\\\" }\"\naccuracy_threshold: 0.5\nnum_questions: 1319\nnum_fewshot: 5\n",
                                ""),
                        new Problems())
                .orElseThrow();

        assertThat(ThresholdsText.files(List.of(gate)).get("thresholds.yaml"))
                .contains("  # from a   evil: 1.yaml\n  a-evil-1:\n    model: \"m\\x1b[31m\\\" }\"\n");
    }

    @Test
    void givesDeploymentsOfOneNameDifferentNames() {
        var problems = new Problems();
        var text = "model_name: m\naccuracy_threshold: 0.5\nnum_questions: 1319\nnum_fewshot: 5\n";
        var gates = List.of("x/a.yaml", "y/a.yaml").stream()
                .map(name ->
                        GateFiles.read(new InputFile(name, text, ""), problems).orElseThrow())
                .toList();

        Map<String, String> files = ThresholdsText.files(gates);

        assertThat(files).containsOnlyKeys("thresholds.yaml", "evalsets/gsm8k-vllm-5shot-256.yaml");
        assertThat(files.get("thresholds.yaml")).contains("\n  a:\n", "\n  a-2:\n");
    }

    /** What Python 3.11's shlex.split gives for the same texts; a bar stands between two words, NONE for an error. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "--a 1  --b=2 ; --a|1|--b=2",
                "--c '{\"m\": 1}' ; --c|{\"m\": 1}",
                "--c \"x \\\"y\\\" \\n\" ; --c|x \"y\" \\n",
                "a\\ b '' c ; a b||c",
                "it''s 'a'\"b\"c ; its|abc",
                "'open ; NONE",
                "ends\\ ; NONE"
            })
    void splitsArgumentsAsPythonDoes(String text, String words) {
        assertThat(ShellWords.of(text).map(found -> String.join("|", found)).orElse("NONE"))
                .isEqualTo(words);
    }
}
