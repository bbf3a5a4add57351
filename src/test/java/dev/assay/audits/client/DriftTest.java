package dev.assay.audits.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One request after the other, of three tokens each. The first and the last do not belong to the steady window. */
class DriftTest {
    private static final double TPOT = 10;

    private static TestSpec.LoadTest loadTest(List<Trace> traces) {
        return Plans.throttled(Plans.loadTest(traces.size(), 3), 1, 1);
    }

    private static Optional<Finding> slowing(List<Trace> traces) {
        return Drift.slowing(loadTest(traces), Plans.recording(traces));
    }

    private static Optional<Finding> quickening(List<Trace> traces) {
        return Drift.quickening(loadTest(traces), Plans.recording(traces));
    }

    /** Returns requests with these ttft, and one before and one after them. */
    private static List<Trace> ttft(DoubleStream millis) {
        return requests(millis.toArray(), DoubleStream.generate(() -> TPOT));
    }

    private static List<Trace> requests(double[] ttft, DoubleStream tpot) {
        var gaps = tpot.limit(ttft.length).toArray();
        var traces = new ArrayList<Trace>();
        traces.add(Traces.whole("c4-first", 0, 500, TPOT, 3));
        for (var i = 0; i < ttft.length; i++) {
            traces.add(Traces.whole("c4-" + i, 1000 * (i + 1), ttft[i], gaps[i], 3));
        }
        traces.add(Traces.whole("c4-last", 1000 * (ttft.length + 1), 500, TPOT, 3));
        return traces;
    }

    private static DoubleStream rising(double first, int count) {
        return IntStream.range(0, count).mapToDouble(i -> first + i);
    }

    private static Finding invalid(String text) {
        return new Finding("steady", Severity.INVALID, text);
    }

    private static Optional<Finding> steady(int requests) {
        return Optional.of(
                new Finding("steady", Severity.SOUND, "no trend of ttft or tpot over " + requests + " requests"));
    }

    /** From 20 to 29 ms: 9 / 24.5. All ten in order: 2 / 10!. */
    @Test
    void findsAServerThatBecameSlower() {
        assertThat(slowing(ttft(rising(20, 10))))
                .contains(invalid("ttft rose by 36.7 % over 10 requests (Kendall p = 6e-07)"));
        assertThat(quickening(ttft(rising(20, 10)))).isEmpty();
    }

    @Test
    void findsAServerThatBecameFaster() {
        var falling = ttft(rising(-29, 10).map(each -> -each));

        assertThat(quickening(falling))
                .contains(invalid("ttft fell by 36.7 % over 10 requests (Kendall p = 6e-07); raise `warmup`"));
        assertThat(slowing(falling)).isEmpty();
    }

    @Test
    void namesEachFigureThatChanged() {
        var both = requests(rising(20, 10).toArray(), rising(10, 10));

        // 9 / 14.5
        assertThat(slowing(both))
                .contains(
                        invalid("ttft rose by 36.7 % over 10 requests (Kendall p = 6e-07); tpot rose by 62.1 % over 10"
                                + " requests (Kendall p = 6e-07)"));
    }

    /** 9 / 180 is 5 %; 9 / 181 is less. */
    @Test
    void findsNoChangeOfLessThanFivePercent() {
        assertThat(slowing(ttft(rising(175.5, 10))))
                .contains(invalid("ttft rose by 5.0 % over 10 requests (Kendall p = 6e-07)"));
        assertThat(slowing(ttft(rising(176.5, 10)))).isEqualTo(steady(10));
        assertThat(quickening(ttft(rising(176.5, 10)))).isEmpty();
    }

    /** Ten times as many requests as blocks: the same change, from the mean of the first ten to that of the last ten. */
    @Test
    void comparesTheMeansOfTenBlocks() {
        // The means are 24.5, 34.5 … 114.5: 90 / 69.5.
        assertThat(slowing(ttft(rising(20, 100))))
                .contains(invalid("ttft rose by 129.5 % over 100 requests (Kendall p = 6e-07)"));
        // Of fifteen, blocks of one and two in turn: 20, 21.5, 23 … 33.5, in steps of 1.5: 13.5 / 26.75.
        assertThat(slowing(ttft(rising(20, 15))))
                .contains(invalid("ttft rose by 50.5 % over 15 requests (Kendall p = 6e-07)"));
    }

    @Test
    void findsNoTrendWithoutAnOrder() {
        assertThat(slowing(ttft(DoubleStream.of(20, 29, 21, 28, 22, 27, 23, 26, 24, 25))))
                .isEqualTo(steady(10));
    }

    @Test
    void needsTenRequests() {
        assertThat(slowing(ttft(rising(20, 9)))).isEqualTo(steady(9));
    }

    /** The four of forty are all above the others: 1 of 91,390 choices. */
    @Test
    void findsASlowBeginning() {
        var slow = ttft(IntStream.range(0, 40).mapToDouble(i -> i < 4 ? 21 : 20));

        assertThat(quickening(slow))
                .contains(invalid("ttft was 5.0 % higher in the first tenth of 40 requests than after it (rank-sum p ="
                        + " 1e-05); raise `warmup`"));
        assertThat(slowing(slow)).isEmpty();
    }

    @Test
    void findsNoSlowBeginningOfLessThanFivePercentNorByChanceNorOfFewRequests() {
        assertThat(quickening(ttft(IntStream.range(0, 40).mapToDouble(i -> i < 4 ? 20.9 : 20))))
                .isEmpty();
        // One of the four is as fast as the others.
        assertThat(quickening(ttft(IntStream.range(0, 40).mapToDouble(i -> i < 3 ? 30 : 20))))
                .isEmpty();
        assertThat(quickening(ttft(IntStream.range(0, 39).mapToDouble(i -> i < 4 ? 21 : 20))))
                .isEmpty();
        assertThat(quickening(ttft(IntStream.range(0, 40).mapToDouble(i -> i < 4 ? 19 : 20))))
                .isEmpty();
    }

    /** Of twelve requests one stood still for a while, and one was cut. */
    @Test
    void leavesOutWhatAStallTouchedAndWhatIsNotComplete() {
        var traces = ttft(rising(20, 12));
        traces.set(
                5,
                Traces.trace("c4-stalled")
                        .sentAt(5000)
                        .text(5500, " a")
                        .text(5510, " b")
                        .last(5910, " c", "length")
                        .usage(256, 3)
                        .done()
                        .build());
        traces.set(8, Traces.trace("c4-cut").sentAt(8000).text(8500, " a").build());

        assertThat(slowing(traces).orElseThrow().text())
                .startsWith("ttft rose by ")
                .contains(" over 10 requests (");
    }

    @Test
    void saysWhyItDidNotLook() {
        var four = ttft(rising(20, 2));

        assertThat(Drift.slowing(Plans.throttled(Plans.loadTest(4, 3), 1, 1), Plans.recording(four)))
                .contains(new Finding(
                        "steady",
                        Severity.SOUND,
                        "not looked at: a steady window needs 5 × concurrency = 5 requests, and the run has 4"));
        assertThat(quickening(four)).isEmpty();
    }
}
