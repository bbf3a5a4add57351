package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.starts.RunSet;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ratio of recordings that may be of different servers. Both have a tpot of 10 ms. */
class RatioOfServersTest {
    private static final Planned TEST = Plans.planned(Plans.loadTest(
            1,
            3,
            Plans.max("tpot.mean", 1, Unit.MILLISECONDS, "1 ms")
                    .with(new Bound.Ratio("cold", new Bound.Max(new Quantity(1, Unit.COUNT, "1"))))));

    private static Recording of(Map<String, String> server) {
        return Plans.recordingOf(server, List.of(Traces.whole("c4-001", 0, 20, 10, 3)));
    }

    private static TestVerdict judge(Map<String, String> here, Map<String, String> there) {
        var cold = MeasuredStarts.of(TEST, of(there), "this run");
        return Judge.judge(TEST, List.of(new Repeat.Recorded(1, "this run", () -> of(here))), new References() {
            @Override
            public Reference of(Planned planned, Against against, RunSet measured) {
                throw new IllegalArgumentException(against.name());
            }

            @Override
            public Reference otherTest(Planned planned, String name) {
                return new Reference.Found(new RunSet(name, List.of(cold)), false);
            }
        });
    }

    @Test
    void isJudgedWhereBothAreOfOneServerWhateverItsArguments() {
        var test = judge(
                Map.of("gpu", "NVIDIA H100", "version", "0.32.0", "arguments", "--enforce-eager"),
                Map.of("gpu", "NVIDIA H100", "version", "0.32.0", "arguments", "none"));

        assertThat(test.headline())
                .isEqualTo(
                        "PASS smollm2-135m c4: tpot.mean / cold 1.000 (10.000 ms of [c4] / 10.000 ms of [cold]), allowed"
                                + " at most 1, n=1 (recorded 2026-11-21)");
    }

    @ParameterizedTest
    @CsvSource({"gpu, NVIDIA H100, NVIDIA L40S", "version, 0.32.0, 0.33.0", "driver, 570, 580"})
    void isUnmeasuredWhereTheServersDiffer(String fact, String here, String there) {
        assertThat(judge(Map.of(fact, here), Map.of(fact, there)).headline())
                .contains("UNMEASURED")
                .contains("[c4] and [cold] were measured on different servers: " + fact + " [" + here + "] and ["
                        + there + "]. Measure both in one run.");
    }

    @Test
    void isUnmeasuredWithoutTheOtherTest() {
        assertThat(Judge.judge(TEST, of(Map.of())).headline())
                .contains("the test [cold] was not measured together with it. Measure both in one run.");
    }
}
