package dev.assay.server.gpu;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.recording.GpuRecord.Sample;
import org.junit.jupiter.api.Test;

/** Texts of the form that issues of NVIDIA's dcgm-exporter show (105, 317, 713, 736), with values of our own. */
class DcgmTextTest {
    static final String WHOLE = """
            # HELP DCGM_FI_DEV_SM_CLOCK SM clock frequency (in MHz).
            # TYPE DCGM_FI_DEV_SM_CLOCK gauge
            DCGM_FI_DEV_SM_CLOCK{gpu="0",UUID="GPU-aa",pci_bus_id="00000000:65:00.0",device="nvidia0",modelName="NVIDIA A30",hostname="node",DCGM_FI_DRIVER_VERSION="535.154.05"} 1440
            DCGM_FI_DEV_MEM_CLOCK{gpu="0",UUID="GPU-aa",modelName="NVIDIA A30"} 1215
            DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-aa",modelName="NVIDIA A30"} 61
            DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-aa",modelName="NVIDIA A30"} 158.412000
            DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-aa",modelName="NVIDIA A30"} 98
            DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-aa",modelName="NVIDIA A30",container="a \\"b\\" {c}"} 20480
            DCGM_FI_DEV_POWER_MGMT_LIMIT{gpu="0",UUID="GPU-aa",modelName="NVIDIA A30"} 165.000000
            DCGM_FI_DEV_MEMORY_TEMP{gpu="0",UUID="GPU-aa",modelName="NVIDIA A30"} NaN
            node_load1 0.5
            """;

    @Test
    void hasASampleOfEachGpu() {
        var gpus = DcgmText.gpus(WHOLE);

        assertThat(gpus).containsOnlyKeys("GPU-aa");
        assertThat(gpus.values())
                .extracting(gpu -> gpu.sample(7))
                .containsExactly(new Sample(7, 158_412L, 1440L, 1215L, 61L, 98L, 20480L, null));
    }

    /** Calculating with all digits of such numbers would fail, or take for ever. */
    @Test
    void takesNumbersThatNoGpuHasForWhatTheyAreNear() {
        var gpus = DcgmText.gpus("""
                DCGM_FI_DEV_SM_CLOCK{UUID="GPU-aa"} 1e-99999999999
                DCGM_FI_DEV_MEM_CLOCK{UUID="GPU-aa"} 1215.%s
                """.formatted("0".repeat(5000)));

        assertThat(gpus.values())
                .extracting(gpu -> gpu.sample(7))
                .containsExactly(new Sample(7, null, 0L, 1215L, null, null, null, null));
    }

    @Test
    void hasTheFactsThatItsLabelsAndValuesTell() {
        assertThat(DcgmText.facts(DcgmText.gpus(WHOLE).values()))
                .containsExactly(
                        entry("gpu", "NVIDIA A30"), entry("driver", "535.154.05"), entry("gpu-power-limit", "165 W"));
    }

    @Test
    void knowsTheReasonsByBothNames() {
        for (var name : new String[] {"CLOCK_THROTTLE_REASONS", "CLOCKS_EVENT_REASONS"}) {
            var gpus = DcgmText.gpus("DCGM_FI_DEV_" + name + "{gpu=\"0\",UUID=\"GPU-aa\"} 36\n");

            assertThat(gpus.values())
                    .singleElement()
                    .extracting(gpu -> gpu.sample(0).reasons())
                    .isEqualTo(36L);
        }
    }

    /** Each part repeats the power of the whole. */
    @Test
    void hasOneGpuOfItsParts() {
        var gpus = DcgmText.gpus("""
                DCGM_FI_DEV_POWER_USAGE{gpu="1",UUID="GPU-bb",modelName="NVIDIA A30",GPU_I_PROFILE="1g.6gb",GPU_I_ID="3"} 92.4
                DCGM_FI_DEV_POWER_USAGE{gpu="1",UUID="GPU-bb",modelName="NVIDIA A30",GPU_I_PROFILE="2g.12gb",GPU_I_ID="4"} 92.4
                """);

        assertThat(gpus).hasSize(1);
        assertThat(DcgmText.facts(gpus.values())).containsEntry("mig", "one of 1g.6gb, 2g.12gb");
        assertThat(gpus.values())
                .singleElement()
                .extracting(gpu -> gpu.sample(0).milliwatts())
                .isEqualTo(92_400L);
    }

    @Test
    void isNothingWhereNothingIsTold() {
        assertThat(DcgmText.gpus("<html>not found</html>")).isEmpty();
        assertThat(DcgmText.facts(DcgmText.gpus("").values())).isEmpty();
    }
}
