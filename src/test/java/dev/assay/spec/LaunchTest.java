package dev.assay.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchTest {
    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    private Workspace with(String lines) {
        return workspace.with("    engine: vllm\n", "    engine: vllm\n    " + lines + "\n");
    }

    @Test
    void readsHowAServerIsStarted() {
        with("""
                command: [vllm, serve, "{model}", --port, "{port}"]
                    serve: [--max-model-len, 10928, --gpu-memory-utilization, "0.90"]
                    image: vllm/vllm-openai:v0.12.0
                    env: {VLLM_ATTENTION_BACKEND: TRITON_ATTN, VLLM_USE_V1: 1}""");

        assertThat(workspace.read().deployments().getFirst().launch())
                .isEqualTo(new Launch(
                        List.of("vllm", "serve", "{model}", "--port", "{port}"),
                        List.of("--max-model-len", "10928", "--gpu-memory-utilization", "0.90"),
                        "vllm/vllm-openai:v0.12.0",
                        Map.of("VLLM_ATTENTION_BACKEND", "TRITON_ATTN", "VLLM_USE_V1", "1")))
                .hasToString(
                        "Launch[command=[vllm, serve, {model}, --port, {port}], serve=[--max-model-len, 10928, --gpu-memory-utilization, 0.90],"
                                + " image=vllm/vllm-openai:v0.12.0, env=[VLLM_ATTENTION_BACKEND, VLLM_USE_V1]]");
    }

    @Test
    void letsARowHaveArgumentsOfItsOwn() {
        workspace.with("- cell: c4\n", "- cell: c4\n        serve: [--enforce-eager]\n");

        var rows = workspace.read().deployments().getFirst().rows();

        assertThat(rows.get(1).terms().serve()).isNull();
        assertThat(rows.get(2).terms().serve()).containsExactly("--enforce-eager");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            serve: --enforce-eager | 12 | 'serve' must be a list, found the text [--enforce-eager]
            serve: [[a]]    | 13 | 'serve' is a list of arguments, each by itself, such as [--max-model-len, "4096"]; found a list
            serve: [a, '']  | 16 | 'serve' is a list of arguments, each by itself, such as [--max-model-len, "4096"]; found the text []
            command: [vllm] | 14 | 'command' must say where the server gets its port: {port} stands for a free one
            command: [[a]]  | 15 | 'command' is a program and its arguments, each by itself, such as [vllm, serve, "{model}", --port, "{port}"]; found a list
            image: 1        | 12 | 'image' must be text, found the number [1]: put it in quotes, so that it stays as written
            env: [A]        | 10 | 'env' must be a mapping of keys to values, found a list
            env: {1A: b}    | 11 | a variable of 'env' has letters, digits and '_', and does not start with a digit; found [1A]
            env: {A: }      | 13 | the variable 'A' of 'env' needs a single value
            env: {A: [b]}   | 14 | the variable 'A' of 'env' needs a single value
            """)
    void rejectsWhatNoServerCanBeStartedWith(String written, int column, String message) {
        with(written);

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:10:" + column + ": " + message);
    }
}
