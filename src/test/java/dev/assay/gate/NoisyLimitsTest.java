package dev.assay.gate;

import static dev.assay.testing.Plans.between;
import static dev.assay.testing.Plans.calibrate;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Problem;
import dev.assay.spec.Limit;
import dev.assay.spec.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The chances are SciPy 1.17.1's: binom.cdf(5, 10, 7/10), binom.sf(1, 46, 1/46), binom.sf(14, 40, 14/40). */
class NoisyLimitsTest {
    @Test
    void warnOfAnAccuracyThatTheNextRunMayMiss() {
        assertThat(ofSevenOfTen(min("accuracy", 0.6, Unit.SHARE, "6/10")))
                .containsExactly(
                        "thresholds.yaml:31:9: 'accuracy' at least 6/10 will flake: at 7/10 with each answer drawn"
                                + " anew, chance alone misses it in 15.0 % of runs. Leave more room, or ask more questions.");
    }

    /** binom.cdf(4, 10, 7/10) = 4.7 %. */
    @Test
    void sayNothingWhereOneRunInTwentyIsMissed() {
        assertThat(ofSevenOfTen(min("accuracy", 0.5, Unit.SHARE, "5/10"))).isEmpty();
    }

    @Test
    void sayNothingOfALimitThatIsMissedOrOnlyTold() {
        var six = min("accuracy", 0.6, Unit.SHARE, "6/10");

        assertThat(ofSevenOfTen(min("accuracy", 0.8, Unit.SHARE, "8/10"))).isEmpty();
        assertThat(ofSevenOfTen(new Limit(six.figure(), six.bound(), false, false, six.place())))
                .isEmpty();
    }

    private static List<String> ofSevenOfTen(Limit limit) {
        var traces = IntStream.rangeClosed(1, 10)
                .mapToObj(i -> Traces.trace("first_light_v1-q-" + i)
                        .says(2, i <= 7 ? "42" : "41")
                        .finish(3, "stop")
                        .usage(30, 2)
                        .done()
                        .build())
                .toList();
        return warnings(Judge.judge(Plans.planned(Plans.accuracy(10, limit)), Plans.recording(traces)));
    }

    @Test
    void warnOfAQuantileThatOneMoreSlowRequestWouldLeaveOpen() {
        assertThat(of(cell(46, 1), max("ttft.p90", 25, Unit.MILLISECONDS, "25 ms")))
                .containsExactly(
                        "thresholds.yaml:30:9: 'ttft.p90' at most 25 ms will flake: with 1 of 46 requests above it on average,"
                                + " where at most 1 may lie, chance alone misses it in 26.4 % of runs. Leave more room, or send"
                                + " more requests.");
    }

    @Test
    void warnOfEitherEndOfAQuantile() {
        var message =
                " will flake: with 14 of 40 requests below it on average, where at most 14 may lie, chance alone misses"
                        + " it in 42.8 % of runs. Leave more room, or send more requests.";

        assertThat(of(cell(40, 26), min("ttft.p50", 25, Unit.MILLISECONDS, "25 ms")))
                .containsExactly("thresholds.yaml:31:9: 'ttft.p50' at least 25 ms" + message);
        assertThat(of(cell(40, 26), between("ttft.p50", 25, 35, Unit.MILLISECONDS, "25 ms", "35 ms")))
                .containsExactly("thresholds.yaml:32:9: 'ttft.p50' between 25 ms and 35 ms" + message);
    }

    @Test
    void sayNothingOfAQuantileThatNoRequestCameNear() {
        assertThat(of(cell(46, 0), max("ttft.p90", 25, Unit.MILLISECONDS, "25 ms")))
                .isEmpty();
    }

    @Test
    void sayNothingOfAQuantileThatMayStayOpen() {
        var p90 = max("ttft.p90", 25, Unit.MILLISECONDS, "25 ms");

        assertThat(of(cell(46, 1), new Limit(p90.figure(), p90.bound(), true, true, p90.place())))
                .isEmpty();
    }

    /** What it moves by from run to run is not known. */
    @Test
    void sayNothingOfAMean() {
        assertThat(of(cell(46, 1), max("ttft.mean", 20.3, Unit.MILLISECONDS, "20.3 ms")))
                .isEmpty();
    }

    @Test
    void sayNothingOfALimitThatIsYetToBeSet() {
        assertThat(of(cell(46, 1), calibrate("ttft.p90"))).isEmpty();
        assertThat(ofSevenOfTen(calibrate("accuracy"))).isEmpty();
    }

    @Test
    void sayNothingOfARowThatWasNotRun() {
        var planned = Plans.planned(Plans.cell(40, 3));

        assertThat(NoisyLimits.of(new RowVerdict.NotRun(planned, "no server", "Start it.")))
                .isEmpty();
    }

    /** Requests with a ttft of 20 ms, and so many with one of 30 ms. */
    private static List<Trace> cell(int requests, int slow) {
        return IntStream.rangeClosed(1, requests)
                .mapToObj(i -> Traces.whole("c4-" + i, i, i <= slow ? 30 : 20, 10, 3))
                .toList();
    }

    private static List<String> of(List<Trace> traces, Limit limit) {
        return warnings(Judge.judge(Plans.planned(Plans.cell(traces.size(), 3, limit)), Plans.recording(traces)));
    }

    private static List<String> warnings(RowVerdict row) {
        return NoisyLimits.of(row).stream().map(Problem::toString).toList();
    }
}
