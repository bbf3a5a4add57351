package dev.assay.plan.testspecs;

import dev.assay.input.Fields;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.PlanReading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code early} of an evalset's test: whether its questions are asked in three parts, until they decide. */
final class EarlyDecision {
    private static final String KEY = "early";

    /** With fewer questions a part would have none. */
    private static final int FEWEST = 3;

    private EarlyDecision() {}

    /** Returns whether the questions are asked in parts; a problem is reported if the test cannot be decided on a part of them. */
    static boolean read(
            Fields fields,
            @Nullable Evalset evalset,
            List<Limit> limits,
            TestConditions conditions,
            PlanReading reading) {
        if (!fields.flag(KEY) || evalset == null) {
            return false;
        }
        var place = fields.placeOf(KEY);
        limits.stream()
                .filter(limit -> !(limit.bound() instanceof Bound.NoWorse))
                .forEach(limit -> reading.problems.add(
                        limit.place(),
                        "'" + limit.subject() + "' needs all questions, and with '" + KEY
                                + "' some may not be asked: only 'no-worse' with 'against' can be decided early. Put it in"
                                + " another test of this evalset, with a 'name' of its own"));
        evalset.questions().stream()
                .filter(Question::critical)
                .findFirst()
                .ifPresent(question -> reading.problems.add(
                        place,
                        "the question [" + question.id() + "] is critical and must be asked, and with '" + KEY
                                + "' it may not be: remove '" + KEY + "'"));
        if (evalset.questions().size() < FEWEST) {
            reading.problems.add(
                    place,
                    "'" + KEY + "' asks the questions in " + FEWEST + " parts, and the evalset has "
                            + evalset.questions().size() + ": remove '" + KEY + "'");
        }
        if (conditions.repeats() > 1) {
            reading.problems.add(
                    place,
                    "'" + KEY + "' is for a test that is measured once, and it has 'repeats': remove one of them");
        }
        return true;
    }
}
