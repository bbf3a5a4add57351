package dev.assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.input.Location;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.thresholds.Against;
import dev.assay.recording.Recording;
import dev.assay.run.references.RecordedSet;
import dev.assay.starts.Difference.Kind;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two deployments that one run measures, or whose recordings it judges together. */
class RunReferencesTest {
    private static final Planned HERE = Plans.planned(Plans.loadTest(1, 3));
    private static final Planned THERE = Plans.planned("other", HERE.test());
    private static final Map<String, String> L40S = Map.of("gpu", "NVIDIA L40S", "version", "0.32.0");

    private static Recording measured(int minute, Map<String, String> server) {
        var recording = Plans.recordingOf(server, List.of(Traces.whole("c4-001", 0, 20 + minute, 10, 3)));
        var header = recording.header();
        return new Recording(
                new Recording.Header(
                        header.deployment(),
                        header.test(),
                        header.provenance(),
                        header.started().plus(Duration.ofMinutes(minute)),
                        header.seed(),
                        header.plan(),
                        header.server(),
                        header.asked()),
                recording.traces());
    }

    private static Repeat repeat(Recording recording) {
        return new Repeat.Recorded(1, "this run", () -> recording);
    }

    private static Reference of(Recording here, Recording there, Kind... allowed) {
        var references = new RunReferences(
                List.of(HERE, THERE), planned -> List.of(repeat(there)), References.NONE, Set.of(allowed));
        return references.of(
                HERE, new Against("other", Location.commandLine()), RecordedSet.of(HERE, List.of(repeat(here))));
    }

    @Test
    void areComparedWhereOnlyTheirServersDiffer() {
        var newer = Map.of("gpu", "NVIDIA L40S", "version", "0.33.0");

        assertThat(of(measured(0, L40S), measured(1, newer)))
                .isInstanceOfSatisfying(
                        Reference.Found.class,
                        found -> assertThat(found.stored()).isEmpty());
    }

    @Test
    void areNotComparedWhereTheirGpusDifferUnlessThatIsAllowed() {
        var h200 = Map.of("gpu", "NVIDIA H200", "version", "0.32.0");
        var here = measured(0, L40S);
        var there = measured(1, h200);

        assertThat(of(here, there))
                .isEqualTo(new Reference.Missing(
                        "other was measured under other conditions: gpu [NVIDIA L40S] here and [NVIDIA H200] there",
                        "Compare like with like, or allow exactly this with -Dassay.allow-difference=gpu."));
        assertThat(of(here, there, Kind.GPU)).isInstanceOf(Reference.Found.class);
    }

    @Test
    void areNotComparedWhereOneIsACopyOfTheOther() {
        assertThat(of(measured(0, L40S), measured(0, L40S)))
                .isEqualTo(new Reference.Missing(
                        "other has this same measurement (measured at 2026-11-21T21:04:00Z), which is no comparison",
                        "Compare another run with it."));
    }
}
