package dev.assay.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.Runs;
import dev.assay.report.summary.Golden;
import dev.assay.testing.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated(Golden.WHY_ALONE)
class TestTextTest {
    private static final String TRACES = "runs/20261121-210400-000/traces/smollm2-135m/c4.jsonl";
    private static final String AGAIN = "mvn verify -Dassay.only='smollm2-135m c4'";

    @Test
    void showsAllFiguresOfACellThatFails() {
        Golden.assertSame("failing-cell.txt", () -> TestText.of(Runs.failingCell(), TRACES, AGAIN) + "\n");
    }

    @Test
    void saysInTheFirstLineThatACellIsThrottled() {
        assertThat(Runs.throttledCell().headline())
                .isEqualTo("PASS smollm2-135m c4 (max-in-flight 1): tpot.mean 10.000 ms, allowed at most 10 ms, n=2"
                        + " (recorded 2026-11-21)");
        assertThat(Runs.notRun(Runs.throttledCell().planned()).headline())
                .isEqualTo("UNMEASURED smollm2-135m c4 (max-in-flight 1): there is no recording of it."
                        + " Give -Dassay.endpoint=URL.");
    }

    @Test
    void showsTheSteadyPartBelowTheWholeRun() {
        Golden.assertSame("steady-cell.txt", () -> TestText.of(Runs.steadyCell(), TRACES, AGAIN) + "\n");
    }

    @Test
    void showsWhatTheServerCountedBelowTheOthers() {
        assertThat(TestText.of(Runs.countedCell(), TRACES, AGAIN).lines())
                .filteredOn(line -> line.startsWith("  figure  "))
                .endsWith(
                        "  figure  cache-hit-rate            0.0 %  n=1",
                        "  figure  preemptions                   0  n=1",
                        "  figure  kv-cache-usage.mean         25.0 %  n=10",
                        "  figure  kv-cache-usage.max         50.0 %  n=10",
                        "  figure  accept-length        4.8 tokens  n=32");
        assertThat(TestText.of(Runs.steadyCell(), TRACES, AGAIN)).doesNotContain("preemptions");
    }

    @Test
    void showsWhyALoadTestIsUnmeasured() {
        Golden.assertSame("unmeasured-cell.txt", () -> TestText.of(Runs.unmeasuredCell(), TRACES, AGAIN) + "\n");
    }

    @Test
    void showsTheAnswersThatAreNotCorrect() {
        Golden.assertSame(
                "failing-evalset.txt",
                () -> TestText.of(Runs.failingEvalset(), TRACES, AGAIN.replace("c4", "first_light_v1")) + "\n");
    }

    @Test
    void showsNoTracesOfARowThatWasNotRun() {
        Golden.assertSame(
                "not-run.txt",
                () -> TestText.of(Runs.notRun(Plans.planned(Plans.loadTest(7, 3))), TRACES, AGAIN) + "\n");
    }
}
