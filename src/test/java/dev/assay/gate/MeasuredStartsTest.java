package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.gate.verdicts.Verdict.Inconclusive;
import dev.assay.input.Location;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuredStartsTest {
    private static final Location PLACE = new Location("thresholds.yaml", 30, 11);

    /** Requests of three tokens: ttft 20 ms, then two gaps of 10 ms. */
    private static List<Trace> traces(int requests) {
        return IntStream.rangeClosed(1, requests)
                .mapToObj(i -> Traces.whole("c4-00" + i, 0, 20, 10, 3))
                .toList();
    }

    @Test
    void countAllTokensOfALoadTestAsConditions() {
        var start = MeasuredStarts.of(
                Plans.planned(Plans.loadTest(4, 3)),
                Plans.recordingOf(
                        Map.of("gpu", "NVIDIA H200", "startup", "3.000 s", "server start", "then"), traces(4)),
                "run r-1");

        // Four requests; each asks with 256 tokens and is answered with 3.
        assertThat(start.conditions())
                .containsEntry("input tokens in all", "1024")
                .containsEntry("output tokens in all", "12")
                .containsEntry("server gpu", "NVIDIA H200")
                .doesNotContainKeys("server startup", "server server start");
        assertThat(start.serverStart()).contains("then");
        assertThat(Objects.requireNonNull(start.values().get("tpot.mean")).value())
                .isEqualTo(10);
    }

    @Test
    void leaveALimitUndecidedWithoutRedWhereItIsTheFirstMeasurement() {
        var limit = new Limit(
                Plans.max("tpot.mean", 1, Unit.MILLISECONDS, "1 ms").figure(),
                new Bound.Regression(
                        new Against(Against.BASELINE, true, PLACE), new Margin(0.03, 0, "3 %"), Margin.NONE),
                true,
                false,
                PLACE);
        References none = (planned, against, measured) -> new Reference.First("it has no baseline yet", "Write one.");

        var test = Judge.judge(
                Plans.planned(Plans.loadTest(4, 3, limit)),
                List.of(new Repeat.Recorded(1, "run r-1", () -> Plans.recording(traces(4)))),
                none);

        var verdict = test.limits().getFirst();
        assertThat(verdict.verdict()).isEqualTo(new Inconclusive("it has no baseline yet", "Write one."));
        assertThat(verdict.tolerated()).isTrue();
        assertThat(verdict.sentence())
                .isEqualTo("tpot.mean against baseline not compared, margin 3 %, n=0: it"
                        + " has no baseline yet. Write one.");
        assertThat(test.tolerated()).isTrue();
        assertThat(test.word()).isEqualTo("INCONCLUSIVE (warned)");
    }
}
