package dev.assay.gate.outlook;

import static dev.assay.testing.Plans.between;
import static dev.assay.testing.Plans.calibrate;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.Judge;
import dev.assay.gate.results.TestVerdict;
import dev.assay.input.Problem;
import dev.assay.plan.limits.LimitOrigin;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The chances are SciPy 1.17.1's: binom.cdf(5, 10, 7.5/11); of quantiles binom.sf with the share q(x, limit) that KernelDensityTailTest knows, with
 * {@code l = np.log(x); h = max(.015, (len(x)*.75)**-.2 * np.std(l, ddof=1)); q = norm.cdf((l - np.log(limit)) / h).mean()}.
 */
class NoisyLimitsTest {
    @Test
    void warnOfAnAccuracyThatTheNextRunMayMiss() {
        assertThat(ofSevenOfTen(min("accuracy", 0.6, Unit.SHARE, "6/10")))
                .containsExactly(
                        "thresholds.yaml:31:9: 'accuracy' at least 6/10 will flake: at 7/10 with each answer drawn"
                                + " anew, chance alone misses it in 18.3 % of runs. Leave more room, or ask more questions.");
    }

    /** binom.cdf(3, 10, 7.5/11) = 1.5 %, binom.cdf(4, 10, 7.5/11) = 6.2 %. */
    @Test
    void sayNothingWhereOneRunInTwentyIsMissed() {
        assertThat(ofSevenOfTen(min("accuracy", 0.4, Unit.SHARE, "4/10"))).isEmpty();
        assertThat(ofSevenOfTen(min("accuracy", 0.5, Unit.SHARE, "5/10"))).hasSize(1);
    }

    /** binom.sf(1, 10, 0.5/11) = 7.3 %: none in ten is no proof that there is never any. */
    @Test
    void warnOfAShareThatDidNotOccur() {
        assertThat(ofSevenOfTen(max("empty", 0.1, Unit.SHARE, "1/10")))
                .containsExactly(
                        "thresholds.yaml:30:9: 'empty' at most 1/10 will flake: at 0/10 with each answer drawn anew, chance"
                                + " alone misses it in 7.3 % of runs. Leave more room, or ask more questions.");
    }

    /** binom.cdf(8, 10, 10.5/11): one wrong answer of ten is allowed, and 1 - 0.9 is less than a tenth in doubles. */
    @Test
    void warnOfALimitThatAllowsOneWrongAnswer() {
        assertThat(ofTen(10, min("accuracy", 0.9, Unit.SHARE, "9/10")))
                .containsExactly(
                        "thresholds.yaml:31:9: 'accuracy' at least 9/10 will flake: at 10/10 with each answer drawn anew,"
                                + " chance alone misses it in 7.3 % of runs. Leave more room, or ask more questions.");
        assertThat(ofTen(10, min("accuracy", 0.91, Unit.SHARE, "91 %"))).isEmpty();
    }

    /** t.sf((45.8 - 44.1) / (0.43 sqrt(1 + 1/5)), 4) is 1.13 %, and the file allows 1 %. */
    @Test
    void sayWhatTheRunsSayThatALimitWasComputedFrom() {
        var from = new LimitOrigin.Runs(44.1, 0.43, List.of(), 5, 0.01, LocalDate.of(2026, 11, 29), Optional.empty());

        assertThat(of(loadTest(46, 0), Plans.from(max("tpot.mean", 45.8, Unit.MILLISECONDS, "45.8 ms"), from)))
                .containsExactly(
                        "thresholds.yaml:30:9: 'tpot.mean' at most 45.8 ms will flake: slack of 4.0 sd, from 5 runs: fails"
                                + " by chance in 1 of 89, and at most 1 of 100 is meant. Leave more room, or compute it again"
                                + " with -Dassay.calibrate.");
    }

    /** Who allows none wants to hear of each. */
    @Test
    void sayNothingOfALimitThatAllowsNone() {
        assertThat(ofSevenOfTen(max("empty", 0, Unit.SHARE, "0"))).isEmpty();
    }

    @Test
    void sayNothingOfALimitThatIsMissedOrOnlyTold() {
        var six = min("accuracy", 0.6, Unit.SHARE, "6/10");

        assertThat(ofSevenOfTen(min("accuracy", 0.8, Unit.SHARE, "8/10"))).isEmpty();
        assertThat(ofSevenOfTen(new Limit(six.figure(), six.bound(), false, false, six.place())))
                .isEmpty();
    }

