package dev.assay.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.Plan;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.report.summary.Golden;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated(Golden.WHY_ALONE)
class ConsoleTableTest {
    @Test
    void showsEveryKindOfRow() {
        Golden.assertSame("console.txt", () -> String.join("\n", ConsoleTable.of(Runs.mixed())) + "\n");
    }

    @Test
    void showsTheThrottleBehindTheFiguresOfACell() {
        var row = Runs.throttledCell();
        var run = new RunVerdict("r-1", "recordings in tapes", new Plan(List.of(row.planned()), false), List.of(row));

        assertThat(ConsoleTable.of(run).get(1))
                .isEqualTo("PASS          smollm2-135m c4      2       20.000 ms       40.000 ms       10.000 ms"
                        + "     100.000 tok/s    25.000/s  max-in-flight 1");
    }

    @Test
    void showsTheSteadyPartBelowTheWholeRun() {
        var row = Runs.steadyCell();
        var run = new RunVerdict("r-1", "recordings in tapes", new Plan(List.of(row.planned()), false), List.of(row));

        assertThat(ConsoleTable.of(run).subList(1, 3))
                .containsExactly(
                        "PASS          smollm2-135m c4     20       21.000 ms       41.000 ms       10.000 ms"
                                + "     100.000 tok/s    98.522/s",
                        "                steady            12       20.000 ms       40.000 ms       10.000 ms"
                                + "     100.000 tok/s    97.917/s");
    }

    @Test
    void saysInWhatAServerWasAllowedToDiffer() {
        var row = Runs.changedCell();
        var run = new RunVerdict("r-1", "recordings in tapes", new Plan(List.of(row.planned()), false), List.of(row));

        assertThat(ConsoleTable.of(run)).contains("changed: smollm2-135m engine-version 0.33.0 instead of 0.32.0");
        assertThat(row.headline())
                .endsWith(", n=1 (recorded 2026-11-21; changed: engine-version 0.33.0 instead of 0.32.0)");
    }

    @Test
    void saysWhatAnEvalsetIsComparedWith() {
        assertThat(ConsoleTable.of(RepeatedRuns.run(RepeatedRuns.comparedEvalset()))
                        .get(1))
                .contains("  accuracy no-worse against bf16 2/4, was 3/4: ")
                .contains("; accuracy recovery against bf16 2/4, was 3/4: ")
                .contains("; accuracy no-worse against a score 2/4, compared with a score of 0.92 of 1319 questions: ");
    }

    @Test
    void saysFirstWhatDecidesAnEvalsetThatKeepsItsLimits() {
        assertThat(ConsoleTable.of(RepeatedRuns.run(Runs.evalsetWithACriticalQuestion()))
                        .get(1))
                .isEqualTo(
                        "FAIL          smollm2-135m first_light_v1  critical question q-2 WRONG, expected 42, found 41"
                                + " (only number of the last line); accuracy 1/2 (95 % interval 9.5 % to 90.5 %), allowed at least 50 %");
        assertThat(ConsoleTable.of(RepeatedRuns.run(Runs.unmeasuredEvalset())).get(1))
                .startsWith("UNMEASURED    smollm2-135m first_light_v1  1 of 2 requests complete: 1 × HTTP_ERROR"
                        + " (first_light_v1-q-2: 503 overloaded | <b>); accuracy ");
    }

    @Test
    void saysThatNothingWasJudged() {
        assertThat(ConsoleTable.of(new RunVerdict("r-1", "recordings in tapes", new Plan(List.of(), false), List.of())))
                .containsExactly("run r-1: no verdicts", "Nothing was judged (recordings in tapes).");
    }

    @Test
    void saysThatAServerWasJudged() {
        var recording = Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 10, 3)));
        var header = recording.header();
        var live = new Recording(
                new Recording.Header(
                        "smollm2-135m", "c4", Provenance.MEASURED, header.started(), 1, Map.of(), Map.of()),
                recording.traces());
        var row = Judge.judge(Plans.planned(Plans.loadTest(1, 3)), live);
        var run = new RunVerdict("r-1", "http://127.0.0.1:8000", new Plan(List.of(row.planned()), false), List.of(row));

        assertThat(ConsoleTable.of(run))
                .endsWith("run r-1: 1 PASS", "A live server was judged: http://127.0.0.1:8000.");
    }
}
