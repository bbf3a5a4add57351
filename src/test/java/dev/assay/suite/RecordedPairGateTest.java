package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recordings that ship, compared question by question: weights of 4 bits, and the same weights again. */
@Tag("slow")
class RecordedPairGateTest {
    @TempDir
    Path folder;

    @Test
    void failsTheWeightsOfFourBitsWithBoundAndFlipsAndKeepsTheSameWeights() {
        GateRun.ship(folder);

        var run = GateRun.of("accuracy", folder, "deployment=smollm2-135m-4bit,smollm2-135m-again");

        assertThat(run.test("smollm2-135m-4bit basics_v2 accuracy no-worse against smollm2-135m")
                        .message())
                .startsWith(
                        "FAIL smollm2-135m-4bit basics_v2: accuracy no-worse against smollm2-135m 7/100, was 53/100:"
                                + " -46.0 pp (95 % sure: at least -54.6 pp; lower by chance: p < 0.0001), 48 lost (add-01,");
        assertThat(run.test("smollm2-135m-again basics_v2 accuracy no-worse against smollm2-135m"))
                .isEqualTo(new GateRun.Outcome("passed", "", ""));
        assertThat(run.test("smollm2-135m-again basics_v2 accuracy recovery against smollm2-135m"))
                .isEqualTo(new GateRun.Outcome("passed", "", ""));
    }

    /**
     * lm-evaluation-harness 0.4.13 itself gives these counts for the same answers: {@code python bench/by_lm_eval.py} on the samples of such a
     * run.
     */
    @Test
    void scoresGsm8kAndMmluAsOtherToolsDo() {
        GateRun.ship(folder);

        var result = JsonMapper.shared()
                .readTree(GateRun.of("accuracy", folder, "deployment=smollm2-135m,smollm2-135m-4bit")
                        .result());

        assertThat(right(result, "smollm2-135m gsm8k_200"))
                .containsEntry("CORRECT", 4)
                .containsEntry("TRUNCATED", 19)
                .containsEntry("lm-eval gsm8k strict-match", 4)
                .containsEntry("lm-eval gsm8k flexible-extract", 4)
                .containsEntry("lm-eval gsm8k_cot strict-match", 0);
        assertThat(right(result, "smollm2-135m-4bit gsm8k_200"))
                .containsEntry("CORRECT", 1)
                .containsEntry("TRUNCATED", 108)
                .containsEntry("lm-eval gsm8k strict-match", 1)
                .containsEntry("lm-eval gsm8k flexible-extract", 1)
                .containsEntry("lm-eval gsm8k_cot strict-match", 0);
        assertThat(right(result, "smollm2-135m mmlu_285"))
                .containsEntry("CORRECT", 65)
                .containsEntry("lm-eval mmlu_generative get_response", 65)
                .containsEntry("lm-eval mmlu_flan_n_shot_generative flexible-extract", 0);
        assertThat(right(result, "smollm2-135m-4bit mmlu_285"))
                .containsEntry("CORRECT", 65)
                .containsEntry("lm-eval mmlu_generative get_response", 65)
                .containsEntry("lm-eval mmlu_flan_n_shot_generative flexible-extract", 0);
    }

    /** Returns how many answers of a test had each outcome, and how many are right by each rule of another tool. */
    private static Map<String, Integer> right(JsonNode result, String test) {
        var row = result.path("rows")
                .valueStream()
                .filter(each -> each.path("name").asString().equals(test))
                .findFirst()
                .orElseThrow();
        var counts = new HashMap<String, Integer>();
        row.path("outcomes").forEachEntry((outcome, count) -> counts.put(outcome, count.asInt()));
        row.path("other_scorers")
                .forEach(rule -> counts.put(
                        rule.path("rule").asString(), rule.path("right").asInt()));
        return counts;
    }
}
