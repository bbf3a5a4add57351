package dev.assay.report.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.testing.Plans;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryLineTest {
    private static final Instant ENDED = Instant.parse("2026-11-21T22:00:00.5Z");
    private static final Map<String, String> FACTS = Map.of(
            "smollm2-135m gpu", "NVIDIA H200",
            "smollm2-135m driver", "not found out",
            "git commit", "7466e800, with changes that are not committed",
            "thresholds.yaml sha256", "d34c5a4a");

    private static List<HistoryLine> lines(TestVerdict... tests) {
        return HistoryLine.of(RepeatedRuns.run(tests), FACTS, ENDED);
    }

    private static Map<String, String> cells(TestVerdict test) {
        return lines(test).getFirst().cells();
    }

    @Test
    void aLoadTestHasItsFiguresAndWhereTheyComeFrom() {
        assertThat(cells(Runs.failingCell()))
                .containsEntry("branch", "smollm2-135m c4")
                .containsEntry("run", "20261121-210400-000")
                .containsEntry("kind", "load")
                .containsEntry("verdict", "FAIL")
                .containsEntry("partial", "no")
                .containsEntry("repeats", "1")
                .containsEntry("samples", "2")
                .containsEntry("gpu", "NVIDIA H200")
                .containsEntry("commit", "7466e800, with changes that are not committed")
                .containsEntry("thresholds", "d34c5a4a")
                .containsEntry("limits", "tpot.mean <= 9.5; ttft.mean <= 420")
                .containsEntry("ttft.mean", "660.187500")
                .containsEntry("tpot.mean", "10.000000")
                .doesNotContainKeys("driver", "accuracy", "nll");
        assertThat(cells(Runs.failingCell()).get("time")).matches("2026-11-21T[0-9:]{8}Z");
    }

    @Test
    void anUndefinedFigureHasNoValue() {
        assertThat(cells(Runs.failingCell())).doesNotContainKeys("goodput", "energy");
    }

    @Test
    void sharesAreInPercent() {
        assertThat(cells(Runs.failingEvalset()))
                .containsEntry("kind", "evalset")
                .containsEntry("limits", "accuracy >= 80; truncated <= 20")
                .containsEntry("accuracy", "40.000000")
                .containsEntry("truncated", "20.000000");
        assertThat(cells(Runs.texts())).containsEntry("nll", "2.200000");
    }

    /** Otava compares all lines of a branch, and these are not to be compared. */
    @Test
    void whatIsUnmeasuredHasALineOfItsOwnBranchAndNoFigures() {
        assertThat(cells(Runs.unmeasuredCell()))
                .containsEntry("branch", "smollm2-135m c4 (UNMEASURED)")
                .containsEntry("verdict", "UNMEASURED")
                .doesNotContainKeys("ttft.mean", "samples");
    }

    @Test
    void aTestForWhichNothingWasSentHasTheTimeOfTheRunsEnd() {
        var notRun = Runs.notRun(Plans.planned("bf16", Plans.loadTest(7, 3)));

        assertThat(lines(Runs.failingCell(), notRun).getLast().cells())
                .containsEntry("time", "2026-11-21T22:00:00Z")
                .containsEntry("branch", "bf16 c4 (UNMEASURED)")
                .containsEntry("repeats", "0");
    }

    @Test
    void aRunThatMeasuredNothingHasNoLine() {
        assertThat(lines(Runs.notRun(Plans.planned(Plans.loadTest(7, 3))))).isEmpty();
    }

    @Test
    void severalRepeatsHaveTheMeanOfTheSoundOnes() {
        assertThat(cells(RepeatedRuns.loadTest()))
                .containsEntry("repeats", "3")
                .containsEntry("samples", "12")
                .containsEntry("tpot.mean", "11.000000");
        assertThat(cells(RepeatedRuns.evalset())).containsEntry("accuracy", "58.333333");
    }

    @Test
    void someQuestionsOfAnEvalsetAreAnotherSeries() {
        var some = Runs.passingEvalset();
        var run =
                new RunVerdict("r-1", "http://127.0.0.1:8000", new Plan(List.of(some.planned()), true), List.of(some));

        assertThat(HistoryLine.of(run, FACTS, ENDED).getFirst().cells()).containsEntry("partial", "yes");
        assertThat(cells(Runs.pickedQuestion())).containsEntry("branch", "smollm2-135m first_light_v1 (part)");
    }

    @Test
    void aFigureThatHasALimitHasAValueToo() {
        assertThat(cells(Runs.countedCell())).containsEntry("preemptions", "0.000000");
    }

    @Test
    void aFigureWhoseLimitIsUnmeasuredHasNoValueInATestThatFailsByAnotherLimit() {
        assertThat(cells(Runs.partlyUnmeasuredCell()))
                .containsEntry("verdict", "FAIL")
                .containsKey("e2e.mean")
                .doesNotContainKey("itl.mean");
    }

    /** The column has the figure of the whole test, which such a limit is not on. */
    @Test
    void aLimitOnTheSteadyWindowIsNoLimitOfTheColumn() {
        assertThat(cells(Runs.steadyCell())).containsEntry("limits", "e2e.mean <= 45");
    }
}