    private static List<String> ofSevenOfTen(Limit limit) {
        return ofTen(7, limit);
    }

    private static List<String> ofTen(int right, Limit limit) {
        var traces = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> Traces.trace("first_light_v1-q-" + i)
                        .says(2, i <= right ? "42" : "41")
                        .finish(3, "stop")
                        .usage(30, 2)
                        .done()
                        .build())
                .toList();
        return warnings(Judge.judge(Plans.planned(Plans.accuracy(10, limit)), Plans.recording(traces)));
    }

    @Test
    void warnOfAQuantileThatOneMoreSlowRequestWouldLeaveOpen() {
        assertThat(of(loadTest(46, 1), max("ttft.p90", 25, Unit.MILLISECONDS, "25 ms")))
                .containsExactly(
                        "thresholds.yaml:30:9: 'ttft.p90' at most 25 ms will flake: with 1 of 46 requests above it, where"
                                + " at most 1 may lie, and the largest is 120.0 % of it, chance alone misses it in 26.4 % of runs. Leave more room, or send"
                                + " more requests.");
    }

    @Test
    void warnOfEitherEndOfAQuantile() {
        var message =
                " will flake: with 14 of 40 requests below it, where at most 14 may lie, and the smallest is 80.0 % of it, chance"
                        + " alone misses it in 51.9 % of runs. Leave more room, or send more requests.";

        assertThat(of(loadTest(40, 26), min("ttft.p50", 25, Unit.MILLISECONDS, "25 ms")))
                .containsExactly("thresholds.yaml:31:9: 'ttft.p50' at least 25 ms" + message);
        assertThat(of(loadTest(40, 26), between("ttft.p50", 25, 35, Unit.MILLISECONDS, "25 ms", "35 ms")))
                .containsExactly("thresholds.yaml:32:9: 'ttft.p50' between 25 ms and 35 ms" + message);
    }

    /** Four requests of 20 ms and one of 20.5 ms: a limit on the p50 of five is one on the smallest. binom.sf(0, 5, 0.40997279050343727) = 92.8 %. */
    @Test
    void countNoRequestThatIsAtTheLimitAsBelowIt() {
        var five = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> Traces.whole("c4-" + i, i, i == 5 ? 20.5 : 20, 10, 3))
                .toList();

        assertThat(of(five, min("ttft.p50", 20, Unit.MILLISECONDS, "20 ms")))
                .containsExactly(
                        "thresholds.yaml:31:9: 'ttft.p50' at least 20 ms will flake: with 0 of 5 requests below it, where at"
                                + " most 0 may lie, and the smallest is 100.0 % of it, chance alone misses it in 92.8 % of runs."
                                + " Leave more room, or send more requests.");
    }

    /** Of 38 answers 12 took 30 ms: q = 0.31365247625099163. With both failed requests binom.sf(14, 40, (38 q + 2) / 40) = 41.7 %. */
    @Test
    void countFailedRequestsAsBeyondEachLimit() {
        var traces = new ArrayList<>(loadTest(40, 12));
        for (var i : List.of(20, 21)) {
            traces.set(
                    i,
                    Traces.trace("c4-" + (i + 1))
                            .sentAt(i + 1)
                            .ending(new Ending.HttpError(503, "overloaded"))
                            .build());
        }
        var test = Plans.loadTest(
                40, 3, max("failed", 5, Unit.COUNT, "5"), max("ttft.p50", 25, Unit.MILLISECONDS, "25 ms"));

        assertThat(warnings(Judge.judge(Plans.planned(test), Plans.recording(traces))))
                .containsExactly(
                        "thresholds.yaml:30:9: 'ttft.p50' at most 25 ms will flake: with 14 of 40 requests above it, where at"
                                + " most 14 may lie, and the largest is 120.0 % of it, chance alone misses it in 41.7 % of runs."
                                + " Leave more room, or send more requests.");
    }

    @Test
    void sayNothingOfAQuantileThatNoRequestCameNear() {
        assertThat(of(loadTest(46, 0), max("ttft.p90", 25, Unit.MILLISECONDS, "25 ms")))
                .isEmpty();
    }

    /** 39 requests of 20 ms and one of 30 ms: a limit on the p90 of 40 is one on the largest. binom.sf(0, 40, 0.006774508371206462) = 23.8 %. */
    @Test
    void warnOfALimitJustAboveTheLargestOfTooFewRequests() {
        assertThat(of(loadTest(40, 1), max("ttft.p90", 30.6, Unit.MILLISECONDS, "30.6 ms")))
                .containsExactly(
                        "thresholds.yaml:30:9: 'ttft.p90' at most 30.6 ms will flake: with 0 of 40 requests above it, where at"
                                + " most 0 may lie, and the largest is 98.0 % of it, chance alone misses it in 23.8 % of runs."
                                + " Leave more room, or send more requests.");
        assertThat(of(loadTest(29, 0), max("ttft.p90", 20.4, Unit.MILLISECONDS, "20.4 ms")))
                .hasSize(1);
        assertThat(of(loadTest(45, 20), max("ttft.p90", 30.6, Unit.MILLISECONDS, "30.6 ms")))
                .hasSize(1);
    }

    /** However the values are spread: of 20 ms, and one of 200 ms. */
    @Test
    void sayNothingOfALimitAtTwiceTheLargest() {
        var wide = new ArrayList<>(loadTest(40, 0));
        wide.set(0, Traces.whole("c4-1", 1, 200, 10, 3));

        assertThat(of(loadTest(40, 1), max("ttft.p90", 60, Unit.MILLISECONDS, "60 ms")))
                .isEmpty();
        assertThat(of(wide, max("ttft.p90", 400, Unit.MILLISECONDS, "400 ms"))).isEmpty();
        assertThat(of(wide, max("ttft.p90", 204, Unit.MILLISECONDS, "204 ms"))).hasSize(1);
        // By the density alone chance would miss it in 91.6 % of runs, and in 51.9 % half of the smallest.
        assertThat(of(half(40), max("ttft.p90", 400, Unit.MILLISECONDS, "400 ms")))
                .isEmpty();
        assertThat(of(half(40), max("ttft.p90", 399, Unit.MILLISECONDS, "399 ms")))
                .hasSize(1);
        assertThat(of(half(6), min("ttft.p50", 10, Unit.MILLISECONDS, "10 ms"))).isEmpty();
        assertThat(of(half(6), min("ttft.p50", 10.1, Unit.MILLISECONDS, "10.1 ms")))
                .hasSize(1);
    }

    /** Half of the requests take 20 ms, and half 200 ms. */
    private static List<Trace> half(int requests) {
        return IntStream.rangeClosed(1, requests)
                .mapToObj(i -> Traces.whole("c4-" + i, i, 2 * i > requests ? 200 : 20, 10, 3))
                .toList();
    }

    @Test
    void sayNothingOfAQuantileThatMayStayOpen() {
        var p90 = max("ttft.p90", 25, Unit.MILLISECONDS, "25 ms");

        assertThat(of(loadTest(46, 1), new Limit(p90.figure(), p90.bound(), true, true, p90.place())))
                .isEmpty();
    }

    /** What it moves by from run to run is not known. */
    @Test
    void sayNothingOfAMean() {
        assertThat(of(loadTest(46, 1), max("ttft.mean", 20.3, Unit.MILLISECONDS, "20.3 ms")))
                .isEmpty();
    }

    @Test
    void sayNothingOfALimitThatIsYetToBeSet() {
        assertThat(of(loadTest(46, 1), calibrate("ttft.p90"))).isEmpty();
        assertThat(ofSevenOfTen(calibrate("accuracy"))).isEmpty();
    }

    @Test
    void sayNothingOfATestThatWasNotRun() {
        var planned = Plans.planned(Plans.loadTest(40, 3));

        assertThat(NoisyLimits.of(new TestVerdict.NotRun(planned, "no server", "Start it.")))
                .isEmpty();
    }

    /** Requests with a ttft of 20 ms, and so many with one of 30 ms. */
    private static List<Trace> loadTest(int requests, int slow) {
        return IntStream.rangeClosed(1, requests)
                .mapToObj(i -> Traces.whole("c4-" + i, i, i <= slow ? 30 : 20, 10, 3))
                .toList();
    }

    private static List<String> of(List<Trace> traces, Limit limit) {
        return warnings(Judge.judge(Plans.planned(Plans.loadTest(traces.size(), 3, limit)), Plans.recording(traces)));
    }

    private static List<String> warnings(TestVerdict test) {
        return NoisyLimits.of(test).stream().map(Problem::toString).toList();
    }
}
