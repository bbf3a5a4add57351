package dev.assay.server.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.gpu.MigInstances.Part;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigInstancesTest {
    @Test
    void areListedBelowTheirGpu() {
        assertThat(MigInstances.of("""
                        GPU 0: NVIDIA H200 (UUID: GPU-aa)
                          MIG 1c.3g.71gb  Device  0: (UUID: MIG-01)
                          MIG 2g.35gb     Device  1: (UUID: MIG-02)
                        GPU 1: NVIDIA H200 (UUID: GPU-bb)
                        """))
                .isEqualTo(Map.of("GPU-aa", List.of(new Part("1c.3g.71gb", "MIG-01"), new Part("2g.35gb", "MIG-02"))));
    }

    /** Drivers before 470 name a part by its GPU and two numbers. */
    @Test
    void haveOldNamesWithAnOldDriver() {
        assertThat(MigInstances.of("""
                        GPU 0: A100-SXM4-40GB (UUID: GPU-aa)
                          MIG 3g.20gb Device 0: (UUID: MIG-GPU-aa/1/0)
                        """)).isEqualTo(Map.of("GPU-aa", List.of(new Part("3g.20gb", "MIG-GPU-aa/1/0"))));
    }

    @Test
    void areEmptyForAWholeGpu() {
        assertThat(MigInstances.of("GPU 0: NVIDIA L40S (UUID: GPU-aa)\n")).isEmpty();
    }
}
