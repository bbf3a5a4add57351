package dev.assay.gate;

import static dev.assay.testing.Figures.named;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.gate.verdicts.Verdict.Fail;
import dev.assay.gate.verdicts.Verdict.Pass;
import dev.assay.input.Location;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forty requests that overlap, of which the server fails some: ttft 20 ms, tpot 10 ms, three tokens, 40 ms each; all over in 79 ms. */
class MissingRequestsCauseTest {
    private static final Ending OVERLOADED = new Ending.HttpError(503, "overloaded");

    /** At most so many may fail. */
    private static Limit failed(double most) {
        return max("failed", most, Unit.COUNT, Integer.toString((int) most));
    }

    private static Limit limit(String figure, String end, double value) {
        var unit = figure.startsWith("qps") || figure.startsWith("goodput")
                ? Unit.PER_SECOND
                : figure.contains("tps") ? Unit.TOKENS_PER_SECOND : Unit.MILLISECONDS;
        var quantity = new Quantity(value, unit, Double.toString(value));
        var bound = end.equals("max") ? new Bound.Max(quantity) : new Bound.Min(quantity);
        return new Limit(named(figure), bound, true, false, new Location("thresholds.yaml", 30, 9));
    }

    private static List<Trace> withFailures(int count, Ending ending) {
        var traces = new ArrayList<Trace>();
        for (var i = 1; i <= 40; i++) {
            // Those that fail take no time and lie in the middle.
            var fails = i > 10 && i <= 10 + count;
            traces.add(
                    fails
                            ? Traces.trace("c4-" + i).sentAt(i).ending(ending).build()
                            : Traces.whole("c4-" + i, i, 20, 10, 3));
        }
        return traces;
    }

    private static TestVerdict judge(int failures, Limit... limits) {
        return judge(withFailures(failures, OVERLOADED), limits);
    }

    private static TestVerdict judge(List<Trace> traces, Limit... limits) {
        return Judge.judge(Plans.planned(Plans.loadTest(40, 3, limits)), Plans.recording(traces));
    }

    private static List<String> words(TestVerdict test) {
        return test.limits().stream().map(limit -> limit.verdict().word()).toList();
    }

    @Test
    void failsALoadTestOneOfWhoseRequestsTheServerFailed() {
        var test = judge(1, limit("tpot.mean", "max", 10));

        assertThat(test.verdict()).isEqualTo(new Fail());
        assertThat(test.headline())
                .isEqualTo(
                        "FAIL smollm2-135m c4: failed 1 of 40: 1 × HTTP_ERROR (c4-11: 503 overloaded), allowed at most 0, n=40"
                                + " (recorded 2026-11-21)");
        assertThat(test.limits().getLast().sentence())
                .isEqualTo(
                        "tpot.mean 10.000 ms without 1 failed request, allowed at most 10.0, n=39: it may read too low, since 1 of"
                                + " 40 requests is missing. See why the server failed them, or allow"
                                + " some to fail with a limit on 'failed'.");
        assertThat(test.limits().getFirst().limit().place()).hasToString("thresholds.yaml:20:9");
    }

    @ParameterizedTest
    @CsvSource({
        // The mean of 39 values of 10 ms and one of 0 is 9.75 ms, that of ttft 19.5 ms.
        "tpot.mean,      max, 9.74, FAIL",
        "tpot.mean,      max, 9.76, UNMEASURED",
        "ttft.mean,      max, 19.4, FAIL",
        "ttft.mean,      max, 19.6, UNMEASURED",
        // Nothing bounds how fast a missing one could have been.
        "decode-tps.mean, min, 101, UNMEASURED",
        // Of 39 values of 20 ms and one of 0 every usual quantile is 20 ms.
        "ttft.p90,       max, 19.9, FAIL",
        "ttft.p50,       max, 20.0, UNMEASURED",
        // No other value takes the largest away, nor the smallest of a rate.
        "ttft.max,       max, 19.9, FAIL",
        "ttft.max,       max, 20.0, UNMEASURED",
        "decode-tps.min, min, 100.1, FAIL",
        "ttft.min,       max, 19.9, UNMEASURED",
        "ttft.sd,        max, 1,    UNMEASURED",
        // 39 gaps pairs of 10 ms, and 3 of the missing one at most: 780 / 81.
        "itl.mean,       max, 9.62, FAIL",
        "itl.mean,       max, 9.64, UNMEASURED",
        // 40 requests in the 79 ms of the run are 506.3/s, 120 tokens 1518.99 tok/s.
        "qps,            min, 506.4, FAIL",
        "qps,            min, 506.3, UNMEASURED",
        "output-tps,     min, 1519, FAIL",
        "output-tps,     min, 1518, UNMEASURED",
    })
    void failsALimitOnlyWhereNothingThatIsMissingCouldKeepIt(String figure, String end, double value, String verdict) {
        assertThat(words(judge(1, limit(figure, end, value)))).containsExactly("FAIL", verdict);
    }

