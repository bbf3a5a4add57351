package dev.assay.gate.checks;

import dev.assay.gate.comparison.Levels;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.limits.OverRepeats;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.stats.SignFlip;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds limits over repeats that so few starts could never decide, in a run in which the gate starts the servers. Of an endpoint several runs can be joined
 * later, and what was measured before is judged as it is.
 */
public final class PlannedRepeats {
    private PlannedRepeats() {}

    /** Returns a problem for each such limit. */
    public static List<Problem> problems(Plan plan) {
        return plan.tests().stream()
                .flatMap(planned -> planned.test().limits().stream()
                        .flatMap(limit -> Stream.of(confidence(planned, limit), pairs(plan, planned, limit))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Problem> confidence(Planned planned, Limit limit) {
        var repeats = repeats(planned);
        return limit.repeats().confidence().isEmpty() || repeats >= OverRepeats.FEWEST_FOR_CONFIDENCE
                ? Optional.empty()
                : Optional.of(new Problem(
                        limit.place(),
                        "'" + limit.subject() + "' of [" + planned.test().name() + "] with 'confidence' needs at least "
                                + OverRepeats.FEWEST_FOR_CONFIDENCE + " repeats, planned are " + repeats
                                + repeat(OverRepeats.FEWEST_FOR_CONFIDENCE) + "."));
    }

    private static Optional<Problem> pairs(Plan plan, Planned planned, Limit limit) {
        if (!(limit.bound() instanceof Bound.Regression regression)) {
            return Optional.empty();
        }
        var limits = planned.deployment().statisticalLimits();
        var needed = SignFlip.leastPairs(Levels.of(limits).falseAlarms());
        return plan.tests().stream()
                .filter(other ->
                        other.deployment().name().equals(regression.reference().name())
                                && other.test().name().equals(planned.test().name()))
                .findFirst()
                .map(other -> Math.min(repeats(planned), repeats(other)))
                .filter(pairs -> pairs < needed)
                .map(pairs -> new Problem(
                        limit.place(),
                        "'" + limit.subject() + "' of [" + planned.test().name() + "] compares "
                                + pairs + (pairs == 1 ? " pair" : " pairs") + " of starts, and fewer than " + needed
                                + " never show a change (the exact sign-flip test needs p <= 0.01"
                                + (limits == 1 ? "" : " / " + limits) + ")" + repeat(needed)
                                + " for both deployments."));
    }

    private static int repeats(Planned planned) {
        return planned.test().conditions().repeats();
    }

    private static String repeat(int times) {
        return ". Write 'repeats: " + times + "', or give -Dassay.repeats=" + times;
    }
}
