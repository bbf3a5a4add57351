package dev.assay.gate.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.verdicts.Verdict;
import dev.assay.plan.Plan;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunVerdictTest {
    private static final Plan PLAN = Plans.plan(Plans.accuracy(1), Plans.loadTest(1, 3));
    private static final TestVerdict PASSED =
            Judge.judge(PLAN.tests().get(1), Plans.recording(List.of(Traces.whole("c4-001", 0, 20, 10, 3))));
    private static final TestVerdict NOT_RUN =
            new TestVerdict.NotRun(PLAN.tests().getFirst(), new Verdict.Unmeasured("no server", "Start it."));

    @Test
    void namesTheTestsWithoutAVerdict() {
        assertThat(run(PASSED).missing()).containsExactly(PLAN.tests().getFirst());
        assertThat(run(NOT_RUN, PASSED).missing()).isEmpty();
        assertThat(run().missing()).isEqualTo(PLAN.tests());
    }

    @Test
    void countsVerdictsByTheirWordInAFixedOrder() {
        assertThat(run(NOT_RUN, PASSED).counts().toString()).isEqualTo("{PASS=1, UNMEASURED=1}");
        assertThat(run().counts()).isEmpty();
    }

    private static RunVerdict run(TestVerdict... tests) {
        return new RunVerdict("20261121-210400-000", "tapes", PLAN, List.of(tests));
    }
}
