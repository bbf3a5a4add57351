package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict.Unmeasured;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.GpuName;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One answer of three tokens with a tpot of 10 ms: it keeps 35 ms and misses 8 ms. */
class GpuLimitsTest {
    private static final String KEPT = "PASS smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 35 ms on H100, n=1";

    private static Bound bounds(String... names) {
        var quantities = new LinkedHashMap<GpuName, Quantity>();
        for (var name : names) {
            var most = name.equals("L40S") ? 8 : 35;
            quantities.put(new GpuName(name), new Quantity(most, Unit.MILLISECONDS, most + " ms"));
        }
        return new Bound.OnGpu(true, quantities);
    }

    private static TestVerdict judge(Bound bound, Map<String, String> server) {
        Limit limit = Plans.max("tpot.mean", 1, Unit.MILLISECONDS, "1 ms").with(bound);
        return Judge.judge(
                Plans.planned(Plans.loadTest(1, 3, limit)),
                Plans.recordingOf(server, List.of(Traces.whole("c4-001", 0, 20, 10, 3))));
    }

    @ParameterizedTest
    @CsvSource({
        "NVIDIA H100 80GB HBM3",
        "2 × NVIDIA H100 80GB HBM3",
        "NVIDIA H100 PCIe",
        "nvidia h100",
        "NVIDIA-H100-SXM"
    })
    void judgesByTheBoundOfTheGpu(String gpu) {
        assertThat(judge(bounds("L40S", "H100"), Map.of("gpu", gpu)).headline()).startsWith(KEPT);
    }

    @Test
    void judgesTwoKindsOfGpuThatHaveTheSameName() {
        assertThat(judge(bounds("L40S", "H100"), Map.of("gpu", "NVIDIA H100 80GB HBM3, NVIDIA H100 PCIe", "mig", "off"))
                        .headline())
                .startsWith(KEPT);
    }

    @Test
    void failsByTheBoundOfAnotherGpu() {
        assertThat(judge(bounds("L40S", "H100"), Map.of("gpu", "NVIDIA L40S")).headline())
                .startsWith("FAIL smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 8 ms on L40S, n=1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NVIDIA L40                         | off     | it has no bound for the GPU [NVIDIA L40], only for [L40S], [H100]
            NVIDIA GH100                       | off     | it has no bound for the GPU [NVIDIA GH100], only for [L40S], [H100]
            NVIDIA L40S, 2 × NVIDIA H100       | off     | it was measured on [NVIDIA L40S] and [NVIDIA H100], which have different bounds, or none
            NVIDIA H100, NVIDIA H200           | off     | it was measured on [NVIDIA H100] and [NVIDIA H200], which have different bounds, or none
            NVIDIA H100 80GB HBM3              | 1g.10gb | its bound depends on the GPU, and the server has a part of one (MIG 1g.10gb)
            """)
    void isUnmeasuredOnAGpuWithoutABound(String gpu, String mig, String reason) {
        var test = judge(bounds("L40S", "H100"), Map.of("gpu", gpu, "mig", mig));

        assertThat(test.limits().getFirst().verdict())
                .isInstanceOfSatisfying(
                        Unmeasured.class, why -> assertThat(why.reason()).isEqualTo(reason));
        assertThat(test.word()).isEqualTo("UNMEASURED");
    }

    @Test
    void saysHowAGpuBecomesKnown() {
        assertThat(judge(bounds("L40S", "H100"), Map.of()).headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 8 ms on L40S, at most 35 ms"
                                + " on H100, n=1: its bound depends on the GPU, which is not known. It is known with nvidia-smi"
                                + " on the server's machine, or with -Dassay.dcgm=URL. (recorded 2026-11-21)");
    }

    @Test
    void isUnmeasuredIfTwoBoundsNameTheGpu() {
        assertThat(judge(bounds("H100", "80GB"), Map.of("gpu", "NVIDIA H100 80GB HBM3"))
                        .headline())
                .contains(
                        "it has bounds for [H100] and for [80GB], and both name the GPU [NVIDIA H100 80GB HBM3]. Add a"
                                + " bound for it to 'on', or make the names there different.");
    }

    @Test
    void judgesAnEvalsetByTheGpuToo() {
        var share = new LinkedHashMap<GpuName, Quantity>();
        share.put(new GpuName("H100"), new Quantity(1, Unit.SHARE, "1/1"));
        share.put(new GpuName("L40S"), new Quantity(0.5, Unit.SHARE, "50 %"));
        var limit = Plans.min("accuracy", 1, Unit.SHARE, "1").with(new Bound.OnGpu(false, share));
        var wrong = Traces.trace("first_light_v1-q-1")
                .role(1)
                .says(2, "41")
                .finish(3, "stop")
                .usage(30, 6)
                .done()
                .build();

        var test = Judge.judge(
                Plans.planned(Plans.accuracy(1, limit)),
                Plans.recordingOf(Map.of("gpu", "NVIDIA L40S"), List.of(wrong)));

        assertThat(test.headline())
                .startsWith("FAIL smollm2-135m first_light_v1: accuracy 0/1")
                .contains("allowed at least 50 % on L40S");
    }
}
