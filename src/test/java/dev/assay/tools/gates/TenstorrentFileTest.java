package dev.assay.tools.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenstorrentFileTest {
    private static final String WHOLE = """
            {
              "Calc-8B": {
                "n150": [
                  {"isl": 128, "osl": 64, "max_concurrency": 32, "num_prompts": 64, "task_type": "text", "image_height": null,
                   "images_per_prompt": null,
                   "targets": {"theoretical": {"ttft_ms": 80, "tput_user": 20, "tput": 600, "tolerance": 0.05}}},
                  {"isl": 128, "osl": 64, "max_concurrency": 1, "num_prompts": 8,
                   "targets": {"theoretical": {"ttft_ms": 46.5, "tput_user": 30, "tput": null}}},
                  {"isl": 128, "osl": 64, "max_concurrency": 1, "task_type": "vlm", "images_per_prompt": 1,
                   "targets": {"theoretical": {"ttft_ms": 828}}}
                ]
              },
              "Whisper": {
                "n150": [{"max_concurrency": 1, "num_eval_runs": 2, "task_type": "asr",
                          "targets": {"theoretical": {"ttft_ms": 800, "rtr": 7.8}}}]
              }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void becomesOneDeploymentForEachModelAndDevice() {
        var translation = Translation.of("targets.json", WHOLE);

        // 80 ms · 1.05 = 84 ms; 1000 / (20 · 0.95) = 52.6316 ms; 600 tok/s · 0.95 = 570 tok/s; 1000 / 30 = 33.3333 ms
        assertThat(translation.thresholds()).isEqualTo("""
                version: 1
                workloads:
                  in128-out64: {input-tokens: 128, output-tokens: 64, api: completions}
                deployments:
                  # from targets.json:3, on n150, tier 'target'
                  Calc-8B-n150:
                    model: "Calc-8B"
                    tokenizer: "tokenizers/Calc-8B.json"
                    precision: "not-stated"
                    engine: vllm
                    load:
                      - cell: in128-out64-c32
                        workload: in128-out64
                        concurrency: 32
                        requests: 64
                        source: "targets.json:6: theoretical target"
                        limits:
                          ttft.mean: {max: 84 ms}
                          tpot.mean: {max: 52.6316 ms}
                          output-tps: {min: 570 tok/s}
                      - cell: in128-out64-c1
                        workload: in128-out64
                        concurrency: 1
                        requests: 8
                        source: "targets.json:8: theoretical target"
                        limits:
                          ttft.mean: {max: 46.5 ms}
                          tpot.mean: {max: 33.3333 ms}
                """);
        assertThat(translation.accepted(directory).deployments()).hasSize(1);
    }

    @Test
    void saysWhatCannotBeTranslated() {
        assertThat(Translation.of("t.json", WHOLE).notTranslated())
                .containsExactly(
                        "t.json:8:78: 'tput': it has no target",
                        "t.json:9:7: a test of the kind [vlm]: load tests of Assay send texts of a given length and no images",
                        "t.json:14:14: a test of the kind [asr]: load tests of Assay send texts of a given length and no images");
    }

    @Test
    void countsOnlyTheLastOfTwoModelsOfOneNameAsPythonDoes() {
        var translation = Translation.of("t.json", WHOLE.replace("\"Whisper\"", "\"Calc-8B\""));

        assertThat(translation.files()).isEmpty();
        assertThat(translation.notTranslated())
                .startsWith(
                        "t.json:2:3: 'Calc-8B' appears a second time, at t.json:13:3; only that one counts, as in Python");
    }

    @Test
    void refusesNegativeTargetsTolerancesAboveOneNotANumberAndUnknownKeys() {
        assertThat(Translation.problems(
                        "t.json",
                        WHOLE.replace("\"ttft_ms\": 80,", "\"ttft_ms\": -80,")
                                .replace("0.05", "5")
                                .replace("\"tput\": 600", "\"tput\": NaN")
                                .replace("\"tput_user\": 30", "\"tput_usr\": 30")))
                .containsExactly(
                        "t.json:6:95: 'tolerance' must be from 0 to 1, found [5]; 5 % is 0.05",
                        "t.json:6:47: 'ttft_ms' must be above 0, found [-80]",
                        "t.json:6:77: 'tput' must be a number, found the number [NaN]",
                        "t.json:8:53: unknown key 'tput_usr' in 'theoretical'; allowed: tolerance, ttft_ms, tput_user, tput, tput_prefill,"
                                + " e2el_ms, rtr, ttft_streaming_ms, end_to_end_latency_ms, inference_steps_per_second. Did you mean"
                                + " 'tput_user'?");
    }
}
