package dev.assay.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.RunVerdict;
import dev.assay.plan.Plan;
import dev.assay.report.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated(Golden.WHY_ALONE)
class OtherToolsTest {
    @Test
    void standBesideOurFiguresInATableForEachCell() {
        Golden.assertSame("other-tools.md", () -> OtherTools.of(Runs.mixed()).orElse(""));
    }

    @Test
    void ofARunWithoutCellsThereIsNoPage() {
        var row = Runs.passingEvalset();
        var run = new RunVerdict("r-1", "tapes", new Plan(List.of(row.planned()), false), List.of(row));

        assertThat(OtherTools.of(run)).isEmpty();
    }
}
