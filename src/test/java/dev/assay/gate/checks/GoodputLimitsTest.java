package dev.assay.gate.checks;

import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Problem;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import org.junit.jupiter.api.Test;

class GoodputLimitsTest {
    private static final Limit LIMIT = min("goodput", 0.3, Unit.PER_SECOND, "0.3/s");

    @Test
    void needObjectives() {
        assertThat(GoodputLimits.problems(Plans.plan(Plans.loadTest(2, 3, LIMIT))))
                .extracting(Problem::toString)
                .containsExactly(
                        "thresholds.yaml:31:9: 'goodput' of load test [c4] counts the requests that keep its objectives, and it"
                                + " has none. Add them to the load test, such as `objectives: {ttft: 500 ms, tpot: 50 ms}`.");
    }

    @Test
    void areSoundInALoadTestThatHasThem() {
        assertThat(GoodputLimits.problems(Plans.plan(Plans.withObjectives(Plans.loadTest(2, 3, LIMIT)))))
                .isEmpty();
    }

    @Test
    void areNotMissedWhereNobodyLimitsIt() {
        assertThat(GoodputLimits.problems(Plans.plan(Plans.loadTest(2, 3), Plans.accuracy(1))))
                .isEmpty();
    }
}
