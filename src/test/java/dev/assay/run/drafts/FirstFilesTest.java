package dev.assay.run.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.ServerIntroduction.Model;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstFilesTest {
    private static FirstFiles first(Model model, Optional<String> tokenizer) {
        return new FirstFiles(
                Path.of("new"), URI.create("http://127.0.0.1:8000"), model, Optional.of("SERVER_KEY"), tokenizer);
    }

    private static String thresholds(FirstFiles first) {
        return Objects.requireNonNull(first.files().texts().get("thresholds.yaml"));
    }

    @Test
    void aKnownEngineGetsALoadTestAndTheCommandThatComputesLimits() {
        var first = first(
                new Model(
                        "org/Small-FP8",
                        "vllm",
                        Optional.of("0.32.0"),
                        Optional.of("/models/it's small"),
                        Optional.of(4096)),
                Optional.of("{}"));

        assertThat(thresholds(first))
                .contains(
                        "  \"small-fp8\":\n    model: \"/models/it's small\"\n    served-name: \"org/Small-FP8\"\n",
                        "    tokenizer: \"tokenizers/small-fp8.json\"\n    precision: fp8\n    engine: vllm\n",
                        "    # engine-version: \"0.32.0\" ",
                        "    key: SERVER_KEY ",
                        "      - cell: c4\n");
        assertThat(first.files().texts())
                .containsOnlyKeys("thresholds.yaml", "evalsets/first.jsonl", "tokenizers/small-fp8.json");
        assertThat(first.lines())
                .contains("  java -jar assay.jar verify --directory new --target process --calibrate 5");
    }

    @Test
    void theCommandsForTheCurrentDirectoryNameNone() {
        var here = new FirstFiles(
                Path.of(""),
                URI.create("http://127.0.0.1:8000"),
                new Model("small", "vllm", Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty());

        assertThat(here.lines())
                .contains(
                        "  java -jar assay.jar verify --endpoint http://127.0.0.1:8000",
                        "  java -jar assay.jar verify --target process --calibrate 5");
    }

    @Test
    void aShortContextGetsNoLoadTestAndSaysWhy() {
        var first = first(
                new Model("small", "llama.cpp", Optional.empty(), Optional.empty(), Optional.of(100)),
                Optional.of("{}"));

        assertThat(thresholds(first)).doesNotContain("load:", "workloads:", "tokenizer:");
        assertThat(first.files().texts()).containsOnlyKeys("thresholds.yaml", "evalsets/first.jsonl");
        assertThat(first.lines())
                .contains("no load test: the server takes 100 tokens in all, and the first load test needs 192");
    }

    @Test
    void whatAServerSaysStaysAText() {
        var first = first(
                new Model(
                        "a\"\n  evil: 1\u001B[31m", "openai", Optional.of("1\n2"), Optional.empty(), Optional.empty()),
                Optional.empty());

        assertThat(thresholds(first)).contains("  \"a-evil-1-31m\":\n    model: \"a\\\"\\x0a  evil: 1\\x1b[31m\"\n");
        assertThat(first.lines().getFirst())
                .isEqualTo("http://127.0.0.1:8000 serves [a\"\uFFFD  evil: 1\uFFFD[31m], engine openai 1\uFFFD2");
    }
}
