package dev.assay.gate;

import static dev.assay.testing.Plans.between;
import static dev.assay.testing.Plans.calibrate;
import static dev.assay.testing.Plans.max;
import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.figures.FigureTable;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTestLimitsTest {
    @ParameterizedTest
    @CsvSource({
        "20.000001, PASS",
        "20, PASS",
        "19.999999, FAIL",
    })
    void allowsTheMaximumItself(double limit, String verdict) {
        assertThat(judge(max("ttft.mean", limit, Unit.MILLISECONDS, "x"), table(5, 0))
                        .verdict()
                        .word())
                .isEqualTo(verdict);
    }

    @Test
    void judgesTheShareOfAFinishReason() {
        var judged = judge(max("finish.unknown", 0, Unit.SHARE, "0"), table(5, 0));

        assertThat(judged.verdict().word()).isEqualTo("PASS");
        assertThat(judged.measured()).isEqualTo("0.0 %");
        assertThat(judge(max("finish.length", 0.5, Unit.SHARE, "50 %"), table(5, 0))
                        .measured())
                .isEqualTo("100.0 %");
    }

    @ParameterizedTest
    @CsvSource({
        "19.999999, PASS",
        "20, PASS",
        "20.000001, FAIL",
    })
    void allowsTheMinimumItself(double limit, String verdict) {
        assertThat(judge(min("ttft.mean", limit, Unit.MILLISECONDS, "x"), table(5, 0))
                        .verdict()
                        .word())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"20, 20, PASS", "19, 20, PASS", "20, 21, PASS", "21, 22, FAIL", "18, 19, FAIL"})
    void allowsBothEndsOfBetween(double low, double high, String verdict) {
        var limit = between("ttft.mean", low, high, Unit.MILLISECONDS, "x", "y");

        assertThat(judge(limit, table(5, 0)).verdict().word()).isEqualTo(verdict);
    }

    /** No request lies below 20 ms. */
    @ParameterizedTest
    @CsvSource({"20, PASS", "20.000001, FAIL"})
    void allowsTheMinimumOfAQuantileItself(double limit, String verdict) {
        assertThat(judge(min("ttft.p50", limit, Unit.MILLISECONDS, "x"), table(5, 0))
                        .verdict()
                        .word())
                .isEqualTo(verdict);
    }

    /** DESIGN §13 and scipy 1.17.1: binom.cdf(over, n, 1 - p) <= 0.05. Requests over the limit have 30 ms, the others 20 ms. */
    @ParameterizedTest
    @CsvSource({
        "p99, 299, 0, PASS", "p99, 298, 0, INCONCLUSIVE", "p99, 473, 1, PASS", "p99, 472, 1, INCONCLUSIVE",
        "p99, 628, 2, PASS", "p99, 1049, 5, PASS", "p99, 1048, 5, INCONCLUSIVE", "p95, 59, 0, PASS",
        "p95, 58, 0, INCONCLUSIVE", "p90, 29, 0, PASS", "p90, 28, 0, INCONCLUSIVE", "p50, 5, 0, PASS",
        "p50, 4, 0, INCONCLUSIVE", "p90, 40, 5, FAIL", "p50, 10, 5, FAIL", "p99, 299, 4, FAIL"
    })
    void provesAQuantileByTheRequestsOverTheLimit(String quantile, int requests, int over, String verdict) {
        var limit = max("ttft." + quantile, 21, Unit.MILLISECONDS, "21 ms");

        assertThat(judge(limit, table(requests, over)).verdict().word()).isEqualTo(verdict);
    }

    @Test
    void saysWhatWouldProveAQuantile() {
        assertThat(judge(max("ttft.p90", 21, Unit.MILLISECONDS, "21 ms"), table(40, 2))
                        .sentence())
                .isEqualTo(
                        "ttft.p90 20.000 ms (proven at most 30.000 ms at 95 %), allowed at most 21 ms, n=40:"
                                + " 2 of 40 requests lie above the limit, at most 0"
                                + " may to be 95 % sure that it is kept. With no more than 2 there, 61 requests would prove it.");
        assertThat(judge(max("ttft.p99", 21, Unit.MILLISECONDS, "21 ms"), table(40, 0))
                        .sentence())
                .isEqualTo("ttft.p99 20.000 ms (not bounded at 95 %), allowed at most 21 ms, n=40: 0 of 40"
                        + " requests lie above the limit, too few"
                        + " for a proof to be 95 % sure that it is kept. With no more than 0 there, 299 requests would"
                        + " prove it.");
    }

    /** Of five requests with gaps of 10, 10 and 30 ms none has a median over the limit; 30, 30 and 30 ms have. */
    @Test
    void countsRequestsAndNotTheirGaps() {
        var limit = max("itl.p50", 11, Unit.MILLISECONDS, "11 ms");
        var kept = IntStream.range(0, 5).mapToObj(i -> gaps(10, 10, 30)).toList();
        var slow = new ArrayList<>(kept.subList(0, 4));
        slow.add(gaps(30, 30, 30));

        assertThat(judge(limit, FigureTable.of(kept)).verdict().word()).isEqualTo("PASS");
        assertThat(judge(limit, FigureTable.of(slow)).sentence())
                .isEqualTo(
                        "itl.p50 10.000 ms (proven at most 30.000 ms at 95 %), allowed at most 11 ms, n=15: 1 of 5 requests lie above the limit, at most 0"
                                + " may to be 95 % sure that it is kept. With no more than 1 there, 8 requests would prove it.");
    }

    private static Trace gaps(double... gaps) {
        var trace = Traces.trace("a").text(20, " a");
        var millis = 20.0;
        for (var gap : gaps) {
            millis += gap;
            trace.text(millis, " b");
        }
        return trace.last(millis, "", "length").usage(256, 4).done().build();
    }

    /** A lower limit on a median looks at the requests below it: scipy binom.cdf(2, 10, .5) = 0.055, cdf(1, 10, .5) = 0.011. */
    @ParameterizedTest
    @CsvSource({"9, PASS", "8, INCONCLUSIVE", "6, INCONCLUSIVE", "4, FAIL"})
    void provesALowerLimitByTheRequestsUnderIt(int above, String verdict) {
        var limit = min("ttft.p50", 29, Unit.MILLISECONDS, "29 ms");

        assertThat(judge(limit, table(10, above)).verdict().word()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"ttft.mean, 5", "ttft.p90, 5", "ttft.p90, 500", "qps, 5"})
    void leavesOpenWhatIsYetToBeCalibrated(String figure, int requests) {
        var verdict = judge(calibrate(figure), table(requests, 0));

        assertThat(verdict.sentence())
                .matches("\\Q" + figure
                        + "\\E [0-9.]+( ms|/s)( \\(95 % interval 20.000 ms or more\\))?, to calibrate, n=" + requests
                        + ": there is no limit yet to compare it with\\. Let -Dassay\\.calibrate=5 compute one"
                        + " \\(docs/thresholds\\.md\\)\\.");
        assertThat(verdict.verdict().word()).isEqualTo("INCONCLUSIVE");
    }

    /** binom.cdf(4, 5, 0.9) = 41 %: of five requests none lies above their p90 for sure. */
    @Test
    void showsTheIntervalOfAQuantileThatIsYetToBeCalibrated() {
        assertThat(judge(calibrate("ttft.p90"), table(5, 0)).measured())
                .isEqualTo("20.000 ms (95 % interval 20.000 ms or more)");
    }

    @Test
    void saysOnWhichSideRequestsLie() {
        assertThat(judge(min("ttft.p50", 29, Unit.MILLISECONDS, "29 ms"), table(10, 8))
                        .sentence())
                .isEqualTo(
                        "ttft.p50 30.000 ms (proven at least 20.000 ms at 95 %), allowed at least 29 ms, n=10:"
                                + " 2 of 10 requests lie below the limit, at most 1"
                                + " may to be 95 % sure that it is kept. With no more than 2 there, 11 requests would prove it.");
    }

    @Test
    void provesBothSidesOfBetween() {
        assertThat(judge(between("ttft.p50", 19, 21, Unit.MILLISECONDS, "19 ms", "21 ms"), table(10, 0))
                        .verdict()
                        .word())
                .isEqualTo("PASS");
        assertThat(judge(between("ttft.p50", 19, 21, Unit.MILLISECONDS, "19 ms", "21 ms"), table(10, 2))
                        .verdict()
                        .word())
                .isEqualTo("INCONCLUSIVE");
        assertThat(judge(between("ttft.p50", 29, 31, Unit.MILLISECONDS, "29 ms", "31 ms"), table(10, 8))
                        .verdict()
                        .word())
                .isEqualTo("INCONCLUSIVE");
    }

    /** 1 request in 3337.5 ms is 0.29962546… a second; its last token came 7.5 ms after the first. */
    @Test
    void showsAsManyDecimalsAsTheVerdictNeeds() {
        var table = FigureTable.of(List.of(Traces.whole("a", 0, 3330, 7.5, 2)));

        assertThat(judge(min("qps", 0.3, Unit.PER_SECOND, "0.30/s"), table).sentence())
                .isEqualTo("qps 0.2996/s, allowed at least 0.30/s, n=1");
        assertThat(judge(min("qps", 0.29962545, Unit.PER_SECOND, "0.29962545/s"), table)
                        .sentence())
                .isEqualTo("qps 0.300/s, allowed at least 0.29962545/s, n=1");
        assertThat(judge(max("e2e.mean", 3337.49999, Unit.MILLISECONDS, "3337.49999 ms"), table)
                        .sentence())
                .isEqualTo("e2e.mean 3337.500 ms, allowed at most 3337.49999 ms, n=1");
        assertThat(judge(max("tpot.mean", 7.4999, Unit.MILLISECONDS, "7.4999 ms"), table)
                        .sentence())
                .isEqualTo("tpot.mean 7.500 ms, allowed at most 7.4999 ms, n=1");
    }

    @Test
    void neverPassesAZeroThatNoServerCanReach() {
        var table = FigureTable.of(List.of(Traces.whole("a", 0, 0, 10, 3)));

        assertThat(judge(max("ttft.mean", 40, Unit.MILLISECONDS, "40 ms"), table)
                        .sentence())
                .isEqualTo(
                        "ttft.mean 0.000 ms, allowed at most 40 ms, n=1: 1 of 1 requests have it at zero, which no server"
                                + " can do. Something between server and client holds answers back, such as a buffering proxy.");
        assertThat(judge(max("client-wait.max", 1, Unit.MILLISECONDS, "1 ms"), table)
                        .verdict()
                        .word())
                .isEqualTo("PASS");
    }

    @Test
    void measuresNoTimePerTokenOfAnswersThatCameInOneRead() {
        var table = FigureTable.of(List.of(Traces.whole("a", 0, 20, 0, 3)));

        assertThat(judge(max("tpot.mean", 40, Unit.MILLISECONDS, "40 ms"), table)
                        .sentence())
                .isEqualTo(
                        "tpot.mean has no value, allowed at most 40 ms, n=0: in 1 complete answer it was not seen: one read"
                                + " brought all output, or nothing counts the tokens that the first read brought. Something between"
                                + " server and client holds answers back, such as a buffering proxy.");
    }

    private static LimitVerdict judge(Limit limit, FigureTable table) {
        return Believed.limit(limit, table);
    }

    /** Returns the figures of so many requests with a ttft of 20 ms, of which {@code over} have 30 ms. */
    private static FigureTable table(int requests, int over) {
        return FigureTable.of(IntStream.range(0, requests)
                .mapToObj(i -> Traces.whole("c4-" + i, 0, i < over ? 30 : 20, 10, 2))
                .toList());
    }
}
