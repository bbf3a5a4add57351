package dev.assay.tools.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerfEvalFileTest {
    private static final String WHOLE = """
            name: calc-h200
            gpu: H200
            num_gpus: 2
            nightly: true
            timeout_in_minutes: 180
            vllm:
              model: example/Calc-8B-FP8
              image: vllm/vllm-openai:v0.32.0
              env: {CALC_TUNED: 1}
              serve_args: >-
                --tensor-parallel-size 2
                --max-model-len auto
            lm_eval:
              model_args: {tokenized_requests: false, timeout: 6000, num_concurrent: 64}
              tasks:
                - name: gsm8k
                  num_fewshot: 5
                  model_args: {max_gen_toks: 2048}
                - name: aime25
                  num_fewshot: 0
            bfcl: {test_categories: [simple_python]}
            vllm_bench:
              configs:
                - name: 1k-in-128-out
                  backend: openai
                  input_len: 1024
                  output_len: 128
                  num_prompts: [8, 160]
                  max_concurrency: [1, 16]
                  repetitions: 3
                  args: {num_warmups: 16, disable_tqdm: true, --burstiness: 0.5}
                - {name: chats, backend: openai-chat, input_len: 8, output_len: 8, num_prompts: 8, max_concurrency: 8}
              metadata: {precision: fp8-e4m3}
            """;

    @TempDir
    private Path directory;

    @Test
    void becomesRowsWhoseLimitsAreToBeCalibrated() {
        var translation = Translation.of("calc_h200.yaml", WHOLE);

        assertThat(translation.thresholds()).isEqualTo("""
                version: 1
                workloads:
                  in1024-out128: {input-tokens: 1024, output-tokens: 128, api: completions}
                deployments:
                  # from calc_h200.yaml, on 2 H200
                  calc-h200:
                    model: "example/Calc-8B-FP8"
                    tokenizer: "tokenizers/Calc-8B-FP8.json"
                    precision: "fp8-e4m3"
                    engine: vllm
                    image: "vllm/vllm-openai:v0.32.0"
                    serve: ["--tensor-parallel-size", "2", "--max-model-len", "auto"]
                    env: {CALC_TUNED: "1"}
                    accuracy:
                      - evalset: gsm8k-lm-eval-5shot-2048
                        concurrency: 64
                        tier: nightly
                        source: "calc_h200.yaml:16: perf-eval sets no limit"
                        limits:
                          accuracy: calibrate
                    load:
                      - cell: "1k-in-128-out-conc-1"
                        workload: in1024-out128
                        concurrency: 1
                        requests: 8
                        warmup: 16
                        repeats: 3
                        tier: nightly
                        source: "calc_h200.yaml:24: perf-eval sets no limit"
                        limits:
                          ttft.mean: calibrate
                          tpot.mean: calibrate
                          e2e.mean: calibrate
                          output-tps: calibrate
                      - cell: "1k-in-128-out-conc-16"
                        workload: in1024-out128
                        concurrency: 16
                        requests: 160
                        warmup: 16
                        repeats: 3
                        tier: nightly
                        source: "calc_h200.yaml:24: perf-eval sets no limit"
                        limits:
                          ttft.mean: calibrate
                          tpot.mean: calibrate
                          e2e.mean: calibrate
                          output-tps: calibrate
                """);
        assertThat(translation.accepted(directory).deployments()).hasSize(1);
    }

    @Test
    void saysWhatCannotBeTranslated() {
        assertThat(Translation.of("w.yaml", WHOLE).notTranslated())
                .containsExactly(
                        "w.yaml:5:21: 'timeout_in_minutes': give the whole run a time with -Dassay.budget",
                        "w.yaml:14:52: 'timeout': the time of one request is 'total' in 'deadlines', by default 30 min",
                        "w.yaml:19:7: the task [aime25] with 0 examples: no evalset of Assay has its questions. Make one (docs/evalsets.md)",
                        "w.yaml:21:7: 'bfcl': calls of functions are questions of type tool-call, which you write yourself (docs/evalsets.md)",
                        "w.yaml:30:20: perf-eval repeats on one start of the server and takes the median; Assay repeats at fresh starts and"
                                + " takes the mean",
                        "w.yaml:31:51: the argument '--burstiness' of vllm bench serve: the requests are sent without it",
                        "w.yaml:32:7: the load test [chats]: it sends chats (openai-chat), and load tests of Assay use only /v1/completions");
    }

    @Test
    void refusesListsThatDoNotFitAndUnknownKeys() {
        assertThat(Translation.problems(
                        "w.yaml",
                        WHOLE.replace("[8, 160]", "[8, 160, 320]")
                                .replace("num_gpus: 2", "num_gpu: 2")
                                .replace("output_len: 128", "output_len: -128")))
                .containsExactly(
                        "w.yaml:27:19: 'output_len' must be a whole number from 1 to 10000000, found the number [-128]",
                        "w.yaml:3:1: unknown key 'num_gpu' in a workload of perf-eval; allowed: name, gpu, num_gpus, nightly, vllm,"
                                + " timeout_in_minutes, bfcl, lm_eval, vllm_bench. Did you mean 'num_gpus'?");
        assertThat(Translation.problems("w.yaml", WHOLE.replace("[8, 160]", "[8, 160, 320]")))
                .containsExactly(
                        "w.yaml:28:20: 'num_prompts' must have as many numbers as 'max_concurrency', 2, found 3");
    }
}
