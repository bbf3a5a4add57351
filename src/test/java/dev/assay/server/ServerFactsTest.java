package dev.assay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.assay.plan.Plan.Planned;
import dev.assay.plan.launch.Container;
import dev.assay.plan.launch.Launch;
import dev.assay.server.launch.ServerCommand;
import dev.assay.testing.LoadTests;
import dev.assay.testing.Plans;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerFactsTest {
    private static Planned planned(Launch launch) {
        var planned = LoadTests.loadTest("c1", "smollm2");
        var deployment = planned.deployment();
        return new Planned(Plans.started(deployment, launch, deployment.deadlines()), planned.test());
    }

    private static final Planned PLANNED = planned(new Launch(
            List.of(),
            List.of("--tensor-parallel-size", "2", "--gpu-memory-utilization=0.90", "--max-model-len", "4096"),
            Container.DEFAULT,
            Map.of("VLLM_ATTENTION_BACKEND", "TRITON_ATTN")));

    @Test
    void showHowAProcessWasStartedWithoutTheValuesOfItsVariables() {
        assertThat(ServerFacts.ofLaunchedServer(PLANNED, "process", ServerCommand.of(PLANNED)))
                .containsExactly(
                        entry("start", "process"),
                        entry(
                                "command",
                                "vllm serve HuggingFaceTB/SmolLM2-135M-Instruct --host {host} --port {port}"
                                        + " --served-model-name smollm2 --tensor-parallel-size 2"
                                        + " --gpu-memory-utilization=0.90 --max-model-len 4096"),
                        entry("variables", "VLLM_ATTENTION_BACKEND"),
                        entry("image", "none"),
                        entry("image digest", "none"),
                        entry("gpus", "those that it finds"),
                        entry("startup", "not found out"),
                        entry("tensor-parallel-size", "2"),
                        entry("gpu-memory-utilization", "0.90"),
                        entry("arguments", "--max-model-len 4096"),
                        entry("arguments from", "the command"),
                        entry("proxy", "none"));
    }

    @Test
    void comeFromTheFileForAServerThatTheGateDidNotStart() {
        assertThat(ServerFacts.ofRunningServer(PLANNED))
                .containsExactly(
                        entry("start", "used as it ran"),
                        entry("command", "not found out"),
                        entry("variables", "not found out"),
                        entry("image", "not found out"),
                        entry("image digest", "not found out"),
                        entry("gpus", "not found out"),
                        entry("startup", "not found out"),
                        entry("tensor-parallel-size", "2"),
                        entry("gpu-memory-utilization", "0.90"),
                        entry("arguments", "--max-model-len 4096"),
                        entry("arguments from", "thresholds.yaml, not checked"),
                        entry("proxy", "none"));
    }

    @Test
    void haveTheSameKeysForAllTargets() {
        assertThat(ServerFacts.ofRunningServer(PLANNED).keySet())
                .containsExactlyElementsOf(ServerFacts.ofLaunchedServer(PLANNED, "container", ServerCommand.of(PLANNED))
                        .keySet());
    }

    @Test
    void showDefaultsIfNothingIsSet() {
        var usual = planned(Launch.DEFAULT);

        assertThat(ServerFacts.ofLaunchedServer(usual, "process", ServerCommand.of(usual)))
                .containsEntry("variables", "none")
                .containsEntry("tensor-parallel-size", "default")
                .containsEntry("gpu-memory-utilization", "default")
                .containsEntry("arguments", "none");
    }
}
