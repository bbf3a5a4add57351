package dev.assay.report.page.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.RunVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.Plan;
import dev.assay.report.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page is green only if every test has the verdict PASS. */
class VerdictOfRunTest {
    private static VerdictOfRun of(TestVerdict... tests) {
        var all = List.of(tests);
        var plan = new Plan(all.stream().map(TestVerdict::planned).toList(), false);
        return VerdictOfRun.of(new RunVerdict("run", "x", plan, all));
    }

    @Test
    void isGreenIfAllTestsArePassed() {
        var verdict = of(Runs.passingEvalset(), Runs.remarkedCell());

        assertThat(verdict.kind()).isEqualTo("pass");
        assertThat(verdict.sentence().english()).isEqualTo("PASS: all 2 tests are passed.");
    }

    @Test
    void isNotGreenIfAMissedLimitIsTolerated() {
        var verdict = of(Runs.passingEvalset(), Runs.waivedCell(), Runs.toldCell());

        assertThat(verdict.kind()).isEqualTo("inconclusive");
        assertThat(verdict.sentence().english())
                .isEqualTo("NOT RED: 1 of 3 tests are passed. 2 are not, which is tolerated.");
        assertThat(verdict.sentence().chinese()).contains("3 项测试中 1 项通过，2 项未通过");
    }

    @Test
    void isNotGreenIfNothingWasMeasured() {
        var verdict = of(Runs.modelledCell());

        assertThat(verdict.kind()).isEqualTo("inconclusive");
        assertThat(verdict.sentence().english()).startsWith("MODELLED: nothing was measured.");
    }
}
