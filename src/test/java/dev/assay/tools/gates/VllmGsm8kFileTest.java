package dev.assay.tools.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VllmGsm8kFileTest {
    private static final String WHOLE = """
            model_name: "example/Calc-8B-FP8"
            accuracy_threshold: 0.62
            tolerance: 0.05
            min_acceptance_length: 1.8
            num_questions: 1319
            num_fewshot: 5
            max_concurrency: 32
            startup_max_wait_seconds: 900
            server_args: >-
              --max-model-len 4096
              --speculative-config '{"method": "ngram",
              "num_speculative_tokens": 2}'
            env:
              CALC_TUNED: 1
            """;

    @TempDir
    private Path directory;

    @Test
    void becomesALimitOfThresholdMinusTolerance() {
        var translation = Translation.of("configs/Calc-8B.yaml", WHOLE);

        assertThat(translation.thresholds()).isEqualTo("""
                version: 1
                deployments:
                  # from configs/Calc-8B.yaml
                  Calc-8B:
                    model: "example/Calc-8B-FP8"
                    precision: "fp8"
                    engine: vllm
                    serve: ["--max-model-len", "4096", "--speculative-config", "{\\"method\\": \\"ngram\\", \\"num_speculative_tokens\\": 2}"]
                    env: {CALC_TUNED: "1"}
                    deadlines: {start: 900 s}
                    accuracy:
                      - evalset: gsm8k-vllm-5shot-256
                        concurrency: 32
                        source: "configs/Calc-8B.yaml:2: accuracy_threshold 0.62, tolerance 0.05"
                        limits:
                          accuracy: {min: 57 %}
                          accept-length: {min: 1.8 tokens}
                """);
        assertThat(translation.notTranslated()).isEmpty();
    }

    @Test
    void asksTheQuestionsAsVllmDoes() {
        var translation = Translation.of("a.yaml", WHOLE);

        assertThat(translation.files().get("evalsets/gsm8k-vllm-5shot-256.yaml"))
                .isEqualTo("""
                title: "GSM8K as vLLM's own script asks it, 1319 questions, 5 examples"
                file: evalsets/gsm8k/test.jsonl
                sha256: 3730d312f6e3440559ace48831e51066acaca737f6eabec99bccb9e4b3c39d14
                type: gsm8k
                prompt: "Question: {question}\\x0aAnswer:"
                api: completions
                stop: ["Question", "Assistant:", "<|separator|>"]
                max-tokens: 256
                licence: MIT
                source: https://github.com/openai/grade-school-math, test.jsonl as published
                shots: {file: evalsets/gsm8k/train_first_8.jsonl, count: 5, as: text, sha256: 3f7ee50a459a52ed756683a31829ee9feb74db2b71c5638a09bf31139b8fee14}
                """);
    }

    @Test
    void isAcceptedByAssaysOwnReader() {
        var thresholds = Translation.of("a.yaml", WHOLE).accepted(directory);

        assertThat(thresholds.deployments())
                .singleElement()
                .satisfies(deployment -> assertThat(deployment.tests().getLast().limits())
                        .extracting(limit -> limit.figure().key() + " " + limit.bound())
                        .containsExactly("accuracy at least 57 %", "accept-length at least 1.8 tokens"));
    }

    @Test
    void takesVllmsDefaultsAndSaysSo() {
        var translation = Translation.of("a.yml", """
                model_name: example/Calc-8B
                accuracy_threshold: 0.92
                num_questions: 1319
                num_fewshot: 0
                use_chat_completions: true
                max_tokens: 1024
                """);

        assertThat(translation.thresholds())
                .contains("evalset: gsm8k-vllm-0shot-chat-1024", "concurrency: 100", "accuracy: {min: 84 %}")
                .contains("source: \"a.yml:2: accuracy_threshold 0.92, tolerance 0.08, vLLM's default\"");
        translation.accepted(directory);
    }

    @Test
    void saysWhatCannotBeTranslated() {
        var translation = Translation.of("a.yaml", """
                model_name: example/Calc-8B
                accuracy_threshold: 0.05
                num_questions: 200
                num_fewshot: 5
                seed: 42
                temperature: 0.6
                request_timeout_seconds: 600
                gen_prefix: " {x}"
                """);

        assertThat(translation.notTranslated())
                .containsExactly(
                        "a.yaml:2:21: the limit: 0.05 − 0.08 is not above 0, so that every accuracy would pass. The row says 'calibrate' in"
                                + " its place",
                        "a.yaml:3:16: vLLM asks the first 200 questions; the evalset draws as many with a seed, because the first ones are"
                                + " not like the others",
                        "a.yaml:5:7: 'seed': an evalset that is asked with temperature 0 sends no seed",
                        "a.yaml:6:14: the questions are asked with temperature 0; write 'temperature' into the evalset's manifest",
                        "a.yaml:7:26: 'request_timeout_seconds': the time of one request is 'total' in 'deadlines', by default 30 min");
        assertThat(translation.thresholds()).contains("accuracy: calibrate");
        var test = Objects.requireNonNull(
                        translation.accepted(directory).deployments().getFirst())
                .tests()
                .getLast();
        assertThat(test.name()).startsWith("gsm8k-vllm-5shot-256-of200-p");
    }

    @Test
    void leavesOutAFileWithMoreExamplesThanThereAre() {
        var translation = Translation.of(
                "a.yaml", "model_name: m\naccuracy_threshold: 0.5\nnum_questions: 1319\nnum_fewshot: 9\n");

        assertThat(translation.files()).isEmpty();
        assertThat(translation.notTranslated())
                .containsExactly("a.yaml:4:14: the whole file: 9 solved examples; the folder evalsets/gsm8k has 8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accuracy_threshold: 54 | f.yaml:2:21: 'accuracy_threshold' must be from 0 to 1, found [54]; 54 % is 0.54",
                "accuracy_threshold: .nan | f.yaml:2:21: 'accuracy_threshold' must be a number, found the number [.nan]",
                "accuracy_threshold: -.inf | f.yaml:2:21: 'accuracy_threshold' must be a number, found the number [-.inf]",
                "accuracy_threshold: | f.yaml:2:20: 'accuracy_threshold' must be a number, found nothing",
                "accuracy_threshold: '0.5' | f.yaml:2:21: 'accuracy_threshold' must be a number, found the text [0.5]",
                "accuracy_threshold: -0.5 | f.yaml:2:21: 'accuracy_threshold' must be from 0 to 1, found [-0.5]",
            })
    void refusesAThresholdThatIsNoShare(String line, String problem) {
        assertThat(Translation.problems("f.yaml", "model_name: m\n" + line + "\nnum_questions: 5\nnum_fewshot: 5\n"))
                .containsExactly(problem);
    }

    @Test
    void namesEveryMistakeWithItsPlace() {
        assertThat(Translation.problems("f.yaml", """
                        model_name: m
                        accuracy_threshold: 0.5
                        tolerance: -0.1
                        num_questions: 0
                        min_acceptance_length: 0
                        server_args: "--a 'b"
                        num_fewshots: 5
                        """))
                .containsExactly(
                        "f.yaml:3:12: 'tolerance' must be from 0 to 1, found [-0.1]",
                        "f.yaml:4:16: 'num_questions' must be a whole number from 1 to 10000000, found the number [0]",
                        "f.yaml:1:1: a GSM8K config of vLLM needs 'num_fewshot'",
                        "f.yaml:5:24: 'min_acceptance_length' must be above 0, found [0]",
                        "f.yaml:6:14: 'server_args' cannot be split into arguments: a quote is not closed, or a backslash ends it",
                        "f.yaml:7:1: unknown key 'num_fewshots' in a GSM8K config of vLLM; allowed: model_name, accuracy_threshold,"
                                + " tolerance, num_questions, num_fewshot, min_acceptance_length, max_tokens, max_concurrency,"
                                + " use_chat_completions, gen_prefix, server_args, env, startup_max_wait_seconds, temperature, seed,"
                                + " request_timeout_seconds, rocm_request_timeout_seconds. Did you mean 'num_fewshot'?");
    }
}
