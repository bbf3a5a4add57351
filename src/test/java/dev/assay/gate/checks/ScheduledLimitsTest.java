package dev.assay.gate.checks;

import static dev.assay.testing.Plans.max;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Problem;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduledLimitsTest {
    private static final Limit TTFT = max("ttft.p90", 500, Unit.MILLISECONDS, "0.5 s");

    private static List<String> problems(TestSpec.LoadTest loadTest) {
        return ScheduledLimits.problems(Plans.plan(loadTest)).stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void countTimesFromWhenARequestWasDueWhereItCameAtARate() {
        assertThat(problems(Plans.open(Plans.loadTest(100, 3, TTFT), 2, new Arrivals.Poisson())))
                .containsExactly(
                        "thresholds.yaml:30:9: 'ttft.p90' of load test [c4] must be 'ttft.scheduled.p90': where requests come at a"
                                + " rate, their times count from when they were due, whatever kept them in the client.");
    }

    @Test
    void askTheSameOfObjectives() {
        assertThat(problems(Plans.withObjectives(Plans.open(Plans.loadTest(100, 3), 2, new Arrivals.Poisson()))))
                .containsExactly(
                        "thresholds.yaml:20:9: the objective 'ttft' of load test [c4] must be 'ttft.scheduled': where requests come"
                                + " at a rate, their times count from when they were due, whatever kept them in the client.");
    }

    @Test
    void haveNothingAgainstOtherLimits() {
        var tpot = max("tpot.mean", 40, Unit.MILLISECONDS, "40 ms");
        var scheduled = max("ttft.scheduled.p90", 500, Unit.MILLISECONDS, "0.5 s");

        assertThat(problems(Plans.open(Plans.loadTest(100, 3, tpot, scheduled), 2, new Arrivals.Poisson())))
                .isEmpty();
        assertThat(problems(Plans.withObjectives(Plans.loadTest(100, 3, TTFT)))).isEmpty();
    }
}
