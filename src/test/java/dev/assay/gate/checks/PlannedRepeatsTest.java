package dev.assay.gate.checks;

import static dev.assay.testing.Figures.limited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.Plan;
import dev.assay.plan.limits.LimitOrigin;
import dev.assay.plan.limits.OverRepeats;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PlannedRepeatsTest {
    private static final Location PLACE = new Location("thresholds.yaml", 30, 9);
    private static final Limit CONFIDENT = new Limit(
            limited("tpot.mean"),
            new Bound.Max(new Quantity(40, Unit.MILLISECONDS, "40 ms")),
            Limit.Window.WHOLE,
            true,
            false,
            false,
            new OverRepeats(false, OptionalDouble.of(0.95)),
            LimitOrigin.NONE,
            null,
            PLACE);

    private static Limit regression(String figure, String against) {
        var bound = new Bound.Regression(new Against(against, PLACE), new Margin(0.03, 0, "3 %"), Margin.NONE);
        return new Limit(limited(figure), bound, true, false, PLACE);
    }

    private static TestSpec.LoadTest repeated(int times, Limit... limits) {
        var loadTest = Plans.loadTest(40, 3, limits);
        return new TestSpec.LoadTest(
                loadTest.name(),
                loadTest.workload(),
                loadTest.pace(),
                loadTest.length(),
                loadTest.warmup(),
                loadTest.prompts(),
                loadTest.cache(),
                loadTest.objectives(),
                loadTest.source(),
                loadTest.limits(),
                loadTest.conditions().repeated(times),
                loadTest.published(),
                loadTest.place());
    }

    private static List<String> problems(Plan plan) {
        return PlannedRepeats.problems(plan).stream().map(Object::toString).toList();
    }

    private static List<String> against(int here, int there, Limit... limits) {
        return problems(new Plan(
                List.of(Plans.planned("int4", repeated(here, limits)), Plans.planned("bf16", repeated(there))), false));
    }

    @Test
    void confidenceNeedsThreeRepeats() {
        assertThat(problems(Plans.plan(repeated(2, CONFIDENT))))
                .containsExactly(
                        "thresholds.yaml:30:9: 'tpot.mean' of [c4] with 'confidence' needs at least 3 repeats, planned are 2. Write"
                                + " 'repeats: 3', or give -Dassay.repeats=3.");
        assertThat(problems(Plans.plan(repeated(3, CONFIDENT)))).isEmpty();
    }

    @Test
    void fewerPairsThanCouldEverShowAChangeAreRefused() {
        // 1 / 2^7 = 0.0078
        assertThat(against(6, 9, regression("tpot.mean", "bf16")))
                .containsExactly(
                        "thresholds.yaml:30:9: 'tpot.mean against bf16' of [c4] compares 6 pairs of starts, and fewer than 7 never"
                                + " show a change (the exact sign-flip test needs p <= 0.01). Write 'repeats: 7', or give"
                                + " -Dassay.repeats=7 for both deployments.");
        assertThat(against(1, 7, regression("tpot.mean", "bf16")))
                .singleElement()
                .asString()
                .contains("compares 1 pair of starts");
        assertThat(against(7, 7, regression("tpot.mean", "bf16"))).isEmpty();
    }

    @Test
    void moreLimitsNeedMorePairs() {
        // 0.01 / 3 = 0.0033, and 1 / 2^9 = 0.0020
        var limits = new Limit[] {
            regression("tpot.mean", "bf16"), regression("ttft.mean", "bf16"), regression("e2e.mean", "baseline")
        };

        assertThat(against(8, 8, limits))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem)
                        .contains(
                                "compares 8 pairs of starts, and fewer than 9 never show a change (the exact sign-flip test needs"
                                        + " p <= 0.01 / 3)."));
        assertThat(against(9, 9, limits)).isEmpty();
    }

    @Test
    void whatIsNotMeasuredInThisRunNeedsNoPairs() {
        assertThat(problems(Plans.plan(repeated(1, regression("tpot.mean", "bf16")))))
                .isEmpty();
        assertThat(against(1, 1, regression("tpot.mean", "baseline"))).isEmpty();
    }
}
