package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.testspecs.Protocol;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import dev.assay.testing.ScriptedEndpoint.Seen;
import dev.assay.testing.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate against engines that are not the one the file names, and against some that are asked otherwise than vLLM. */
@Tag("slow")
class EngineGateTest {
    private static final String ROW = "smollm2-135m protocol";

    @TempDir
    Path folder;

    @BeforeEach
    void copyInput() {
        GateRun.small(folder);
    }

    /** Writes a file with one load test of so many tokens out, and a limit that nothing misses. */
    private void served(String engine, int out) {
        try {
            Files.writeString(folder.resolve("thresholds.yaml"), """
                    version: 1
                    workloads:
                      tiny: {input-tokens: 8, output-tokens: %d, api: completions}
                    deployments:
                      smollm2-135m:
                        model: HuggingFaceTB/SmolLM2-135M-Instruct
                        tokenizer: tokenizers/smollm2.json
                        precision: bf16
                        engine: %s
                        load:
                          - {cell: c1, workload: tiny, concurrency: 1, requests: 1, limits: {ttft.mean: {max: 1 min}}}
                    """.formatted(out, engine));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers as vLLM 0.33.0 would. */
    private static Script vllm(Seen request) {
        return switch (request.path()) {
            case "/v1/models" -> Script.json(200, "{\"data\":[{\"id\":\"smollm2-135m\",\"owned_by\":\"vllm\"}]}");
            case "/version" -> Script.json(200, "{\"version\":\"0.33.0\"}");
            case "/metrics" -> Script.document(404, "text/plain", "");
            default ->
                request.body().contains(Protocol.NO_MODEL)
                                || request.body().contains("\"max_tokens\":" + Protocol.TOO_MANY_TOKENS)
                        ? Script.json(400, "{\"error\":{\"message\":\"No.\"}}")
                        : Script.stream(Streams.OUTPUT, Streams.FINISH, Streams.USAGE, Streams.DONE);
        };
    }

    /** Answers as llama.cpp's server does: for any model, and as long as the context lasts. */
    private static Script llama(Seen request) {
        return switch (request.path()) {
            case "/v1/models" ->
                Script.json(
                        200,
                        "{\"data\":[{\"id\":\"smollm2-135m\",\"owned_by\":\"llamacpp\",\"meta\":{\"n_ctx\":64}}]}");
            case "/props" -> Script.json(200, "{\"build_info\":\"b10587-3f545becc\"}");
            case "/v1/completions" ->
                request.body().contains("a ".repeat(65))
                        ? Script.json(400, "{\"error\":{\"code\":400,\"message\":\"exceeds the context size\"}}")
                        : Script.stream(Streams.OUTPUT, Streams.FINISH, Streams.USAGE, Streams.DONE);
            default -> Script.json(404, "{\"error\":{\"message\":\"File Not Found\"}}");
        };
    }

    /** Answers a prompt of 8 tokens with one, whatever was asked. */
    private static Script laconic(Seen request) {
        return request.path().equals("/v1/models")
                ? Script.json(200, "{\"data\":[{\"id\":\"smollm2-135m\"}]}")
                : Script.stream("""
                        data: {"model":"smollm2-135m","choices":[{"index":0,"text":"No","finish_reason":"stop"}]}

                        """, """
                        data: {"choices":[],"usage":{"prompt_tokens":8,"completion_tokens":1}}

                        """, Streams.DONE);
    }

    @Test
    void measuresNothingOfAnotherVersion() {
        served("vllm\n    engine-version: 0.32.0", 2);
        try (var server = new ScriptedEndpoint(EngineGateTest::vllm)) {
            var run = GateRun.of("protocol", folder, "endpoint=" + server.base());

            assertThat(run.test(ROW + " usage").message())
                    .isEqualTo("UNMEASURED " + ROW + ": " + server.base()
                            + " does not match thresholds.yaml: engine-version 0.33.0 instead of 0.32.0. Correct"
                            + " `engine-version` at thresholds.yaml:5:3, or start that server; if you test"
                            + " another one on purpose, allow it with -Dassay.allow-difference=engine-version.");
            assertThat(server.requests()).noneMatch(request -> request.line().startsWith("POST"));
        }
    }

    @Test
    void measuresAnotherVersionThatIsTheExperimentAndSaysSoEverywhere() throws IOException {
        served("vllm\n    engine-version: 0.32.0", 2);
        try (var server = new ScriptedEndpoint(EngineGateTest::vllm)) {
            var run = GateRun.of("protocol", folder, "endpoint=" + server.base(), "allow-difference=engine-version");

            assertThat(run.test(ROW + " usage").status()).isEqualTo("passed");
            assertThat(run.console())
                    .contains("[assay] changed: smollm2-135m engine-version 0.33.0 instead of 0.32.0")
                    .anyMatch(line -> line.endsWith("; changed: engine-version 0.33.0 instead of 0.32.0)"));
            assertThat(run.result()).contains("\"changed\" : \"engine-version 0.33.0 instead of 0.32.0\"");
            try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
                assertThat(runs.toList().getFirst().resolve("summary.md"))
                        .content()
                        .contains(
                                "Changed, and allowed with -Dassay.allow-difference: smollm2-135m engine-version 0.33.0");
            }
        }
    }

    @Test
    void asksALlamaServerForNoMoreThanItRefuses() {
        served("llama.cpp", 2);
        try (var server = new ScriptedEndpoint(EngineGateTest::llama)) {
            var run = GateRun.of("protocol", folder, "endpoint=" + server.base());

            assertThat(server.requests())
                    .noneMatch(request -> request.body().contains("\"max_tokens\":" + Protocol.TOO_MANY_TOKENS));
            assertThat(run.test(ROW + " error-shapes").message())
                    .isEqualTo("not shown: no-such-model: answered as if the request were valid, which a server"
                            + " of this engine may do; the check model-echo shows which model answers");
            assertThat(run.test(ROW + " cancel-frees-the-slot").message())
                    .isEqualTo("not shown: the server's /metrics have no llamacpp:requests_processing");
        }
    }

    @Test
    void doesNotTakeAShorterAnswerForTheOneThatWasAsked() {
        served("openai", 2);
        try (var server = new ScriptedEndpoint(EngineGateTest::laconic)) {
            var run = GateRun.of("load", folder, "endpoint=" + server.base());

            assertThat(run.test("smollm2-135m c1").message())
                    .startsWith("UNMEASURED smollm2-135m c1: c1-001: 8 tokens in and 1 out, planned 8 and 2");
            assertThat(server.requests())
                    .filteredOn(request -> request.path().equals("/v1/completions"))
                    .isNotEmpty()
                    .noneMatch(request -> request.body().contains("ignore_eos"));
        }
    }
}
