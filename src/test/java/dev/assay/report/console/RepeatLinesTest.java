package dev.assay.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.RepeatedRuns;
import dev.assay.report.summary.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated(Golden.WHY_ALONE)
class RepeatLinesTest {
    private static final String TRACES = "runs/20261121-210400-000/traces/smollm2-135m/c4.jsonl";
    private static final String AGAIN = "mvn verify -Dassay.only='smollm2-135m c4'";

    @Test
    void tableHasMeansSpreadAndEachRepeat() {
        Golden.assertSame("console-repeats.txt", () -> String.join("\n", ConsoleTable.of(RepeatedRuns.all())) + "\n");
    }

    @Test
    void textOfALoadTestHasALineForEachRepeatAndForThoseThatWereMeasuredAgain() {
        Golden.assertSame("repeated-load-test.txt", () -> TestText.of(RepeatedRuns.loadTest(), TRACES, AGAIN) + "\n");
    }

    @Test
    void textNamesTheRepeatThatIsSpoilt() {
        assertThat(TestText.of(RepeatedRuns.spoiltLoadTest(), TRACES, AGAIN).lines())
                .filteredOn(line -> line.startsWith("  repeat  ") || line.startsWith("  audit   "))
                .containsExactly(
                        "  audit   tokens exact: invalid: repeat 2: c4-001: 256 tokens in and 2 out, planned 256 and 3",
                        "  repeat  1: PASS smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 11 ms, n=4 (recorded"
                                + " 2026-11-21)",
                        "  repeat  2: spoilt: tokens exact: c4-001: 256 tokens in and 2 out, planned 256 and 3",
                        "  repeat  3: spoilt: the server ended");
    }

    @Test
    void textOfAnEvalsetSaysHowMuchItsAnswersChanged() {
        assertThat(TestText.of(RepeatedRuns.evalset(), TRACES, AGAIN).lines())
                .filteredOn(line -> line.startsWith("  answer  "))
                .containsExactly(
                        "  answer  2 of 4 questions flipped between repeats (mean flip rate 33.3 %); the accuracy's sd"
                                + " from repeat to repeat is 14.43 pp, and 20.41 pp if each answer changed independently",
                        "  answer  q-2 right in 2 of 3 repeats", "  answer  q-3 right in 2 of 3 repeats");
    }

    @Test
    void textOfAComparisonListsTheFlipsOnceForEachReference() {
        assertThat(TestText.of(RepeatedRuns.comparedEvalset(), TRACES, AGAIN).lines())
                .containsSubsequence(
                        "  lost    against bf16 (2): q-2 q-3",
                        "  gained  against bf16 (1): q-4",
                        "  subject other: 2 lost, 1 gained of 4 questions")
                .filteredOn(line -> line.startsWith("  lost "))
                .hasSize(1);
    }
}
