package dev.assay.gate.checks;

import dev.assay.figures.RunFigure;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import java.util.List;
import java.util.stream.Stream;

/** Finds limits on goodput in load tests without objectives. */
final class GoodputLimits {
    private GoodputLimits() {}

    /** Returns a problem for each such limit. */
    static List<Problem> problems(Plan plan) {
        return plan.loadTests().stream().flatMap(GoodputLimits::problems).toList();
    }

    private static Stream<Problem> problems(TestSpec.LoadTest loadTest) {
        return loadTest.limits().stream()
                .filter(limit -> limit.figure() == RunFigure.GOODPUT
                        && loadTest.objectives().isEmpty())
                .map(limit -> problem(loadTest, limit));
    }

    private static Problem problem(TestSpec.LoadTest loadTest, Limit limit) {
        return new Problem(
                limit.place(),
                "'" + limit.figure() + "' of load test [" + loadTest.name()
                        + "] counts the requests that keep its objectives, and it has none. Add them to the load test, such as"
                        + " `objectives: {ttft: 500 ms, tpot: 50 ms}`.");
    }
}
