package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.ServerDifference;
import dev.assay.server.Target.Readiness;
import dev.assay.server.Target.Readiness.NotReady;
import dev.assay.server.Target.Readiness.Ready;
import dev.assay.server.engines.Engines;
import dev.assay.testing.LoadTests;
import dev.assay.testing.Plans;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model lists of vLLM and llama.cpp are recorded. The answers of SGLang and of /props are written after their source code. */
class EngineIdentificationTest {
    private static final Map<String, String> VLLM =
            Map.of("/v1/models", recorded("vllm/get-v1-models"), "/version", recorded("vllm/get-version"));

    private static final Map<String, String> LLAMA_CPP =
            Map.of("/v1/models", recorded("llama-server/models"), "/props", """
            {"default_generation_settings":{"n_ctx":4096},"total_slots":8,"model_path":"/models/tiny.gguf",\
            "chat_template":"","build_info":"b10587-3f545becc"}""");

    private static final String SGLANG_MODELS = """
            {"object":"list","data":[{"id":"qwen","object":"model","created":1795282361,"owned_by":"sglang",\
            "root":"qwen","max_model_len":32768}]}""";
    private static final String SGLANG_INFO = """
            {"model_path":"Qwen/Qwen3-32B","api_key":"sk-secret","tp_size":2,"mem_fraction_static":0.88,\
            "version":"0.5.6","internal_states":[{}]}""";

    private static final Map<String, String> GATEWAY =
            Map.of("/v1/models", "{\"data\":[{\"id\":\"m\",\"object\":\"model\",\"owned_by\":\"openai\"}]}");

