package dev.assay.gate.outlook;

import dev.assay.gate.results.TestVerdict;
import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import dev.assay.plan.limits.Waiver;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waivers of limits that ended before today. A live run refuses them; in a recording from before they hold, with a warning. */
public final class EndedWaivers {
    private static final String REMEDY = "Repair what the limit shows and remove 'waive', or set a later date.";

    private EndedWaivers() {}

    /**
     * Returns a problem for each waiver in a plan of live tests that has ended.
     *
     * @param today in UTC
     */
    public static List<Problem> problems(Plan plan, LocalDate today) {
        return plan.tests().stream()
                .flatMap(planned -> planned.test().limits().stream())
                .flatMap(limit -> ended(limit.waiver(), today)
                        .map(waiver -> new Problem(
                                waiver.place(),
                                "the waiver of '" + limit.subject() + "' ended on " + waiver.until() + ", and today is "
                                        + today + ": it has no effect any more. " + REMEDY))
                        .stream())
                .toList();
    }

    /**
     * Returns a warning for each waiver that held when a test was measured, and has ended since.
     *
     * @param today in UTC
     */
    public static List<Problem> warnings(TestVerdict test, LocalDate today) {
        return test.limits().stream()
                .flatMap(judged -> ended(judged.limit().waiver(), today)
                        .filter(waiver -> judged.isWaived())
                        .map(waiver -> new Problem(
                                waiver.place(),
                                "the waiver of '" + judged.limit().subject() + "' ended on " + waiver.until()
                                        + ". It still holds for what was measured on " + judged.on()
                                        + "; a live run refuses it. " + REMEDY))
                        .stream())
                .toList();
    }

    private static Optional<Waiver> ended(@Nullable Waiver waiver, LocalDate today) {
        return Optional.ofNullable(waiver).filter(each -> !each.holdsOn(today));
    }
}
