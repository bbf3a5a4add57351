package dev.assay.gate;

import static dev.assay.testing.Plans.max;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A load test whose requests come at 10/s, as it is judged. */
class OpenLoadTestTest {
    private static final Limit WIDE = max("e2e.scheduled.mean", 600_000, Unit.MILLISECONDS, "10 min");

    /** Returns requests that are due every 100 ms. */
    private static List<Trace> requests(int count, IntToDoubleFunction lag, IntToDoubleFunction ttft) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> {
                    var sent = 100 * i + lag.applyAsDouble(i);
                    var first = sent + ttft.applyAsDouble(i);
                    return Traces.trace("c4-" + i)
                            .sentAt(100 * i, sent)
                            .text(first, " x")
                            .text(first + 10, " x")
                            .last(first + 20, " x", "length")
                            .usage(256, 3)
                            .done()
                            .build();
                })
                .toList();
    }

    private static TestVerdict judge(List<Trace> traces, Limit... limits) {
        var loadTest = Plans.open(Plans.loadTest(traces.size(), 3, limits), 10, new Arrivals.Constant());
        return Judge.judge(Plans.planned(loadTest), Plans.recording(traces));
    }

    @Test
    void passesWhereTheServerKeepsUp() {
        var test = judge(requests(40, i -> 0.5, i -> 20), WIDE);

        assertThat(test.verdict()).isEqualTo(new Pass());
        assertThat(test.tolerated()).isFalse();
    }

    /** Each waits 100 ms longer than the one before, and the limits are wide. */
    @Test
    void failsWhereTheServerDoesNotKeepUpWhateverTheLimitsSay() {
        var test = judge(requests(40, i -> 0.5, i -> 100 * i), WIDE);

        assertThat(test.verdict()).isEqualTo(new Fail());
        assertThat(test.tolerated()).isFalse();
        assertThat(test.limits()).extracting(limit -> limit.verdict().word()).containsExactly("PASS");
        assertThat(test.headline())
                .isEqualTo(
                        "FAIL smollm2-135m c4: the server does not keep up with 10.0/s: 32 requests came in the last 3.2 s of"
                                + " the schedule, and 15 ended; 4 were under way before and 21 after (recorded 2026-11-21)");
    }

    @Test
    void onlyTellsItWhereTheTestIsNotEnforced() {
        var told = new Limit(WIDE.figure(), WIDE.bound(), false, false, WIDE.place());

        var test = judge(requests(40, i -> 0.5, i -> 100 * i), told);

        assertThat(test.tolerated()).isTrue();
        assertThat(test.headline()).startsWith("would FAIL smollm2-135m c4: the server does not keep up with 10.0/s: ");
    }

    /** 40 ms late: what the server was spared shows in no limit on tpot, but a FAIL stands. */
    @Test
    void isUnmeasuredWhereTheClientCannotOfferTheRate() {
        var late = requests(40, i -> 40, i -> 20);

        var tpot = judge(late, max("tpot.mean", 20, Unit.MILLISECONDS, "20 ms"));
        assertThat(tpot.headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m c4: this client cannot offer 10.0/s: requests went out 40.000 ms late on"
                                + " average (p99 40.000 ms), with 100.000 ms between them; 10.000/s scheduled, 10.000/s offered. Lower"
                                + " `rate`, or send from a faster machine. No limit was judged; see the traces. (recorded 2026-11-21)");
        assertThat(judge(late, max("tpot.mean", 9, Unit.MILLISECONDS, "9 ms")).verdict())
                .isEqualTo(new Fail());
        assertThat(judge(late, WIDE).verdict()).isEqualTo(new Pass());
        assertThat(judge(late, max("e2e.scheduled.mean", 70, Unit.MILLISECONDS, "70 ms"))
                        .verdict()
                        .word())
                .isEqualTo("UNMEASURED");
    }

    /** 88 ms, of which 8 are the client's. Ten times that is 80 ms, so what misses a limit by no more than 80 ms is not believed. */
    @Test
    void believesAFailOnlyWhereTenTimesTheP99OfTheLagDoesNotExplainIt() {
        var traces = requests(40, i -> 8, i -> 80);

        assertThat(judge(traces, max("ttft.scheduled.mean", 80, Unit.MILLISECONDS, "80 ms"))
                        .headline())
                .isEqualTo(
                        "UNMEASURED smollm2-135m c4: ttft.scheduled.mean 88.000 ms, allowed at most 80 ms, n=40: it could"
                                + " be as low as 8.000 ms, which would get PASS, since the client sent requests late: ten times"
                                + " schedule-lag.p99 counts, which is 8.000 ms. Lower the rate, or send from a faster machine. (recorded"
                                + " 2026-11-21)");
        assertThat(judge(traces, max("ttft.scheduled.mean", 8, Unit.MILLISECONDS, "8 ms"))
                        .verdict()
                        .word())
                .isEqualTo("UNMEASURED");
        assertThat(judge(traces, max("ttft.scheduled.mean", 7.999, Unit.MILLISECONDS, "7.999 ms"))
                        .verdict())
                .isEqualTo(new Fail());
    }

    @Test
    void leavesAPassOnATimeSinceDueThatLatenessCanOnlyHaveMadeLonger() {
        assertThat(judge(requests(40, i -> 8, i -> 80), max("ttft.scheduled.mean", 88, Unit.MILLISECONDS, "88 ms"))
                        .verdict())
                .isEqualTo(new Pass());
    }
}
