package dev.assay.report;

import dev.assay.testing.Plans;
import org.junit.jupiter.api.Test;

class RowTextTest {
    private static final String TRACES = "runs/20261121-210400-000/traces/smollm2-135m/c4.jsonl";

    @Test
    void showsAllFiguresOfACellThatFails() {
        Golden.assertSame("failing-cell.txt", () -> RowText.of(Runs.failingCell(), TRACES) + "\n");
    }

    @Test
    void showsWhatSpoiltACellThatIsUnmeasured() {
        Golden.assertSame("unmeasured-cell.txt", () -> RowText.of(Runs.unmeasuredCell(), TRACES) + "\n");
    }

    @Test
    void showsTheAnswersThatAreNotCorrect() {
        Golden.assertSame("failing-evalset.txt", () -> RowText.of(Runs.failingEvalset(), TRACES) + "\n");
    }

    @Test
    void showsNoTracesOfARowThatWasNotRun() {
        Golden.assertSame("not-run.txt", () -> RowText.of(Runs.notRun(Plans.planned(Plans.cell(7, 3))), TRACES) + "\n");
    }
}
