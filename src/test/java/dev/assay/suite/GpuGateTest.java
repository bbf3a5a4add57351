package dev.assay.suite;

import static dev.assay.testing.Streams.DONE;
import static dev.assay.testing.Streams.FINISH;
import static dev.assay.testing.Streams.OUTPUT;
import static dev.assay.testing.Streams.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.StubSmi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A live load test beside a script in the place of nvidia-smi: what it tells is in every result, and again when the run is judged again. */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class GpuGateTest {
    @TempDir
    Path folder;

    private ScriptedEndpoint server() {
        var usage = USAGE.replace("\"prompt_tokens\":370", "\"prompt_tokens\":8");
        return new ScriptedEndpoint(request -> switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"smollm2\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.32.0\"}");
            default -> Script.stream(OUTPUT, FINISH, usage, DONE);
        });
    }

    private void write(String limit) throws IOException {
        GateRun.small(folder);
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                workloads:
                  tiny: {input-tokens: 8, output-tokens: 2, api: completions, prompt-form: token-ids}
                deployments:
                  smollm2-135m:
                    model: HuggingFaceTB/SmolLM2-135M-Instruct
                    tokenizer: tokenizers/smollm2.json
                    precision: bf16
                    engine: vllm
                    price: 2.20 EUR/h
                    load:
                      - cell: c1
                        workload: tiny
                        concurrency: 1
                        requests: 2
                        warmup: 0
                        limits:
                          %s
                """.formatted(limit));
    }

    private String smi(String processes) {
        return StubSmi.h100(folder, processes, StubSmi.look("312.40", 1980, 61, "0x0000000000000000"))
                .toString();
    }

    @Test
    void tellsOfTheGpuInEveryResult() throws IOException {
        write("cost-per-mtok: {max: 1000000/Mtok}");
        var own = StubSmi.UUID + ", " + ProcessHandle.current().pid() + ", 70000, /usr/bin/java\n";
        try (var server = server()) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base(), "nvidia-smi=" + smi(own));

            assertThat(run.result())
                    .contains("\"gpu\" : \"NVIDIA H100 80GB HBM3\"", "\"driver\" : \"590.48.01\"", "\"mig\" : \"off\"")
                    .contains("\"audit\" : \"gpu clocks\"")
                    .contains("\"text\" : \"only the server's processes were on its GPUs before and after the test\"");
        }
        var made = run();
        assertThat(made.resolve("environment.json"))
                .content()
                .contains("\"smollm2-135m gpu\" : \"NVIDIA H100 80GB HBM3\"");
        assertThat(made.resolve("gpu/smollm2-135m/c1.txt")).content().startsWith("ms, uuid, clocks.current.sm");
        assertThat(made.resolve("summary.md"))
                .content()
                .contains(
                        "| GPU | NVIDIA H100 80GB HBM3 |",
                        "cost per million output tokens: ",
                        " EUR/Mtok (2.20 EUR/h)");

        var again = GateRun.of("load", folder, "run=" + made);

        assertThat(again.result()).contains("\"audit\" : \"gpu to itself\"", "\"gpu\" : \"NVIDIA H100 80GB HBM3\"");
    }

    private Path run() throws IOException {
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            return runs.findFirst().orElseThrow();
        }
    }

    @Test
    void refusesALimitOnCostWithoutAPrice() throws IOException {
        write("cost-per-mtok: {max: 1000000/Mtok}");
        var file = folder.resolve("thresholds.yaml");
        Files.writeString(file, Files.readString(file).replace("    price: 2.20 EUR/h\n", ""));

        assertThat(GateRun.in(folder).console()).anyMatch(line -> line.contains("needs to know what the server costs"));
    }
}
