package dev.assay.gate.checks;

import dev.assay.figures.RunFigure;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import java.util.List;

/** Finds limits on cost in deployments without a price. */
final class CostLimits {
    private CostLimits() {}

    /** Returns a problem for each such limit. */
    static List<Problem> problems(Plan plan) {
        return plan.tests().stream()
                .filter(planned -> planned.deployment().price() == null)
                .flatMap(planned -> planned.test().limits().stream()
                        .filter(limit -> limit.figure() == RunFigure.COST_PER_MTOK)
                        .map(limit -> problem(planned, limit)))
                .toList();
    }

    private static Problem problem(Planned planned, Limit limit) {
        return new Problem(
                limit.place(),
                "'" + limit.figure() + "' of load test [" + planned.test().name()
                        + "] needs to know what the server costs: add" + " `price` to deployment '"
                        + planned.deployment().name() + "', such as `price: 2.20 EUR/h`.");
    }
}
