package dev.assay.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.dockerjava.api.model.HostConfig;
import dev.assay.plan.launch.Gpus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GpuPassthroughTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(any -> any.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private static final Gpus TWO = new Gpus.Some(List.of("0", "MIG-7f6b0f2c"));

    private static List<String> requests(List<GpuPassthrough> options) {
        return options.stream()
                .map(way -> way.in(HostConfig.newHostConfig()).getDeviceRequests())
                .map(request -> JSON.writeValueAsString(request))
                .toList();
    }

    @Test
    void usesNvidiasRuntimeIfTheDaemonHasIt() {
        var options = GpuPassthrough.options(TWO, true);

        assertThat(options).hasSize(1);
        assertThat(options.getFirst().in(HostConfig.newHostConfig()).getRuntime())
                .isEqualTo("nvidia");
        assertThat(options.getFirst().env())
                .isEqualTo(Map.of(
                        "NVIDIA_VISIBLE_DEVICES", "0,MIG-7f6b0f2c", "NVIDIA_DRIVER_CAPABILITIES", "compute,utility"));
        assertThat(GpuPassthrough.options(new Gpus.All(), true).getFirst().env())
                .containsEntry("NVIDIA_VISIBLE_DEVICES", "all");
    }

    @Test
    void triesADeviceRequestAndThenCdiWithoutTheRuntime() {
        assertThat(requests(GpuPassthrough.options(TWO, false)))
                .containsExactly(
                        "[{\"Capabilities\":[[\"gpu\"]],\"DeviceIDs\":[\"0\",\"MIG-7f6b0f2c\"],\"Driver\":\"nvidia\"}]",
                        "[{\"DeviceIDs\":[\"nvidia.com/gpu=0\",\"nvidia.com/gpu=MIG-7f6b0f2c\"],\"Driver\":\"cdi\"}]");
        assertThat(requests(GpuPassthrough.options(new Gpus.All(), false)))
                .containsExactly(
                        "[{\"Capabilities\":[[\"gpu\"]],\"Count\":-1,\"Driver\":\"nvidia\"}]",
                        "[{\"DeviceIDs\":[\"nvidia.com/gpu=all\"],\"Driver\":\"cdi\"}]");
    }

    @Test
    void givesNoGpuToAContainerThatShouldHaveNone() {
        var options = GpuPassthrough.options(new Gpus.None(), true);

        assertThat(options).hasSize(1);
        assertThat(options.getFirst().env()).isEmpty();
        assertThat(options.getFirst().in(HostConfig.newHostConfig()).getRuntime())
                .isNull();
    }
}
