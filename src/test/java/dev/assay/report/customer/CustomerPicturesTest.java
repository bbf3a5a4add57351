package dev.assay.report.customer;

import static dev.assay.testing.Plans.max;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.report.Runs;
import dev.assay.report.pictures.Picture;
import dev.assay.report.words.Language;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerPicturesTest {
    private static ReportedRun run(int number, TestVerdict... tests) {
        var all = List.of(tests);
        var plan = new Plan(all.stream().map(TestVerdict::planned).toList(), false);
        return new ReportedRun(number, new RunVerdict("r-" + number, "tapes", true, plan, all), Map.of());
    }

    private static Map<String, Picture> pictures(Language language, ReportedRun... runs) {
        return new CustomerSummary(List.of(runs), Audience.CUSTOMER, "0", List.of("alice"))
                .pictures(language, language);
    }

    private static TestVerdict cell(String deployment, int concurrency, double gap) {
        var cell = Plans.loadTest(1, 3, max("tpot.mean", 900, Unit.MILLISECONDS, "900 ms"));
        var loaded = new TestSpec.LoadTest(
                "c" + concurrency,
                cell.workload(),
                new Pace.Closed(concurrency),
                cell.length(),
                cell.warmup(),
                cell.prompts(),
                cell.cache(),
                cell.objectives(),
                cell.source(),
                cell.limits(),
                cell.conditions(),
                cell.published(),
                cell.place());
        return Judge.judge(
                Plans.planned(deployment, loaded), Plans.recording(List.of(Traces.whole("c4-001", 0, 20, gap, 3))));
    }

    @Test
    void drawsABarForEachDeploymentWithItsCountsAndInterval() {
        var picture = (Picture.Bars) requireNonNull(
                pictures(Language.CHINESE, run(1, Runs.passingEvalset())).get("accuracy-first_light_v1.zh.png"));

        assertThat(picture.title()).isEqualTo("各精度的准确率：first_light_v1");
        assertThat(picture.bars()).singleElement().satisfies(bar -> {
            assertThat(bar.label()).isEqualTo("bf16 · smollm2-135m");
            assertThat(bar.written()).isEqualTo("1/1");
            assertThat(bar.low()).isBetween(0.2, 0.21);
            assertThat(bar.high()).isEqualTo(1);
        });
    }

    @Test
    void drawsALineForEachDeploymentAndLeavesOutWhatIsUndefined() {
        var picture = (Picture.Lines) requireNonNull(
                pictures(Language.ENGLISH, run(1, cell("fp8", 1, 10), cell("fp8", 40, 30), cell("nvfp4", 40, 20)))
                        .get("load-256-3.png"));

        assertThat(picture.steps()).containsExactly("1", "40");
        assertThat(picture.panels())
                .extracting(Picture.Panel::axis)
                .containsExactly("QPS (1/s)", "TTFT, mean (ms)", "TPOT, mean (ms)", "E2E, mean (ms)");
        var tpot = picture.panels().get(2).lines();
        assertThat(tpot).extracting(Picture.Line::label).containsExactly("bf16 · fp8", "bf16 · nvfp4");
        assertThat(tpot.get(0).points()).containsExactly(new Picture.Point(10, 0), new Picture.Point(30, 0));
        assertThat(tpot.get(1).points()).containsExactly(null, new Picture.Point(20, 0));
    }

    @Test
    void drawsNothingOfWhatIsUnmeasured() {
        assertThat(pictures(Language.ENGLISH, run(1, Runs.unmeasuredEvalset(), Runs.unmeasuredCell())))
                .isEmpty();
    }

    @Test
    void tellsTheRunsOfOneDeploymentApart() {
        var picture = (Picture.Lines) requireNonNull(
                pictures(Language.ENGLISH, run(1, cell("fp8", 1, 10)), run(2, cell("fp8", 1, 11)))
                        .get("load-256-3.png"));

        assertThat(picture.panels().getFirst().lines())
                .extracting(Picture.Line::label)
                .containsExactly("bf16 · fp8 (run 1)", "bf16 · fp8 (run 2)");
    }

    @Test
    void drawsLatenciesThatDifferGreatlyOnALogarithmicScale() {
        var picture = (Picture.Lines) requireNonNull(
                pictures(Language.CHINESE, run(1, cell("fp8", 1, 10), cell("fp8", 200, 800)))
                        .get("load-256-3.zh.png"));

        assertThat(picture.panels())
                .filteredOn(Picture.Panel::logarithmic)
                .extracting(Picture.Panel::axis)
                .containsExactly("TPOT 平均 (ms)，对数刻度", "E2E 平均 (ms)，对数刻度");
    }

    @Test
    void leavesOutNamesThatCustomersMustNotSee() {
        assertThat(pictures(Language.ENGLISH, run(1, cell("alice-fp8", 1, 10))).values())
                .allSatisfy(picture -> assertThat(picture.texts()).noneMatch(text -> text.contains("alice")));
    }
}
