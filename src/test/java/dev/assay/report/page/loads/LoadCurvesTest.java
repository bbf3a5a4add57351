package dev.assay.report.page.loads;

import static dev.assay.testing.Figures.named;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.FigureName;
import dev.assay.figures.RunFigure;
import dev.assay.gate.Judge;
import dev.assay.gate.MeasuredStarts;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.TokenLengths;
import dev.assay.plan.thresholds.Workload;
import dev.assay.recording.Recording;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.report.against.ComparedPair;
import dev.assay.report.against.ComparedRun;
import dev.assay.starts.RunSet;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoadCurvesTest {
    private static TestSpec.LoadTest test(int concurrency) {
        return Plans.with(Plans.loadTest(20, 3), new Pace.Closed(concurrency), new TestLength(20));
    }

    private static Recording recording(double ttft) {
        return Plans.recording(IntStream.range(0, 20)
                .mapToObj(i -> Traces.whole("c4-" + (100 + i), 40 * i, ttft + i, 10, 3))
                .toList());
    }

    private static TestVerdict verdict(String deployment, TestSpec.LoadTest test, double ttft) {
        return Judge.judge(Plans.planned(deployment, test), recording(ttft));
    }

    private static List<LoadCurves> curves(Optional<ComparedRun> compared, TestVerdict... tests) {
        var planned = Stream.of(tests).map(TestVerdict::planned).toList();
        return LoadCurves.of(new RunVerdict("r-1", "a server", new Plan(planned, false), List.of(tests)), compared);
    }

    private static List<Double> loads(LoadCurves.Line line) {
        return line.points().stream().map(LoadCurves.Point::load).toList();
    }

    private static CurveValues.Value value(LoadCurves.Line line, String figure) {
        return requireNonNull(line.points().getFirst().values().values().get(named(figure)));
    }

    @Test
    void hasALineForEachDeploymentInTheOrderOfTheLoad() {
        var curves = curves(
                Optional.empty(),
                verdict("bf16", test(8), 30),
                verdict("bf16", test(1), 10),
                verdict("int4", test(8), 20));

        assertThat(curves).hasSize(1);
        assertThat(curves.getFirst().lines())
                .extracting(line -> line.name().english())
                .containsExactly("bf16 (bf16, vllm)", "int4 (bf16, vllm)");
        assertThat(loads(curves.getFirst().lines().getFirst())).containsExactly(1.0, 8.0);
    }

    @Test
    void neverPutsTwoWorkloadsIntoOneLine() {
        var other = Plans.loadTest(
                new Workload(
                        "long",
                        new TokenLengths.Exactly(10_000),
                        new TokenLengths.Exactly(3),
                        Workload.Api.COMPLETIONS,
                        Workload.PromptForm.TEXT),
                test(1).prompts(),
                20);

        var curves = curves(
                Optional.empty(),
                verdict("bf16", test(1), 10),
                verdict("bf16", test(8), 30),
                verdict("bf16", Plans.with(other, new Pace.Closed(1), new TestLength(20)), 10),
                verdict("bf16", Plans.with(other, new Pace.Closed(8), new TestLength(20)), 10));

        assertThat(curves)
                .extracting(group -> group.title().english())
                .containsExactly("workload short", "workload long");
    }

    @Test
    void needsTwoPoints() {
        assertThat(curves(Optional.empty(), verdict("bf16", test(1), 10))).isEmpty();
    }

    @Test
    void hasTheValuesOfTheFiguresWithTheIntervalsThatAreKnown() {
        var one = (TestVerdict.OfLoadTest) verdict("bf16", test(4), 10);

        var line = curves(Optional.empty(), one, verdict("bf16", test(8), 30))
                .getFirst()
                .lines()
                .getFirst();

        // The ttft are 10 to 29 ms; of 20 values, the 6th and the 15th bound the median.
        assertThat(value(line, "ttft.p50").value()).isEqualTo(19.5);
        assertThat(value(line, "ttft.p50").interval().orElseThrow().low()).isEqualTo(15);
        assertThat(value(line, "ttft.p50").interval().orElseThrow().high()).isEqualTo(24);
        assertThat(one.figures().get(RunFigure.QPS))
                .isEqualTo(RunFigure.QPS.measured(value(line, "qps").value(), 20));
        assertThat(value(line, "qps").interval()).isEmpty();
    }

    @Test
    void boundsTheMeanOfRepeatsByTheirStarts() {
        var repeats = RepeatedRuns.loadTest();
        var values = repeats.figures().values(named("tpot.p50")).orElseThrow();

        var shown = requireNonNull(CurveValues.of(repeats).values().get(named("tpot.p50")));

        assertThat(shown.value()).isEqualTo(values.mean());
        assertThat(shown.interval().orElseThrow().high()).isEqualTo(values.meanAtMost(0.95));
    }

    @Test
    void showsWhatTheRunIsComparedWithAsALineOfItsOwn() {
        var here = verdict("int4", test(4), 10);
        var there = new RunSet("bf16", List.of(MeasuredStarts.of(here.planned(), recording(20), "run r-0")));
        var compared =
                new ComparedRun("bf16", List.of(new ComparedPair.Compared(here.planned(), there, there, List.of())));

        var lines = curves(Optional.of(compared), here).getFirst().lines();

        assertThat(lines)
                .extracting(line -> line.name().english())
                .containsExactly("int4 (bf16, vllm)", "compared with bf16");
        assertThat(value(lines.getLast(), "ttft.p50").value()).isEqualTo(29.5);
    }

    @Test
    void drawsNothingThatWasNotMeasured() {
        var notRun = Runs.notRun(Plans.planned("bf16", test(8)));

        var line = curves(Optional.empty(), verdict("bf16", test(1), 10), notRun)
                .getFirst()
                .lines()
                .getFirst();

        assertThat(line.points()).extracting(LoadCurves.Point::usable).containsExactly(true, false);
        assertThat(line.points().getLast().values().cells())
                .extracting(CurveValues.Cell::value)
                .containsOnly("–");
        assertThat(FigureName.all()).containsAll(CurveValues.FIGURES);
    }
}