    private static String recorded(String document) {
        try {
            return Files.readString(Path.of("src/test/resources/transcripts", document + ".body"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a test at a server that returns these documents, by path. */
    private static Readiness open(Planned planned, Map<String, String> documents, ServerDifference... allowed) {
        try (var server = serving(documents)) {
            return open(planned, server.base(), allowed);
        }
    }

    private static Readiness open(Planned planned, URI base, ServerDifference... allowed) {
        try (var target = new EndpointTarget(base, 7, InstantSource.system(), Credentials.NONE, Set.of(allowed))) {
            return target.open(planned);
        }
    }

    private static ScriptedEndpoint serving(Map<String, String> documents) {
        return new ScriptedEndpoint(request -> {
            var document = documents.get(request.path());
            return document == null ? Script.json(404, "{\"detail\":\"Not Found\"}") : Script.json(200, document);
        });
    }

    private static Planned on(String engine) {
        return on(engine, null);
    }

    private static Planned on(String engine, @Nullable String version) {
        return Plans.servedBy(LoadTests.loadTest("c1"), engine, version);
    }

    private static Map<String, String> facts(Readiness opening) {
        return ((Ready) opening).endpoint().server();
    }

    @Test
    void identifiesVllmAndItsModel() {
        assertThat(facts(open(on("vllm"), VLLM)))
                .isEqualTo(Map.of(
                        "engine", "vllm",
                        "model", "smollm2-135m",
                        "owned-by", "vllm",
                        "checkpoint", "/models/m/smollm2",
                        "max-model-len", "4096",
                        "version", "0.32.0"));
    }

    @Test
    void identifiesLlamaCppAndItsBuild() {
        assertThat(facts(open(on("llama.cpp"), LLAMA_CPP)))
                .isEqualTo(Map.of(
                        "engine", "llama.cpp",
                        "model", "tiny",
                        "owned-by", "llamacpp",
                        "checkpoint", "/models/tiny.gguf",
                        "max-model-len", "4096",
                        "slots", "8",
                        "version", "b10587-3f545becc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/server_info", "/get_server_info"})
    void identifiesSglangByEitherRouteAndKeepsNoApiKey(String route) {
        assertThat(facts(open(on("sglang"), Map.of("/v1/models", SGLANG_MODELS, route, SGLANG_INFO))))
                .isEqualTo(Map.of(
                        "engine", "sglang",
                        "model", "qwen",
                        "owned-by", "sglang",
                        "checkpoint", "Qwen/Qwen3-32B",
                        "max-model-len", "32768",
                        "tensor-parallel-size", "2",
                        "mem-fraction-static", "0.88",
                        "version", "0.5.6"));
    }

    @Test
    void refusesAnotherEngine() {
        try (var server = serving(LLAMA_CPP)) {
            assertThat(open(on("vllm"), server.base()))
                    .isEqualTo(new NotReady(
                            server.base() + " does not match thresholds.yaml: engine llama.cpp instead of vllm",
                            "Correct `engine` at thresholds.yaml:7:3, or start that server; if you test another"
                                    + " one on purpose, allow it with -Dassay.allow-difference=engine."));
        }
    }

    @Test
    void refusesAnotherEngineIfOnlyAnotherVersionIsAllowed() {
        assertThat(open(on("vllm", "0.32.0"), LLAMA_CPP, ServerDifference.ENGINE_VERSION))
                .isInstanceOf(NotReady.class);
    }

    @Test
    void usesTheProtocolOfAnotherEngineThatIsAllowedAndRecordsTheChange() {
        var planned = on("vllm", "0.32.0");

        var facts = facts(open(planned, LLAMA_CPP, ServerDifference.ENGINE));

        assertThat(facts)
                .containsEntry("engine", "llama.cpp")
                .containsEntry("version", "b10587-3f545becc")
                .containsEntry("changed", "engine llama.cpp instead of vllm");
        assertThat(Engines.of(planned.deployment(), facts)).isSameAs(Engines.named("llama.cpp"));
    }

    @Test
    void refusesAnotherVersion() {
        try (var server = serving(VLLM)) {
            assertThat(open(on("vllm", "0.33.0"), server.base()))
                    .isEqualTo(new NotReady(
                            server.base() + " does not match thresholds.yaml: engine-version 0.32.0 instead of 0.33.0",
                            "Correct `engine-version` at thresholds.yaml:7:3, or start that server; if"
                                    + " you test another one on purpose, allow it with"
                                    + " -Dassay.allow-difference=engine-version."));
        }
    }

    @Test
    void refusesAnotherVersionIfOnlyAnotherEngineIsAllowed() {
        assertThat(open(on("vllm", "0.33.0"), VLLM, ServerDifference.ENGINE)).isInstanceOf(NotReady.class);
    }

    @Test
    void acceptsAnotherVersionThatIsAllowedAndRecordsTheChange() {
        assertThat(facts(open(on("vllm", "0.33.0"), VLLM, ServerDifference.ENGINE_VERSION)))
                .containsEntry("version", "0.32.0")
                .containsEntry("changed", "engine-version 0.32.0 instead of 0.33.0");
    }

    @Test
    void recordsNoChangeIfNothingDiffers() {
        assertThat(facts(open(on("vllm", "0.32.0"), VLLM, ServerDifference.ENGINE, ServerDifference.ENGINE_VERSION)))
                .doesNotContainKey("changed");
    }

    @Test
    void refusesAServerThatReportsNoVersionIfOneIsRequired() {
        var silent = new LinkedHashMap<>(VLLM);
        silent.remove("/version");

        assertThat(((NotReady) open(on("vllm", "0.32.0"), silent)).reason())
                .endsWith(" does not match thresholds.yaml: engine-version unknown instead of 0.32.0");
    }

    @Test
    void acceptsAnyServerAsOpenAiAndRecordsItsOwner() {
        assertThat(facts(open(on("openai"), LLAMA_CPP)))
                .containsEntry("engine", "openai")
                .containsEntry("owned-by", "llamacpp")
                .containsEntry("version", "b10587-3f545becc");
        assertThat(facts(open(on("openai"), GATEWAY)))
                .isEqualTo(Map.of("engine", "openai", "model", "m", "owned-by", "openai"));
    }

    @Test
    void takesTheModelNameFromLiteLlmButNotUnknownFromSglangRouter() {
        assertThat(facts(open(on("openai"), Map.of("/v1/models", recorded("litellm/models")))))
                .isEqualTo(Map.of("engine", "openai", "model", "smollm2", "owned-by", "openai"));
        assertThat(((NotReady) open(on("openai"), Map.of("/v1/models", recorded("sglang-router/models")))).reason())
                .endsWith(" lists one model, [unknown], as a router does if it does not know its servers; no"
                        + " server has a model of that name");
    }

    @Test
    void trustsTheFileForAServerBehindAGateway() {
        assertThat(facts(open(on("vllm"), GATEWAY)))
                .isEqualTo(Map.of("engine", "vllm", "model", "m", "owned-by", "openai"));
    }

    @Test
    void leavesOutInvalidJson() {
        var broken = new LinkedHashMap<>(VLLM);
        broken.put("/version", "<html>");

        assertThat(facts(open(on("vllm"), broken))).doesNotContainKey("version");
    }
}
