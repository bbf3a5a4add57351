package dev.assay.gate.checks;

import dev.assay.figures.FigureName;
import dev.assay.figures.RequestFigure;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.RequestObjective;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.NamedFigure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds limits on times since sending in load tests with a rate. There users arrive at their own rate and wait from then on, so a limit must be on
 * the time since the request was due. The limit names that time itself; it is not replaced silently.
 */
final class ScheduledLimits {
    private ScheduledLimits() {}

    /** Returns a problem for each such limit or objective. */
    static List<Problem> problems(Plan plan) {
        return plan.tests().stream()
                .map(Plan.Planned::test)
                .filter(test -> test.pace() instanceof Pace.Open)
                .filter(TestSpec.LoadTest.class::isInstance)
                .map(TestSpec.LoadTest.class::cast)
                .flatMap(loadTest -> Stream.concat(
                        loadTest.limits().stream().flatMap(limit -> problem(loadTest, limit).stream()),
                        loadTest.objectives().stream().flatMap(objective -> problem(loadTest, objective).stream())))
                .toList();
    }

    private static Optional<Problem> problem(TestSpec.LoadTest loadTest, Limit limit) {
        return limit.figure() instanceof FigureName.OfRequests(var figure, var statistic)
                ? figure.scheduled()
                        .map(instead -> new Problem(
                                limit.place(),
                                said(
                                        "'" + limit.figure() + "' of load test [" + loadTest.name() + "]",
                                        statistic.of(instead))))
                : Optional.empty();
    }

    private static Optional<Problem> problem(TestSpec.LoadTest loadTest, RequestObjective objective) {
        return RequestFigure.behind(objective)
                .scheduled()
                .map(instead -> new Problem(
                        loadTest.place(),
                        said(
                                "the objective '" + objective.figure() + "' of load test [" + loadTest.name() + "]",
                                instead)));
    }

    private static String said(String what, NamedFigure instead) {
        return what + " must be '" + instead
                + "': where requests come at a rate, their times count from when they were due, whatever kept them in the"
                + " client.";
    }
}
