package dev.assay.run.references;

import static dev.assay.starts.Starts.conditions;
import static dev.assay.starts.Starts.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.baseline.Baseline;
import dev.assay.baseline.BaselineTest;
import dev.assay.baseline.BaselineText;
import dev.assay.gate.comparison.Reference;
import dev.assay.input.Location;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.deployments.Deployment;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Unit;
import dev.assay.starts.Difference.Kind;
import dev.assay.starts.MeasuredStart;
import dev.assay.starts.RunSet;
import dev.assay.starts.StartValue;
import dev.assay.starts.Starts;
import dev.assay.testing.Plans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredReferencesTest {
    private static final Location PLACE = new Location("thresholds.yaml", 30, 11);
    private static final Against OWN = new Against(Against.BASELINE, PLACE);
    private static final Against FIRST = new Against(Against.BASELINE, true, PLACE);

    @TempDir
    Path folder;

    private static Limit limit(Against against) {
        return new Limit(
                Plans.max("tpot.mean", 1, Unit.MILLISECONDS, "1 ms").figure(),
                new Bound.Regression(against, new Margin(0.03, 0, "3 %"), Margin.NONE),
                true,
                false,
                PLACE);
    }

    private static final Planned PLANNED = Plans.planned(Plans.loadTest(20, 64, limit(OWN)));
    private static final String DEPLOYMENT = PLANNED.deployment().name();

    private static MeasuredStart measured(int hour, Map<String, String> conditions) {
        return start(hour, conditions, Map.of("tpot.mean", Starts.value(40 + hour)), Map.of());
    }

    private static RunSet here() {
        return Starts.set(measured(100, conditions()));
    }

    private void accept(String deployment, MeasuredStart... starts) {
        accept(Baseline.none(deployment), starts);
    }

    private Baseline accept(Baseline before, MeasuredStart... starts) {
        var name = PLANNED.test().name();
        var baseline = before.with(BaselineTest.accepted(
                name,
                new RunSet("", List.of(starts)),
                Set.of(),
                LocalDate.parse("2026-11-21"),
                before.test(name).map(BaselineTest::history).orElse(List.of())));
        try {
            var file = folder.resolve(Baseline.file(before.deployment()));
            Files.createDirectories(file.getParent());
            Files.writeString(file, BaselineText.of(baseline));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return baseline;
    }

    private StoredReferences stored(Set<Kind> allowed, Deployment... deployments) {
        return new StoredReferences(
                folder, Optional.empty(), List.of(deployments), allowed, "-Dassay.run=runs/x -Dassay.baseline=write");
    }

    private Reference of(Against against, Kind... allowed) {
        return stored(Set.of(allowed)).of(PLANNED, against, here());
    }

    @Test
    void areAcceptedMeasurementsOfTheDeploymentItself() {
        accept(DEPLOYMENT, measured(0, conditions()), measured(1, conditions()));

        assertThat(of(OWN)).isInstanceOfSatisfying(Reference.Found.class, found -> {
            assertThat(found.set().name()).isEqualTo("its baseline of 2026-11-20");
            assertThat(found.set().values("tpot.mean"))
                    .extracting(StartValue::value)
                    .containsExactly(40.0, 41.0);
            assertThat(found.paired()).isFalse();
        });
    }

    @Test
    void sayAnotherVersionAndDriver() {
        accept(DEPLOYMENT, measured(0, conditions("server version", "0.30.0", "server driver", "570.1")));

        assertThat(of(OWN))
                .isInstanceOfSatisfying(
                        Reference.Found.class,
                        found -> assertThat(found.stored())
                                .contains(
                                        "its baseline of 2026-11-20 (version [0.31.0] here and [0.30.0] there; driver [580.105.08] here and"
                                                + " [570.1] there)"));
    }

    @Test
    void areMissingWithTheCommandThatWritesOne() {
        assertThat(of(OWN))
                .isEqualTo(new Reference.Missing(
                        "it has no baseline yet (no baselines/smollm2-135m.json)",
                        "Accept a sound run as its baseline with -Dassay.run=runs/x -Dassay.baseline=write."));
        assertThat(of(FIRST))
                .isEqualTo(new Reference.First(
                        "it has no baseline yet (no baselines/smollm2-135m.json)",
                        "Accept a sound run as its baseline with -Dassay.run=runs/x -Dassay.baseline=write."));
    }

    @Test
    void areMissingWhereTheFileHasOtherTests() {
        accept(DEPLOYMENT, measured(0, conditions()));
        var other = Plans.planned(Plans.accuracy(10));

        assertThat(stored(Set.of()).of(other, OWN, here()))
                .isInstanceOfSatisfying(
                        Reference.Missing.class,
                        missing -> assertThat(missing.reason())
                                .isEqualTo("baselines/smollm2-135m.json has no baseline of [first_light_v1]"));
    }

    @Test
    void areRefusedOfAnotherGpuModelOrLoadUnlessExactlyThatIsAllowed() {
        accept(DEPLOYMENT, measured(0, conditions("server gpu", "NVIDIA L40S", "requests", "50")));

        assertThat(of(OWN))
                .isEqualTo(new Reference.Missing(
                        "its baseline of 2026-11-20 was measured under other conditions: requests [100] here and [50] there; gpu"
                                + " [NVIDIA H200] here and [NVIDIA L40S] there",
                        "Compare like with like, or allow exactly this with -Dassay.allow-difference=load,gpu."));
        assertThat(of(OWN, Kind.GPU))
                .isInstanceOfSatisfying(
                        Reference.Missing.class,
                        missing -> assertThat(missing.reason())
                                .endsWith("other conditions: requests [100] here and [50] there"));
        assertThat(of(OWN, Kind.GPU, Kind.LOAD)).isInstanceOf(Reference.Found.class);
    }

    @Test
    void areNoCopiesOfWhatIsCompared() {
        accept(DEPLOYMENT, measured(0, conditions()), measured(100, conditions()));

        assertThat(of(OWN))
                .isEqualTo(new Reference.Missing(
                        "its baseline of 2026-11-20 has this same measurement (measured at 2026-11-24T12:00:00Z), which is no"
                                + " comparison",
                        "Compare another run with it."));
    }

    @Test
    void areTheBaselineOfAnotherDeploymentThatMayHaveAnotherModel() {
        accept("bf16", measured(0, conditions("model", "Qwen/Qwen3-14B", "precision", "fp8")));
        var other = new Against("bf16", PLACE);

        assertThat(stored(Set.of()).of(PLANNED, other, here()))
                .isInstanceOfSatisfying(
                        Reference.Found.class,
                        found -> assertThat(found.stored())
                                .contains(
                                        "the baseline of bf16 of 2026-11-20 (model [Qwen/Qwen3-8B] here and [Qwen/Qwen3-14B] there;"
                                                + " precision [bf16] here and [fp8] there)"));
        assertThat(stored(Set.of()).of(PLANNED, new Against("fp4", PLACE), here()))
                .isEqualTo(new Reference.Missing(
                        "nothing was measured of fp4 that it could be compared with (this run does not measure it, and there is"
                                + " no baselines/fp4.json with [c4])",
                        "Measure both in one run with -Dassay.deployment=smollm2-135m,fp4, or accept a run of fp4 as its"
                                + " baseline with -Dassay.baseline=write."));
    }

    @Test
    void reportABaselineThatCannotBeReadBeforeAnythingIsSent() throws IOException {
        Files.createDirectories(folder.resolve("baselines"));
        Files.writeString(folder.resolve("baselines/smollm2-135m.json"), "{\"format\": \"baseline/9\"}");

        assertThat(StoredReferences.problems(folder, new Plan(List.of(PLANNED), false)))
                .singleElement()
                .hasToString("baselines/smollm2-135m.json:1:12: this version of Assay reads baseline/1, found the text"
                        + " [baseline/9]. Write the baseline anew with -Dassay.baseline=write");
    }

    @Test
    void warnOfDriftAndOfAFirstThatIsNoLongerOne() {
        var first = accept(
                Baseline.none(DEPLOYMENT), start(0, conditions(), Map.of("tpot.mean", Starts.value(40)), Map.of()));
        var second = accept(first, start(1, conditions(), Map.of("tpot.mean", Starts.value(41)), Map.of()));
        accept(second, start(2, conditions(), Map.of("tpot.mean", Starts.value(42)), Map.of()));
        var planned = Plans.planned(Plans.loadTest(20, 64, limit(FIRST)));

        assertThat(stored(Set.of()).warnings(planned))
                .containsExactly(
                        "smollm2-135m c4: its baselines drifted: tpot.mean was 40.000 ms on 2026-11-21 and is 42.000 ms on"
                                + " 2026-11-21, which is worse by more than the limit allows, in 2 steps that each were"
                                + " within it. Compare with the older server, or accept it knowingly",
                        "thresholds.yaml:30:11: smollm2-135m c4 has a baseline now; remove 'first: true', or a lost baseline"
                                + " would not be noticed");
    }
}
