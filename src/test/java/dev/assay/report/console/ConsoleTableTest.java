package dev.assay.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.recording.Provenance;
import dev.assay.recording.Recording;
import dev.assay.report.RepeatedRuns;
import dev.assay.report.Runs;
import dev.assay.report.summary.Golden;
import dev.assay.report.terminal.Columns;
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
    void showsTheThrottleBelowTheFiguresOfACell() {
        assertThat(ConsoleTable.of(RepeatedRuns.run(Runs.throttledCell())).subList(0, 4))
                .containsExactly(
                        "verdict       load test        n     ttft      e2e     tpot  decode-tps     qps",
                        "                                  mean ms  mean ms  mean ms  mean tok/s      /s",
                        "PASS          smollm2-135m c4  2   20.000   40.000   10.000     100.000  25.000",
                        "                max-in-flight 1");
    }

    @Test
    void showsTheSteadyPartBelowTheWholeRun() {
        assertThat(ConsoleTable.of(RepeatedRuns.run(Runs.steadyCell())).subList(2, 4))
                .containsExactly(
                        "PASS          smollm2-135m c4  20   21.000   41.000   10.000     100.000  98.522",
                        "                steady         12   20.000   40.000   10.000     100.000  97.917");
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
    void saysWhatAnEvalsetIsComparedWithAndBreaksItsLines() {
        assertThat(ConsoleTable.of(RepeatedRuns.run(RepeatedRuns.comparedEvalset())))
                .anyMatch(line ->
                        line.startsWith("                INCONCLUSIVE accuracy no-worse against bf16 2/4, was 3/4: "))
                .anyMatch(line -> line.contains("accuracy recovery against bf16 2/4, was 3/4: "))
                .anyMatch(line -> line.contains("FAIL accuracy no-worse against a score 2/4, compared with"))
                .allMatch(line -> Columns.width(line) <= ConsoleTable.COLUMNS);
    }

    @Test
    void saysFirstWhatDecidesAnEvalsetThatKeepsItsLimits() {
        assertThat(ConsoleTable.of(RepeatedRuns.run(Runs.evalsetWithACriticalQuestion())))
                .startsWith(
                        "verdict       evalset",
                        "FAIL          smollm2-135m first_light_v1",
                        "                critical question q-2 WRONG, expected 42, found 41 (only number of the last",
                        "                  line)",
                        "                accuracy 1/2 (95 % interval 9.5 % to 90.5 %), allowed at least 50 %");
        assertThat(ConsoleTable.of(RepeatedRuns.run(Runs.unmeasuredEvalset())))
                .anyMatch(line -> line.startsWith("                1 of 2 requests complete: 1 × HTTP_ERROR"));
    }

    /** The names differ in their last words alone, and a Chinese character takes two columns. */
    @Test
    void showsLongAndChineseNamesWholeAndAlignsTheirFigures() {
        var test = Plans.loadTest(1, 3);
        var names = List.of(
                "千问三-四位量化",
                "qwen3-32b-nvfp4-on-four-cards-with-prefix-cache-and-speculation-one",
                "qwen3-32b-nvfp4-on-four-cards-with-prefix-cache-and-speculation-two");
        var verdicts = names.stream()
                .map(name -> Judge.judge(
                        Plans.planned(name, test), Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 10, 3)))))
                .toArray(TestVerdict[]::new);

        var lines = ConsoleTable.of(RepeatedRuns.run(verdicts));

        assertThat(lines)
                .anyMatch(line -> line.startsWith("PASS          千问三-四位量化 c4  1   20.000 "))
                .contains("PASS          " + names.get(1) + " c4", "PASS          " + names.get(2) + " c4")
                .allMatch(line -> Columns.width(line) <= ConsoleTable.COLUMNS);
        assertThat(lines.stream().filter(line -> line.endsWith("  25.000")).map(Columns::width))
                .hasSize(3)
                .containsOnly(Columns.width(lines.getFirst()));
    }

    @Test
    void controlCharactersOfAServersTextAreShown() {
        var escape = Character.toString(0x1b);
        var planned = Plans.planned(Plans.loadTest(1, 3));
        var test = new TestVerdict.NotRun(planned, "the server said " + escape + "[2J", "Mend it.");

        assertThat(ConsoleTable.of(RepeatedRuns.run(test)))
                .contains("UNMEASURED    smollm2-135m c4  the server said \\u001b[2J. Mend it.");
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
