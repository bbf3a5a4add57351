package dev.assay.server.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.server.prometheus.MetricsPage;
import dev.assay.testing.LoadTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnginesTest {
    @Test
    void haveTheNamesOfThresholdsYaml() {
        assertThat(Engines.names()).containsExactly("vllm", "sglang", "llama.cpp", "openai");
    }

    @Test
    void nameTheirGaugeOfRunningRequests() {
        assertThat(Engines.named("vllm").running()).contains("vllm:num_requests_running");
        assertThat(Engines.named("sglang").running()).contains("sglang:num_running_reqs");
        assertThat(Engines.named("llama.cpp").running()).contains("llamacpp:requests_processing");
        assertThat(Engines.named("openai").running()).isEmpty();
    }

    @Test
    void findTheirGaugeInTheMetricsOfARealServer() throws IOException {
        var metrics = MetricsPage.of(
                Files.readString(Path.of("src/test/resources/transcripts/llama-server/metrics-after.body")));
        var llama = Engines.named("llama.cpp");

        assertThat(metrics.sum(llama.running().orElseThrow())).hasValue(0);
    }

    @Test
    void areKnownByTheOwnerOfTheModels() {
        assertThat(Engines.owning("vllm")).contains("vllm");
        assertThat(Engines.owning("sglang")).contains("sglang");
        assertThat(Engines.owning("llamacpp")).contains("llama.cpp");
        // A gateway says so too.
        assertThat(Engines.owning("openai")).isEmpty();
        assertThat(Engines.owning("")).isEmpty();
    }

    @Test
    void followTheEngineThatAnswers() {
        var deployment = LoadTests.loadTest("c1").deployment();

        assertThat(Engines.of(deployment, Map.of())).isSameAs(Engines.named("vllm"));
        assertThat(Engines.of(deployment, Map.of("engine", "sglang"))).isSameAs(Engines.named("sglang"));
    }

    /** llama.cpp's server has no {@code echo}: its completions have log-probabilities of generated tokens only. */
    @Test
    void allButLlamaCppAreAskedForTheLogProbabilitiesOfATextInOpenAisWords() {
        assertThat(Engines.scoring()).containsExactly("vllm", "sglang", "openai");
        for (var name : List.of("sglang", "openai")) {
            assertThat(Engines.named(name)
                            .logProbabilities("m", "A text.")
                            .orElseThrow()
                            .text())
                    .isEqualTo("""
                            {"model":"m","max_tokens":1,"temperature":0,"stream":true,"stream_options":{"include_usage":true},\
                            "prompt":"A text.","echo":true,"logprobs":1}""");
        }
    }

    @Test
    void refuseAnotherName() {
        assertThatThrownBy(() -> Engines.named("tgi"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no engine is called tgi");
    }
}
