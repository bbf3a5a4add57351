package dev.assay.suite;

import static dev.assay.testing.Streams.DONE;
import static dev.assay.testing.Streams.FINISH;
import static dev.assay.testing.Streams.OUTPUT;
import static dev.assay.testing.Streams.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load test of identical prompts, sent as token ids through a throttle, as a server sees it and as the gate shows it. */
@Tag("slow")
class ThrottledGateTest {
    @TempDir
    Path folder;

    @Test
    void sendsOneBodyAndShowsTheThrottleInEveryResult() throws IOException {
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
                    load:
                      - cell: c3
                        workload: tiny
                        concurrency: 3
                        max-in-flight: 2
                        requests: 5
                        warmup: 1
                        prompts: identical
                        limits:
                          e2e.mean: {max: 10 min}
                """);
        var usage = USAGE.replace("\"prompt_tokens\":370", "\"prompt_tokens\":8");
        try (var server = new ScriptedEndpoint(request -> switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"smollm2\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.32.0\"}");
            default -> Script.stream(OUTPUT, FINISH, usage, DONE);
        })) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base());

            var bodies = server.requests().stream()
                    .filter(request -> request.path().equals("/v1/completions"))
                    .map(ScriptedEndpoint.Seen::body)
                    .toList();
            assertThat(bodies).hasSize(6);
            assertThat(bodies.stream().distinct())
                    .singleElement()
                    .asString()
                    .containsPattern("\"prompt\":\\[(\\d+,){7}\\d+\\]")
                    .doesNotContain("add_special_tokens");
            assertThat(server.mostInFlight()).isLessThanOrEqualTo(2);
            assertThat(run.console())
                    .contains("[assay] smollm2-135m c3: 5 requests after 1 to warm up, concurrency 3, max-in-flight 2,"
                            + " to endpoint " + server.base())
                    .anyMatch(line -> line.matches("\\[assay] .* smollm2-135m c3 \\(max-in-flight 2\\): .*"));
            assertThat(run.result())
                    .contains("\"max_in_flight\" : 2,", "\"max-in-flight\" : \"2\"")
                    .contains("\"prompts\" : \"identical\"", "\"prompt form\" : \"token-ids\"");
        }
    }
}
