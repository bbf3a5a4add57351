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
import dev.assay.starts.RunSet;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuredStartsTest {
    private static final Location PLACE = new Location("thresholds.yaml", 30, 11);
    private static final Limit BASELINE = new Limit(
            Plans.max("tpot.mean", 1, Unit.MILLISECONDS, "1 ms").figure(),
            new Bound.Regression(new Against(Against.BASELINE, true, PLACE), new Margin(0.03, 0, "3 %"), Margin.NONE),
            true,
            false,
            PLACE);

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

    /** Nobody knows whether an answer that was cut would have been right. */
    @Test
    void leaveAQuestionOutThatWasNotAnswered() {
        var right = Traces.trace("first_light_v1-q-1")
                .role(1)
                .says(2, "42")
                .finish(3, "stop")
                .usage(30, 6)
                .done()
                .build();
        var cut = Traces.trace("first_light_v1-q-2")
                .ending(new Ending.Truncated("cut"))
                .build();

        var start =
                MeasuredStarts.of(Plans.planned(Plans.accuracy(2)), Plans.recording(List.of(right, cut)), "run r-1");

        assertThat(start.answers()).isEqualTo(Map.of("q-1", true));
    }

    /** What was stored is named with its day, and with what has changed since. */
    @Test
    void areComparedWithAStoredReferenceThatIsNamed() {
        var planned = Plans.planned(Plans.loadTest(4, 3, BASELINE));
        References stored = (any, against, measured) -> new Reference.Found(
                new RunSet("then", List.of(MeasuredStarts.of(planned, Plans.recording(traces(4)), "run r-0"))),
                false,
                Optional.of("its baseline of 2026-11-20, on another driver"));

        var verdict = Judge.judge(
                        planned, List.of(new Repeat.Recorded(1, "run r-1", () -> Plans.recording(traces(4)))), stored)
                .limits()
                .getFirst();

        assertThat(verdict.measured()).endsWith(", with its baseline of 2026-11-20, on another driver");
        assertThat(Objects.requireNonNull(verdict.compared()).with())
                .isEqualTo("its baseline of 2026-11-20, on another driver");
    }

    @Test
    void leaveALimitUndecidedWithoutRedWhereItIsTheFirstMeasurement() {
        References none = (planned, against, measured) -> new Reference.First("it has no baseline yet", "Write one.");

        var test = Judge.judge(
                Plans.planned(Plans.loadTest(4, 3, BASELINE)),
                List.of(new Repeat.Recorded(1, "run r-1", () -> Plans.recording(traces(4)))),
                none);

        var verdict = test.limits().getFirst();
        assertThat(verdict.verdict()).isEqualTo(new Inconclusive("it has no baseline yet", "Write one."));
        assertThat(verdict.tolerated()).isTrue();
        assertThat(Objects.requireNonNull(verdict.compared()).with()).isEqualTo("its baseline");
        assertThat(verdict.sentence())
                .isEqualTo("tpot.mean against baseline not compared, margin 3 %, n=0: it"
                        + " has no baseline yet. Write one.");
        assertThat(test.tolerated()).isTrue();
        assertThat(test.word()).isEqualTo("INCONCLUSIVE (warned)");
    }
}
