package dev.assay.gate;

import static dev.assay.testing.GpuRecords.gpu;
import static dev.assay.testing.GpuRecords.sample;
import static dev.assay.testing.Plans.max;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Price;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.GpuRecord;
import dev.assay.testing.GpuRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two requests one after the other, ttft 100 ms, in 3.6 s; a GPU that is seen once a second. */
class GpuJudgingTest {
    private static final GpuRecord HOT =
            GpuRecords.of(gpu(0, sample(0.5, 300.0, 0x20L), sample(1.5, 300.0, 0x20L), sample(2.5, 300.0, 0x20L)));
    private static final GpuRecord COOL =
            GpuRecords.of(gpu(0, sample(0.5, 300.0, 0L), sample(1.5, 300.0, 0L), sample(2.5, 300.0, 0L)));

    private static TestVerdict judge(GpuRecord seen, Limit limit) {
        var loadTest = Plans.throttled(Plans.loadTest(2, 10, limit), 1, 1);
        var planned = Plans.planned(loadTest);
        var priced =
                new Planned(Plans.priced(planned.deployment(), new Price(new BigDecimal("2.20"), "EUR")), loadTest);
        return Judge.judge(
                priced,
                GpuRecords.with(
                        Plans.recording(List.of(
                                Traces.whole("c4-001", 0, 100, 1900.0 / 9, 10),
                                Traces.whole("c4-002", 2000, 100, 1500.0 / 9, 10))),
                        seen));
    }

    @Test
    void aPassOnLatencyStandsThoughTheGpuWasTooHot() {
        assertThat(judge(HOT, max("ttft.mean", 200, Unit.MILLISECONDS, "200 ms"))
                        .verdict()
                        .word())
                .isEqualTo("PASS");
    }

    @Test
    void aFailOnLatencyIsNoneWhereTheGpuWasTooHot() {
        var limit = max("ttft.mean", 90, Unit.MILLISECONDS, "90 ms");

        assertThat(judge(COOL, limit).verdict().word()).isEqualTo("FAIL");
        assertThat(judge(HOT, limit).headline())
                .contains("UNMEASURED")
                .contains("GPU 0: NVIDIA H200 was slowed down in 3 of 3 samples (sw thermal slowdown)");
    }

    @Test
    void costAndEnergyCanBeLimited() {
        // 2.20 × 3.6 s / 3600 s / 20 tokens: 110 for a million; 300 W × 3.6 s / 20 tokens: 15,000 Wh.
        assertThat(judge(COOL, max("cost-per-mtok", 111, Unit.PER_MTOK, "111/Mtok"))
                        .verdict()
                        .word())
                .isEqualTo("PASS");
        assertThat(judge(COOL, max("energy-per-mtok", 14_000, Unit.WATT_HOURS_PER_MTOK, "14000 Wh/Mtok"))
                        .headline())
                .contains("FAIL", "energy-per-mtok", "15000.0 Wh/Mtok");
    }

    @Test
    void aLimitOnEnergyIsUnmeasuredWithoutPower() {
        assertThat(judge(GpuRecords.of(gpu(0, sample(1, null, 0L))), max("energy", 1, Unit.WATT_HOURS, "1 Wh"))
                        .headline())
                .contains("UNMEASURED")
                .contains("no power sample lies in the window");
    }
}
