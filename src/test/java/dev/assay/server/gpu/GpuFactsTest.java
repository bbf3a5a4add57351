package dev.assay.server.gpu;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.gpu.MigInstances.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GpuFactsTest {
    private static final Map<String, String> H100 = Map.of(
            "index", "0",
            "uuid", "GPU-aa",
            "name", "NVIDIA H100 80GB HBM3",
            "driver_version", "590.48.01",
            "memory.total", "81559",
            "mig.mode.current", "Disabled",
            "power.limit", "700.00",
            "clocks.max.sm", "1980",
            "clocks.max.memory", "2619");

    private static Map<String, String> but(Map<String, String> values, String field, String value) {
        var other = new LinkedHashMap<>(values);
        other.put(field, value);
        return other;
    }

    private static Map<String, String> facts(List<Gpu> gpus, String... visible) {
        return GpuFacts.of(gpus, Set.of(visible));
    }

    @Test
    void describeAGpu() {
        assertThat(facts(List.of(new Gpu(H100, List.of()))))
                .containsExactly(
                        entry("gpu", "NVIDIA H100 80GB HBM3"),
                        entry("gpu-memory", "81559 MiB"),
                        entry("driver", "590.48.01"),
                        entry("mig", "off"),
                        entry("gpu-power-limit", "700.00 W"),
                        entry("gpu-max-clocks", "1980 MHz, memory 2619 MHz"));
    }

    @Test
    void nameCommonValuesOnce() {
        var l40s = but(but(H100, "name", "NVIDIA L40S"), "power.limit", "350.00");

        assertThat(facts(List.of(new Gpu(H100, List.of()), new Gpu(l40s, List.of()), new Gpu(l40s, List.of()))))
                .containsEntry("gpu", "NVIDIA H100 80GB HBM3, 2 × NVIDIA L40S")
                .containsEntry("driver", "590.48.01")
                .containsEntry("gpu-power-limit", "700.00 W, 350.00 W");
    }

    @Test
    void leaveOutMissingValues() {
        assertThat(facts(List.of(new Gpu(Map.of("name", "NVIDIA GB10", "uuid", "GPU-aa"), List.of()))))
                .containsExactly(entry("gpu", "NVIDIA GB10"));
        assertThat(facts(List.of())).isEmpty();
    }

    @Test
    void nameThePartOfTheServer() {
        var split = new Gpu(
                but(H100, "mig.mode.current", "Enabled"),
                List.of(new Part("3g.40gb", "MIG-01"), new Part("1g.10gb", "MIG-02"), new Part("1g.10gb", "MIG-03")));

        assertThat(facts(List.of(split), "MIG-02")).containsEntry("mig", "1g.10gb");
        assertThat(facts(List.of(split))).containsEntry("mig", "one of 3g.40gb, 2 × 1g.10gb");
    }

    @Test
    void nameTheOnlyPart() {
        var split = but(H100, "mig.mode.current", "Enabled");

        assertThat(facts(List.of(new Gpu(split, List.of(new Part("7g.80gb", "MIG-01"))))))
                .containsEntry("mig", "7g.80gb");
        assertThat(facts(List.of(new Gpu(split, List.of())))).containsEntry("mig", "on, without a part");
    }
}
