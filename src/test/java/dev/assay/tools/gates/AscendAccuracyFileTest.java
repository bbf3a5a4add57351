package dev.assay.tools.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AscendAccuracyFileTest {
    private static final String WHOLE = """
            model_name: "example/Calc-8B-W8A8"
            model_type: "vllm"
            hardware: "Atlas A2 Series"
            serve:
              tensor_parallel_size: 2
              dtype: auto
              max_model_len: 4096
              trust_remote_code: true
              enforce_eager: false
              enable_thinking: false
            tasks:
            - name: "gsm8k"
              metrics:
              - name: "exact_match,strict-match"
                value: 0.70
              - name: "exact_match,flexible-extract"
                value: 0.84
            - name: "ceval-valid"
              metrics:
              - name: "acc,none"
                value: 0.99
            num_fewshot: 5
            limit: 1000
            apply_chat_template: true
            fewshot_as_multiturn: true
            batch_size: "auto"
            """;

    @TempDir
    private Path directory;

    @Test
    void becomesARangeOfFivePercentOfTheMeasuredValue() {
        var translation = Translation.of("Calc.yaml", WHOLE);

        // 0.84 / 1.05 = 0.8, and 0.84 / 0.95 = 0.88421.
        assertThat(translation.thresholds()).isEqualTo("""
                version: 1
                deployments:
                  # from Calc.yaml, on Atlas A2 Series
                  Calc:
                    model: "example/Calc-8B-W8A8"
                    precision: "w8a8"
                    engine: vllm
                    serve: ["--tensor-parallel-size", "2", "--dtype", "auto", "--max-model-len", "4096", "--trust-remote-code"]
                    accuracy:
                      - evalset: gsm8k-lm-eval-5shot-chat-turns-256-of1000
                        concurrency: 4
                        source: "Calc.yaml:17: exact_match,flexible-extract 0.84, within 5 %"
                        limits:
                          accuracy: {between: [80 %, 88.421 %]}
                """);
        assertThat(translation.accepted(directory).deployments()).hasSize(1);
    }

    @Test
    void saysWhatCannotBeTranslated() {
        assertThat(Translation.of("Calc.yaml", WHOLE).notTranslated())
                .containsExactly(
                        "Calc.yaml:10:20: 'enable_thinking': write it as 'thinking: on' or 'thinking: off' into the evalset's manifest",
                        "Calc.yaml:14:5: the metric [exact_match,strict-match] of gsm8k: Assay's accuracy corresponds to"
                                + " exact_match,flexible-extract. How strictly the answers were declared is the figure 'guessed'",
                        "Calc.yaml:20:5: the task [ceval-valid], acc,none: no evalset of Assay has its questions. Make one"
                                + " (docs/evalsets.md), with the limit accuracy: {min: 94.286 %}",
                        "Calc.yaml:23:8: lm-evaluation-harness asks the first 1000 questions; the evalset draws as many with a seed,"
                                + " because the first ones are not like the others",
                        "Calc.yaml:26:13: 'batch_size': lm-evaluation-harness runs the model itself, in batches; Assay asks a server, 4"
                                + " questions at a time");
    }

    @Test
    void refusesAPercentageAndAnUnknownKey() {
        assertThat(Translation.problems("c.yaml", WHOLE.replace("0.84", "84").replace("dtype: auto", "dtyp: auto")))
                .containsExactly(
                        "c.yaml:6:3: unknown key 'dtyp' in 'serve'; allowed: tensor_parallel_size, dtype, max_model_len,"
                                + " gpu_memory_utilization, quantization, block_size, enable_expert_parallel, enforce_eager,"
                                + " trust_remote_code, enable_thinking, max_images. Did you mean 'dtype'?",
                        "c.yaml:17:12: 'value' must be from 0 to 1, found [84]; 84 % is 0.84");
    }
}
