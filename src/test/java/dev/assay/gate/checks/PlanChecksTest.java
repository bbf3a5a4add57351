package dev.assay.gate.checks;

import static dev.assay.testing.Figures.limited;
import static dev.assay.testing.Plans.max;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.input.Problem;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanChecksTest {
    @Test
    void findNothingInASoundPlan() {
        assertThat(PlanChecks.problems(Plans.plan(
                        Plans.loadTest(40, 3, max("ttft.mean", 420, Unit.MILLISECONDS, "420 ms")), Plans.accuracy(2))))
                .isEmpty();
    }

    /** Each check finds its own limit or question, in the order of the list. */
    @Test
    void findAllThatCannotBeJudgedAtOnce() {
        var closed = Plans.loadTest(
                40,
                3,
                Plans.steady(max("preemptions", 0, Unit.COUNT, "0")),
                max("cost-per-mtok", 0.4, Unit.PER_MTOK, "0.40/Mtok"),
                max("goodput", 2, Unit.PER_SECOND, "2/s"),
                max("prompt-tps", 2, Unit.TOKENS_PER_SECOND, "2 tok/s"),
                max("e2e.p99", 420, Unit.MILLISECONDS, "420 ms"));
        var open = Plans.open(
                Plans.loadTest(40, 3, max("ttft.mean", 420, Unit.MILLISECONDS, "420 ms")), 2, new Arrivals.Poisson());

        var few = Plans.accuracy(
                40,
                new Limit(
                        limited("accuracy"),
                        new Bound.NoWorse(
                                new Against("bf16", new Location("thresholds.yaml", 30, 9)),
                                new Margin.Points(0.05, "5 pp")),
                        true,
                        false,
                        new Location("thresholds.yaml", 30, 9)));

        var problems = PlanChecks.problems(Plans.plan(closed, open, few, unscorable()));

        assertThat(problems)
                .extracting(Problem::message)
                .zipSatisfy(
                        List.of(
                                "'e2e.p99' of load test [c4] can never pass: it needs at least 299 requests, planned are 40",
                                "'prompt-tps' of load test [c4] can be limited only at 1 in flight",
                                "'goodput' of load test [c4] counts the requests that keep its objectives",
                                "'ttft.mean' of load test [c4] must be 'ttft.scheduled.mean'",
                                "'cost-per-mtok' of load test [c4] needs to know what the server costs",
                                "'preemptions' of load test [c4] cannot judge the steady window",
                                "'accuracy no-worse against bf16' of evalset [first_light_v1]: `margin: 5 pp` cannot pass with 40",
                                "the expected answer [many] is not a number"),
                        (message, beginning) -> assertThat(message).startsWith(beginning));
        assertThat(problems).hasSameSizeAs(PlanChecks.values());
        assertThat(problems.getLast())
                .hasToString("evalsets/first_light_v1.jsonl:1:1: the expected answer [many] is not a number");
    }

    /** Asks for a number and expects none. */
    private static TestSpec.Accuracy unscorable() {
        return Plans.accuracy(1)
                .picking(List.of(new Question(
                        "q-1",
                        "What is it?",
                        new Expected.OfNumber("many", null, null),
                        false,
                        List.of(),
                        new Location("evalsets/first_light_v1.jsonl", 1, 1))));
    }
}
