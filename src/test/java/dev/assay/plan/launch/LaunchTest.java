package dev.assay.plan.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Workspace;
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
                    gpus: ["0", MIG-7f6b0f2c-1d0e]
                    volumes: ["~/models:/models:ro", "/data:/data"]
                    shared-memory: 16 GiB
                    env: {VLLM_ATTENTION_BACKEND: TRITON_ATTN, VLLM_USE_V1: 1}""");

        assertThat(workspace.read().deployments().getFirst().launch())
                .isEqualTo(new Launch(
                        List.of("vllm", "serve", "{model}", "--port", "{port}"),
                        List.of("--max-model-len", "10928", "--gpu-memory-utilization", "0.90"),
                        new Container(
                                "vllm/vllm-openai:v0.12.0",
                                new Gpus.Some(List.of("0", "MIG-7f6b0f2c-1d0e")),
                                List.of(
                                        new Container.Volume("~/models", "/models", false),
                                        new Container.Volume("/data", "/data", true)),
                                16 * 1024),
                        Map.of("VLLM_ATTENTION_BACKEND", "TRITON_ATTN", "VLLM_USE_V1", "1")))
                .hasToString(
                        "Launch[command=[vllm, serve, {model}, --port, {port}], serve=[--max-model-len, 10928, --gpu-memory-utilization, 0.90],"
                                + " Container[image=vllm/vllm-openai:v0.12.0, gpus=0,MIG-7f6b0f2c-1d0e,"
                                + " volumes=[~/models:/models:ro, /data:/data], sharedMemoryMebibytes=16384], env=[VLLM_ATTENTION_BACKEND, VLLM_USE_V1]]");
    }

    @ParameterizedTest
    @CsvSource({"all, all", "none, none", "2, '0,1'", "'[3]', 3"})
    void readsTheGpusOfAContainer(String written, String read) {
        with("gpus: " + written);

        assertThat(workspace
                        .read()
                        .deployments()
                        .getFirst()
                        .launch()
                        .container()
                        .gpus())
                .hasToString(read);
    }

    @Test
    void readsServeArgumentsOfATest() {
        workspace.with("- cell: c4\n", "- cell: c4\n        serve: [--enforce-eager]\n");

        var tests = workspace.read().deployments().getFirst().tests();

        assertThat(tests.get(1).conditions().serve()).isNull();
        assertThat(tests.get(2).conditions().serve()).containsExactly("--enforce-eager");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            serve: --enforce-eager | 12 | 'serve' must be a list, found the text [--enforce-eager]
            serve: [[a]]    | 13 | 'serve' must be a list of arguments, one per item, such as [--max-model-len, "4096"]; found a list
            serve: [a, '']  | 16 | 'serve' must be a list of arguments, one per item, such as [--max-model-len, "4096"]; found the text []
            command: [vllm] | 14 | 'command' must have the placeholder for the server's port: {port} is replaced by a free port
            command: [[a]]  | 15 | 'command' must be a list of the program and its arguments, one per item, such as [vllm, serve, "{model}", --port, "{port}"]; found a list
            image: 1        | 12 | 'image' must be text, found the number [1]: put it in quotes, so that it stays as written
            gpus: some      | 11 | 'gpus' must be all, none, a number of GPUs (1 to 64), or a list of numbers from 0 or of UUIDs, such as ["0", "1"] or [MIG-…]; found the text [some]
            gpus: 65        | 11 | 'gpus' must be all, none, a number of GPUs (1 to 64), or a list of numbers from 0 or of UUIDs, such as ["0", "1"] or [MIG-…]; found the number [65]
            gpus: [a b]     | 11 | 'gpus' must be all, none, a number of GPUs (1 to 64), or a list of numbers from 0 or of UUIDs, such as ["0", "1"] or [MIG-…]; found a list
            volumes: [a:b]  | 15 | 'volumes' must be a list of paths on the machine and in the container, such as ["/models:/models:ro"]; found the text [a:b]
            shared-memory: 8 GB | 20 | 'shared-memory' must be a size such as 8 GiB or 512 MiB; found [8 GB]
            env: [A]        | 10 | 'env' must be a mapping of keys to values, found a list
            env: {1A: b}    | 11 | a variable of 'env' must have only letters, digits and '_', and must not start with a digit; found [1A]
            env: {A: }      | 13 | the variable 'A' of 'env' needs a single value
            env: {A: [b]}   | 14 | the variable 'A' of 'env' needs a single value
            """)
    void rejectsWrongValues(String written, int column, String message) {
        with(written);

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:10:" + column + ": " + message);
    }
}
