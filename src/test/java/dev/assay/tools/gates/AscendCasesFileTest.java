package dev.assay.tools.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AscendCasesFileTest {
    private static final String WHOLE = """
            _envs: &envs
              SERVER_PORT: "DEFAULT_PORT"
              CALC_THREADS: "8"
            _command: &command ["--port", "$SERVER_PORT", "--threads", "$CALC_THREADS", "--seed", "7"]
            _accuracy: &accuracy
              acc:
                case_type: accuracy
                dataset_path: example/sums-lite
                request_conf: vllm_api_general_chat
                dataset_conf: sums/sums_gen
                max_out_len: 1024
                batch_size: 32
                baseline: 90
                threshold: 4
            _speed: &speed
              perf:
                case_type: performance
                dataset_path: example/sums-in3500-bs400
                request_conf: vllm_api_stream_chat
                dataset_conf: sums/sums_perf
                num_prompts: 400
                max_out_len: 1500
                batch_size: 1000
                baseline: 650
                threshold: 0.97
            test_cases:
              - name: "Calc eager"
                model: "example/Calc-8B-W8A8"
                envs: {<<: *envs}
                server_cmd: *command
                server_cmd_extra: ["--enforce-eager"]
                benchmarks:
              - name: "Calc graph"
                model: "example/Calc-8B-W8A8"
                envs: {<<: *envs}
                server_cmd: *command
                test_content: [completion]
                benchmarks:
                  <<: *accuracy
                  <<: *speed
                  at-a-rate:
                    case_type: performance
                    dataset_path: example/sums_in2k_bs10
                    max_out_len: 64
                    batch_size: 8
                    request_rate: 0.5
                    baseline: 1
                    temperature: 0.6
            """;

    @TempDir
    private Path directory;

    @Test
    void becomesALoadTestWithTheThroughputThatIsAllowed() {
        var translation = Translation.of("calc.yaml", WHOLE);

        assertThat(translation.thresholds()).isEqualTo("""
                version: 1
                workloads:
                  in2048-out64: {input-tokens: 2048, output-tokens: 64, api: completions}
                  in3500-out1500: {input-tokens: 3500, output-tokens: 1500, api: completions}
                deployments:
                  # from calc.yaml:33
                  Calc-graph:
                    model: "example/Calc-8B-W8A8"
                    tokenizer: "tokenizers/Calc-8B-W8A8.json"
                    precision: "w8a8"
                    engine: vllm
                    serve: ["--threads", "8", "--seed", "7"]
                    env: {CALC_THREADS: "8"}
                    load:
                      - cell: at-a-rate
                        workload: in2048-out64
                        rate: 0.5/s
                        max-in-flight: 8
                        source: "calc.yaml:47: baseline 1 tok/s, threshold 0.97"
                        limits:
                          output-tps: calibrate
                      - cell: perf
                        workload: in3500-out1500
                        concurrency: 400
                        requests: 400
                        source: "calc.yaml:24: baseline 650 tok/s, threshold 0.97"
                        limits:
                          output-tps: {min: 630.5 tok/s}
                """);
        assertThat(translation.accepted(directory).deployments()).hasSize(1);
    }

    @Test
    void saysWhatCannotBeTranslated() {
        assertThat(Translation.of("calc.yaml", WHOLE).notTranslated())
                .containsExactly(
                        "calc.yaml:6:3: the accuracy of [example/sums-lite]: Assay does not have its questions and its prompt. Make an"
                                + " evalset (docs/evalsets.md), with max-tokens 1024 and the limit accuracy: {between: [86 %, 94 %]}",
                        "calc.yaml:16:3: the prompts of [perf]: Assay sends random words to /v1/completions, as long as the name of"
                                + " [example/sums-in3500-bs400] says; AISBench sends the texts of that data set as chats. If the texts"
                                + " begin alike, write 'prompts: {shared-prefix: …}'",
                        "calc.yaml:37:19: 'test_content': Assay checks completions and chats in its own protocol test; write other checks"
                                + " by yourself",
                        "calc.yaml:41:7: the prompts of [at-a-rate]: Assay sends random words to /v1/completions, as long as the name of"
                                + " [example/sums_in2k_bs10] says; AISBench sends the texts of that data set as chats. If the texts begin"
                                + " alike, write 'prompts: {shared-prefix: …}'",
                        "calc.yaml:47:19: the limit: a baseline of 1 tok/s is a place holder that every server passes. The row says"
                                + " 'calibrate' in its place",
                        "calc.yaml:48:22: 'temperature': load tests ask for the most probable tokens, without thinking or with it as the"
                                + " server decides");
    }

    @Test
    void leavesOutPromptsOfUnknownLengthAndServersOfSeveralCommands() {
        assertThat(Translation.of("c.yaml", """
                        test_cases:
                          - name: split
                            model: m
                            envs: {}
                            service_mode: epd
                            epd_server_cmds: [["a"], ["b"]]
                            epd_proxy_args: [c]
                            benchmarks:
                              pictures:
                                case_type: performance
                                dataset_path: example/pictures-1080p
                                max_out_len: 20
                                batch_size: 32
                        """).notTranslated())
                .containsExactly(
                        "c.yaml:2:5: the server of [split]: Assay starts one command for a server, not several (epd)",
                        "c.yaml:9:7: the load test [pictures] with the prompts of [example/pictures-1080p], whose lengths are not known. Put"
                                + " the prompts into a file (prompt-file, docs/thresholds.md)");
    }

    @Test
    void refusesWhatAisbenchWouldPassOver() {
        assertThat(Translation.problems(
                        "c.yaml",
                        WHOLE.replace("    threshold: 0.97", "    2threshold: 0.97")
                                .replace("baseline: 90", "baseline: 101")
                                .replace("request_rate: 0.5", "request_rate: -1")))
                .containsExactly(
                        "c.yaml:46:23: 'request_rate' must be from 0 to 10000000, found [-1]",
                        "c.yaml:13:15: 'baseline' must be from 0 to 100, found [101]",
                        "c.yaml:25:5: unknown key '2threshold' in a benchmark; allowed: case_type, dataset_path, request_conf, dataset_conf,"
                                + " dataset_path_local, model_path, case_name, trust_remote_code, no_pred, num_prompts, max_out_len,"
                                + " batch_size, request_rate, baseline, threshold, temperature, top_p, top_k, min_p, seed,"
                                + " presence_penalty, repetition_penalty, thinking, bos_token_id, eos_token_id, do_sample,"
                                + " transformers_version, ignore_eos. Did you mean 'threshold'?");
    }
}
