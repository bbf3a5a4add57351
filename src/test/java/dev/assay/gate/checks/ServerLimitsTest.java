package dev.assay.gate.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Problem;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import org.junit.jupiter.api.Test;

class ServerLimitsTest {
    private static final Limit PREEMPTIONS = Plans.max("preemptions", 0, Unit.COUNT, "0");
    private static final Limit TTFT = Plans.max("ttft.mean", 420, Unit.MILLISECONDS, "420 ms");

    @Test
    void cannotBeOnTheSteadyPart() {
        var plan = Plans.plan(Plans.loadTest(40, 3, Plans.steady(PREEMPTIONS), PREEMPTIONS, Plans.steady(TTFT)));

        assertThat(ServerLimits.problems(plan))
                .containsExactly(new Problem(
                        PREEMPTIONS.place(),
                        "'preemptions' of load test [c4] cannot judge the steady window: the server reports it only for the"
                                + " whole test. Remove `window`."));
    }
}
