package dev.assay.gate.checks;

import dev.assay.figures.ServerFigure;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.Limit;
import java.util.List;

/** Finds limits on the steady window for figures that the server reports only for the whole test. */
final class ServerLimits {
    private ServerLimits() {}

    /** Returns a problem for each such limit. */
    static List<Problem> problems(Plan plan) {
        return plan.loadTests().stream()
                .flatMap(loadTest -> loadTest.limits().stream()
                        .filter(limit -> limit.window() == Limit.Window.STEADY)
                        .filter(limit -> limit.figure() instanceof ServerFigure)
                        .map(limit -> new Problem(
                                limit.place(),
                                "'" + limit.figure() + "' of load test [" + loadTest.name()
                                        + "] cannot judge the steady window: the server reports it only for the"
                                        + " whole test. Remove `window`.")))
                .toList();
    }
}
