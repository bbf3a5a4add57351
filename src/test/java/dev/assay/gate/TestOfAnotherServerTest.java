package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.input.Location;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.starts.RunSet;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An evalset test that is compared with another test of its deployment, whose recording may be of another server. All 100 answers are right on both sides. */
class TestOfAnotherServerTest {
    private static final Planned TEST = Plans.planned(Plans.accuracy(
            100,
            Plans.min("accuracy", 1, Unit.SHARE, "1")
                    .with(new Bound.NoWorse(
                            new Against("alone", true, false, Location.commandLine()),
                            new Margin.Points(0.03, "3 pp")))));

    private static Recording of(Map<String, String> server) {
        return Plans.recordingOf(
                server,
                IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> Traces.trace("first_light_v1-q-" + i)
                                .role(1)
                                .says(2, "42")
                                .finish(3, "stop")
                                .usage(30, 6)
                                .done()
                                .build())
                        .toList());
    }

    private static String judge(Map<String, String> here, Map<String, String> there) {
        var alone = MeasuredStarts.of(TEST, of(there), "this run");
        var references = new References() {
            @Override
            public Reference of(Planned planned, Against against, RunSet measured) {
                throw new IllegalArgumentException(against.name());
            }

            @Override
            public Reference otherTest(Planned planned, String name) {
                return new Reference.Found(new RunSet(name, List.of(alone)), false);
            }
        };
        return Judge.judge(TEST, List.of(new Repeat.Recorded(1, "this run", () -> of(here))), references)
                .headline();
    }

    @Test
    void isComparedWhereBothAreOfOneServer() {
        assertThat(judge(Map.of("version", "0.32.0"), Map.of("version", "0.32.0")))
                .startsWith("PASS smollm2-135m first_light_v1: accuracy no-worse against alone 100/100, was 100/100");
    }

    @ParameterizedTest
    @CsvSource({"gpu, NVIDIA H100, NVIDIA L40S", "version, 0.32.0, 0.33.0"})
    void isUnmeasuredWhereTheServersDiffer(String fact, String here, String there) {
        assertThat(judge(Map.of(fact, here), Map.of(fact, there)))
                .contains("UNMEASURED")
                .contains("[first_light_v1] and [alone] were measured on different servers: " + fact + " [" + here
                        + "] and [" + there + "]. Measure both in one run.");
    }
}