    /** A request that failed after a second may have held the run up for a second. */
    @Test
    void countsTheTimeThatAFailedRequestTookForNothing() {
        var traces = withFailures(0, OVERLOADED);
        traces.set(
                39,
                new Trace(
                        "c4-40",
                        false,
                        Traces.NO_REQUEST,
                        40_000_000,
                        40_000_000,
                        0,
                        null,
                        traces.getFirst().reads(),
                        traces.getFirst().body(),
                        1_040_000_000,
                        OVERLOADED));

        // 40 in the 1,039 ms from the first send to the last end are 38.5/s; in the 39 ms of these that it did not
        // take, 1025.6/s.
        assertThat(words(judge(traces, limit("qps", "min", 1025)))).containsExactly("FAIL", "UNMEASURED");
        assertThat(words(judge(traces, limit("qps", "min", 1026)))).containsExactly("FAIL", "FAIL");
    }

    @Test
    void passesWithAsManyFailuresAsTheFileAllows() {
        var test = judge(2, failed(2), limit("tpot.mean", "max", 10));

        assertThat(test.verdict()).isEqualTo(new Pass());
        assertThat(test.limits())
                .extracting(LimitVerdict::sentence)
                .containsExactly(
                        "failed 2 of 40: 2 × HTTP_ERROR (c4-11: 503 overloaded), allowed at most 2, n=40",
                        "tpot.mean 10.000 ms without 2 failed requests, allowed at most 10.0, n=38");
    }

    @Test
    void countsAShareOfFailures() {
        var five = max("failed-share", 0.05, Unit.SHARE, "5 %");

        assertThat(words(judge(2, five, limit("tpot.mean", "max", 10)))).containsExactly("PASS", "PASS");
        assertThat(words(judge(3, five, limit("tpot.mean", "max", 10)))).containsExactly("FAIL", "UNMEASURED");
        assertThat(judge(3, five).limits().getFirst().sentence())
                .isEqualTo(
                        "failed-share 7.5 % of 40: 3 × HTTP_ERROR (c4-11: 503 overloaded), allowed at most 5 %, n=40");
    }

    /** p50 of 40 passes with at most 14 beyond it, p90 with at most 0. */
    @Test
    void countsAnAllowedFailureAsBeyondEveryLimitOnAQuantile() {
        var p50 = limit("ttft.p50", "max", 25);
        var p90 = limit("ttft.p90", "max", 25);

        assertThat(judge(14, failed(20), p50).limits().getLast().sentence())
                .isEqualTo(
                        "ttft.p50 20.000 ms (proven at most 20.000 ms at 95 %) with 14 failed requests as beyond the limit, allowed at most 25.0, n=40");
        assertThat(words(judge(15, failed(20), p50))).containsExactly("PASS", "INCONCLUSIVE");
        assertThat(words(judge(20, failed(20), p50))).containsExactly("PASS", "FAIL");
        assertThat(words(judge(1, failed(1), p90))).containsExactly("PASS", "INCONCLUSIVE");
        assertThat(words(judge(4, failed(4), p90))).containsExactly("PASS", "FAIL");
    }

    @Test
    void countsAnAllowedFailureAsBelowALimitThatAQuantileMustReach() {
        assertThat(words(judge(14, failed(20), limit("decode-tps.p50", "min", 90))))
                .containsExactly("PASS", "PASS");
        assertThat(words(judge(15, failed(20), limit("decode-tps.p50", "min", 90))))
                .containsExactly("PASS", "INCONCLUSIVE");
    }

    /** 38 of 40 in 79 ms are 481.0/s. */
    @Test
    void countsNoFailureInGoodput() {
        var loadTest = Plans.withObjectives(Plans.loadTest(40, 3, failed(2), limit("goodput", "min", 481.1)));
        var test = Judge.judge(Plans.planned(loadTest), Plans.recording(withFailures(2, OVERLOADED)));

        assertThat(test.limits().getLast().sentence()).isEqualTo("goodput 481.013/s, allowed at least 481.1, n=38");
        assertThat(words(test)).containsExactly("PASS", "FAIL");
    }

