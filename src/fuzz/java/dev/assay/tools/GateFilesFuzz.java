package dev.assay.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.fuzzing.Bounds;
import dev.assay.fuzzing.Named;
import dev.assay.input.InputFile;
import dev.assay.input.Problems;
import dev.assay.input.Yaml;
import dev.assay.tools.gates.GateFiles;
import dev.assay.tools.gates.ThresholdsText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Gates of other projects: what is translated is YAML. */
class GateFilesFuzz {
    private static final List<String> NAMES = List.of("g.yaml", "g.json");

    static Stream<byte[]> seeds() {
        return Stream.of("""
                        g.yaml
                        model_name: "example/Calc-8B-FP8"
                        accuracy_threshold: 0.62
                        tolerance: 0.05
                        num_questions: 200
                        num_fewshot: 5
                        max_tokens: 256
                        max_concurrency: 32
                        server_args: "--max-model-len 4096 --speculative-config '{\\"method\\": \\"ngram\\"}'"
                        env: {A: 1}
                        """, """
                        g.yaml
                        name: calc
                        gpu: H200
                        num_gpus: 2
                        vllm: {model: e/C, image: "vllm/vllm-openai:v0.32.0", env: {A: 1}, serve_args: --max-model-len auto}
                        lm_eval: {tasks: [{name: gsm8k, num_fewshot: 5}]}
                        vllm_bench:
                          configs: [{name: a, backend: openai, input_len: 1024, output_len: 128, num_prompts: [8, 160], max_concurrency: [1, 16]}]
                        """, """
                        g.yaml
                        model_name: "e/C"
                        tasks: [{name: gsm8k, metrics: [{name: "exact_match,strict-match", value: 0.72}]}]
                        num_fewshot: 5
                        """, """
                        g.yaml
                        _c: &c {a: 1}
                        test_cases:
                          - {name: a, model: e/C, envs: {<<: *c, B: 2}, server_cmd: [--port, "8000"], benchmarks: {perf: {case_type: performance, baseline: 1, threshold: 0.97}}}
                        """, """
                        g.json
                        {"e/C": {"n150": {"perf_reference": [{"isl": 128, "osl": 128, "max_concurrency": 1, "num_prompts": 8, "targets": {"theoretical": {"ttft_ms": 25, "tput_user": 100}}}]}}}
                        """).map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isTranslatedToYamlOrSaysWhatIsWrong(byte[] bytes) throws Exception {
        var file = Named.of(bytes, NAMES);
        if (file.isEmpty()) {
            return;
        }
        Bounds.check(bytes, () -> {
            var problems = new Problems();
            var gate =
                    GateFiles.read(new InputFile(file.get().name(), file.get().text(), "0f"), problems);
            if (gate.isEmpty() || !problems.found().isEmpty()) {
                return;
            }
            ThresholdsText.needed(List.of(gate.get()));
            ThresholdsText.files(List.of(gate.get())).forEach((name, text) -> {
                var wrong = new Problems();
                if (name.endsWith(".yaml")) {
                    Yaml.read(new InputFile(name, text, ""), wrong);
                }
                assertThat(wrong.found()).as(text).isEmpty();
            });
        });
    }
}
