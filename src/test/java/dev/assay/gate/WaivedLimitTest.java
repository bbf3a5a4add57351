package dev.assay.gate;

import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.waived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.outlook.EndedWaivers;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.input.Problem;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All was measured on 2026-11-21: ten answers of three tokens, with a tpot of 10 ms and a ttft of 20 ms, one of 30 ms. */
class WaivedLimitTest {
    private static final Limit MISSED = max("tpot.mean", 9.5, Unit.MILLISECONDS, "9.5 ms");
    private static final Limit KEPT = max("ttft.mean", 420, Unit.MILLISECONDS, "420 ms");
    private static final Limit OPEN = max("ttft.p90", 31, Unit.MILLISECONDS, "31 ms");

    private static TestVerdict judge(Limit... limits) {
        return judge(tenAnswers(), limits);
    }

    private static TestVerdict judge(List<Trace> traces, Limit... limits) {
        return Judge.judge(Plans.planned(Plans.loadTest(10, 3, limits)), Plans.recording(traces));
    }

    private static List<Trace> tenAnswers() {
        return IntStream.rangeClosed(1, 10)
                .mapToObj(i -> Traces.whole("c4-" + i, i, i == 10 ? 30 : 20, 10, 3))
                .toList();
    }

    @Test
    void tellsAMissedLimitWhileItsWaiverHolds() {
        var test = judge(KEPT, waived(MISSED, "2026-11-21"));

        assertThat(test.verdict()).isEqualTo(new Fail());
        assertThat(test.tolerated()).isTrue();
        assertThat(test.headline())
                .isEqualTo("FAIL (waived) smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 9.5 ms, n=10, waived"
                        + " until 2026-11-21: SERVE-7, slow sampler (recorded 2026-11-21)");
    }

    @Test
    void isRedAgainFromTheDayAfter() {
        var test = judge(KEPT, waived(MISSED, "2026-11-20"));

        assertThat(test.verdict()).isEqualTo(new Fail());
        assertThat(test.tolerated()).isFalse();
        assertThat(test.headline())
                .isEqualTo("FAIL smollm2-135m c4: tpot.mean 10.000 ms, allowed at most 9.5 ms, n=10, its waiver ended"
                        + " on 2026-11-20 (recorded 2026-11-21)");
    }

    @Test
    void excusesALimitThatCannotBeProven() {
        var limit = waived(OPEN, "2027-03-01");
        var red = judge(tenAnswers(), OPEN);
        var told = judge(tenAnswers(), limit);

        assertThat(red.word()).isEqualTo("INCONCLUSIVE");
        assertThat(told.word()).isEqualTo("INCONCLUSIVE (waived)");
        assertThat(told.tolerated()).isTrue();
    }

    @Test
    void excusesNoOtherLimit() {
        var test = judge(waived(MISSED, "2027-03-01"), max("ttft.mean", 20, Unit.MILLISECONDS, "20 ms"));

        assertThat(test.tolerated()).isFalse();
        assertThat(test.headline()).startsWith("FAIL smollm2-135m c4: ttft.mean 21.000 ms, allowed at most 20 ms");
    }

    @Test
    void excusesNoMeasurementThatIsAtFault() {
        var traces = List.of(Traces.trace("c4-1")
                .ending(new Ending.HttpError(404, "no such model"))
                .build());

        var test = judge(traces, waived(MISSED, "2027-03-01"));

        assertThat(test.word()).isEqualTo("UNMEASURED");
        assertThat(test.tolerated()).isFalse();
    }

    @Test
    void isNoMatterForAKeptLimit() {
        var test = judge(waived(KEPT, "2027-03-01"));

        assertThat(test.verdict()).isEqualTo(new Pass());
        assertThat(test.headline())
                .isEqualTo("PASS smollm2-135m c4: ttft.mean 21.000 ms, allowed at most 420 ms, n=10 (recorded"
                        + " 2026-11-21)");
    }

    @Test
    void warnsIfItEndedSinceTheMeasurement() {
        var test = judge(waived(MISSED, "2026-11-25"));

        assertThat(EndedWaivers.warnings(test, LocalDate.parse("2026-11-25"))).isEmpty();
        assertThat(EndedWaivers.warnings(test, LocalDate.parse("2026-11-26")))
                .extracting(Problem::toString)
                .containsExactly("thresholds.yaml:30:40: the waiver of 'tpot.mean' ended on 2026-11-25. It still holds"
                        + " for what was measured on 2026-11-21; a live run refuses it. Repair what the limit shows"
                        + " and remove 'waive', or set a later date.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20", "2026-11-25"})
    void isRefusedByALiveRunIfItEnded(String until) {
        var plan = Plans.plan(Plans.loadTest(10, 3, KEPT, waived(MISSED, until)));

        assertThat(EndedWaivers.problems(plan, LocalDate.parse(until))).isEmpty();
        assertThat(EndedWaivers.problems(plan, LocalDate.parse("2026-11-26")))
                .extracting(Problem::toString)
                .containsExactly("thresholds.yaml:30:40: the waiver of 'tpot.mean' ended on " + until + ", and today is"
                        + " 2026-11-26: it has no effect any more. Repair what the limit shows and remove 'waive', or"
                        + " set a later date.");
    }

    @Test
    void doesNotWarnIfItHadEndedBefore() {
        assertThat(EndedWaivers.warnings(judge(waived(MISSED, "2026-11-20")), LocalDate.parse("2026-11-26")))
                .isEmpty();
    }
}