    @ParameterizedTest
    @CsvSource({"500, FAIL", "502, FAIL", "503, FAIL", "429, FAIL", "400, UNMEASURED", "404, UNMEASURED"})
    void knowsByTheStatusWhoseFaultItIs(int status, String verdict) {
        var test = judge(withFailures(1, new Ending.HttpError(status, "no")), limit("tpot.mean", "max", 10));

        assertThat(test.verdict().word()).isEqualTo(verdict);
    }

    @Test
    void countsWhatTheStreamSaysAsTheServersFailure() {
        assertThat(judge(withFailures(1, new Ending.StreamError("out of memory")), limit("tpot.mean", "max", 10))
                        .headline())
                .startsWith("FAIL smollm2-135m c4: failed 1 of 40: 1 × STREAM_ERROR (c4-11: out of memory), allowed");
    }

    @Test
    void leavesALoadTestUnmeasuredWhereTheNetworkMayBeAtFault() {
        var endings = List.<Ending>of(
                new Ending.Truncated("cut"),
                new Ending.Timeout(Ending.Deadline.GAP, "late"),
                new Ending.ConnectFailed("refused"));

        assertThat(endings)
                .allSatisfy(ending -> assertThat(judge(withFailures(1, ending), failed(5), limit("ttft.mean", "max", 1))
                                .verdict()
                                .word())
                        .isEqualTo("UNMEASURED"));
    }

    /** What was cut may have failed too: it takes no failure away. */
    @Test
    void failsForWhatTheServerFailedBesideWhatWasCut() {
        var traces = withFailures(1, OVERLOADED);
        traces.set(
                30,
                Traces.trace("c4-31")
                        .sentAt(31)
                        .ending(new Ending.Truncated("cut"))
                        .build());

        var test = judge(traces, limit("ttft.mean", "max", 1));

        assertThat(test.headline())
                .startsWith(
                        "FAIL smollm2-135m c4: failed 1 of 40: 1 × HTTP_ERROR (c4-11: 503 overloaded), allowed at most 0");
        assertThat(words(test)).containsExactly("FAIL", "UNMEASURED");
    }

    /** The fourth failure of ten would be the one too many: after it no more were sent. */
    @Test
    void failsATestThatWasGivenUpForFailures() {
        var traces = withFailures(4, OVERLOADED).subList(0, 14);

        var test = judge(traces, failed(1), limit("tpot.mean", "max", 2.4), limit("tpot.mean", "max", 2.6));

        assertThat(test.headline())
                .isEqualTo(
                        "FAIL smollm2-135m c4: failed 4 of 14: 4 × HTTP_ERROR (c4-11: 503 overloaded), allowed at most 1,"
                                + " n=14 (1 more limit missed) (recorded 2026-11-21)");
        // 10 values of 10 ms, and 30 that are missing: 2.5 ms.
        assertThat(words(test)).containsExactly("FAIL", "FAIL", "UNMEASURED");
        assertThat(test.limits().getLast().sentence()).contains("since 30 of 40 requests are missing.");
    }

    @Test
    void leavesATestUnmeasuredThatWasCutShortForNoFailure() {
        assertThat(judge(withFailures(0, OVERLOADED).subList(0, 30), limit("ttft.mean", "max", 1))
                        .verdict()
                        .word())
                .isEqualTo("UNMEASURED");
    }

    /** Nothing was measured, and not by the gate's fault. */
    @Test
    void failsWhereTheServerFailedEveryRequestThatWasToWarmIt() {
        var warmups = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> Traces.trace("c4-w" + i)
                        .warmup()
                        .sentAt(i)
                        .ending(OVERLOADED)
                        .build())
                .toList();

        assertThat(judge(warmups, limit("ttft.mean", "max", 1)).headline())
                .isEqualTo(
                        "FAIL smollm2-135m c4: failed 3 of 3: 3 × HTTP_ERROR (c4-w1: 503 overloaded), allowed at most 0,"
                                + " n=3 (recorded 2026-11-21)");
    }

    @Test
    void leavesAnEvalsetUnmeasured() {
        var test = Judge.judge(
                Plans.planned(Plans.accuracy(1, min("accuracy", 0.5, Unit.SHARE, "50 %"))),
                Plans.recording(List.of(
                        Traces.trace("first_light_v1-q-1").ending(OVERLOADED).build())));

        assertThat(test.verdict().word()).isEqualTo("UNMEASURED");
    }
}
