package dev.assay.gate.outlook;

import dev.assay.input.Problem;
import dev.assay.plan.Plan;
import java.time.LocalDate;
import java.util.List;

/** Finds limits that a person should look at again. They are judged as before: a day that passes makes nothing red. */
public final class DueReviews {
    private DueReviews() {}

    /**
     * Returns a warning for each limit whose {@code review-after} is before this day.
     *
     * @param today the day of the run
     */
    public static List<Problem> of(Plan plan, LocalDate today) {
        return plan.tests().stream()
                .flatMap(planned -> planned.test().limits().stream())
                .flatMap(limit -> limit
                        .origin()
                        .reviewAfter()
                        .filter(today::isAfter)
                        .map(day -> new Problem(
                                limit.place(),
                                "'" + limit.subject() + "' " + limit.bound() + " is due for a review since " + day
                                        + ". Compute it again with -Dassay.calibrate, or set a later 'review-after'."))
                        .stream())
                .toList();
    }
}
