package dev.assay.audits.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.DueRequestCount;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannedDurationTest {
    private static final Quantity ONE_SECOND = new Quantity(1000, Unit.MILLISECONDS, "1 s");

    /** Two users start at 0. Answers end at 400, 500, 900 and 1000 ms; the last one is too late for another request. */
    private static final List<Trace> FIVE = List.of(
            Traces.bare("c2-001", 0, 0, 400),
            Traces.bare("c2-002", 0, 0, 500),
            Traces.bare("c2-003", 400, 400, 900),
            Traces.bare("c2-004", 500, 500, 1000),
            Traces.bare("c2-005", 900, 900, 1300));

    private static TestSpec.LoadTest twoUsers(int most) {
        return Plans.with(Plans.loadTest(1, 3), new Pace.Closed(2), new TestLength(most, ONE_SECOND));
    }

    @Test
    void countsRequestsThatWereDue() {
        assertThat(DueRequestCount.of(twoUsers(100), FIVE)).isEqualTo(5);
        assertThat(PlannedDuration.of(twoUsers(100), FIVE))
                .contains(new Finding("lasted", Severity.SOUND, "there were requests for all of 1 s"));
    }

    /** A run that was interrupted at 950 ms lost two requests in flight. */
    @Test
    void findsRequestsThatAnInterruptedRunLost() {
        assertThat(DueRequestCount.of(twoUsers(100), FIVE.subList(0, 3))).isEqualTo(5);
    }

    @Test
    void saysThatTheRequestsRanOut() {
        assertThat(DueRequestCount.of(twoUsers(4), FIVE.subList(0, 4))).isEqualTo(4);
        assertThat(PlannedDuration.of(twoUsers(4), FIVE.subList(0, 4)))
                .contains(new Finding(
                        "lasted",
                        Severity.INVALID,
                        "the 4 requests ran out after 900.000 ms of 1 s: raise `requests`, which limits how"
                                + " many are sent"));
    }

    /** Four requests end at 10,400 to 11,000 ms of a clock on which the first was due at 10,000. */
    @Test
    void countsFromWhenTheFirstWasDue() {
        var later = List.of(
                Traces.bare("c2-001", 10_000, 10_000, 10_400),
                Traces.bare("c2-002", 10_000, 10_000, 10_500),
                Traces.bare("c2-003", 10_400, 10_400, 10_900),
                Traces.bare("c2-004", 10_500, 10_500, 11_000));

        assertThat(PlannedDuration.of(twoUsers(4), later).orElseThrow().text())
                .startsWith("the 4 requests ran out after 900.000 ms of 1 s:");
        assertThat(PlannedDuration.of(twoUsers(5), FIVE))
                .contains(new Finding("lasted", Severity.SOUND, "there were requests for all of 1 s"));
    }

    @Test
    void expectsAllRequestsWithoutADuration() {
        assertThat(DueRequestCount.of(Plans.loadTest(40, 3), FIVE)).isEqualTo(40);
        assertThat(PlannedDuration.of(Plans.loadTest(40, 3), FIVE)).isEmpty();
    }
}
