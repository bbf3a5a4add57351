package dev.assay.figures;

import static dev.assay.testing.Figures.named;
import static dev.assay.testing.GpuRecords.gpu;
import static dev.assay.testing.GpuRecords.sample;
import static dev.assay.testing.Plans.max;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.figures.Figure.Measured;
import dev.assay.plan.deployments.Price;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.RequestedTokens;
import dev.assay.stats.Uncertainty;
import dev.assay.testing.GpuRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three whole answers of three tokens, with a ttft of 20 ms and two gaps of 10 ms, from 0 to 60 ms; the server failed a fourth request in the 10 ms from
 * 5 to 15 ms. Values worked out by hand; the arithmetic stands beside them.
 */
class MissingRequestsTest {
    private static final List<Trace> FOUR = List.of(
            Traces.whole("a", 0, 20, 10, 3),
            Traces.whole("b", 10, 20, 10, 3),
            Traces.whole("c", 20, 20, 10, 3),
            failed("d", 5, 15));

    private static Trace failed(String id, double sent, double ended) {
        return Traces.trace(id)
                .sentAt(sent)
                .text(ended, " x")
                .ending(new Ending.StreamError("out of memory"))
                .build();
    }

    private static FigureTable table(TestSpec.LoadTest loadTest, List<Trace> traces) {
        return FigureTable.of(
                loadTest,
                Plans.recording(traces),
                new PowerAndPrice(
                        GpuRecords.of(gpu(0, sample(0.03, 360.0, 0L))), new Price(new BigDecimal("3.60"), "EUR")));
    }

    private static FigureTable table() {
        return table(Plans.withObjectives(Plans.loadTest(4, 3)), FOUR);
    }

    private static Uncertainty of(FigureTable table, String figure) {
        return table.ofMissing((Measured) table.get(named(figure)));
    }

    @ParameterizedTest
    @CsvSource({
        // 3 in 60 ms are 50/s; 4 in the 50 ms without the failed one are 80/s.
        "qps, 30",
        "goodput, 30",
        // 9 tokens in 60 ms are 150/s; 12 in 50 ms are 240/s.
        "output-tps, 90",
        // 3 × 256 tokens in the 3 × 20 ms are 12,800/s; 4 × 256 in as long are 17,066.67/s.
        "prompt-tps, 4266.666667",
        // The smallest of some values is not larger with another one.
        "decode-tps.min, 0",
        "decode-tps.p50, 0",
    })
    void mayHaveMadeAFigureOfMoreLarger(String figure, double above) {
        assertThat(of(table(), figure).below()).isInfinite();
        assertThat(of(table(), figure).above()).isCloseTo(above, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        // 360 W for 60 ms are 0.006 Wh, and for 50 ms 0.005 Wh.
        "energy, 0.001",
        // 0.006 Wh for 9 tokens are 666.667 Wh a million, and 0.005 Wh for 12 are 416.667.
        "energy-per-mtok, 250",
        // 3.60 an hour for 60 ms and 9 tokens are 6.667 a million, for 50 ms and 12 tokens 4.167.
        "cost-per-mtok, 2.5",
        // Three of 20 ms and one of 0 have a mean of 15 ms.
        "ttft.mean, 5",
        "ttft.max, 0",
        // 0, 20, 20 and 20 ms.
        "ttft.p50, 0",
        // Six gaps of 10 ms, and three of 0: 60 / 9.
        "itl.mean, 3.333333",
        "itl.p50, 0",
        "preemptions, 0",
        "kv-cache-usage.max, 0",
    })
    void mayHaveMadeAFigureOfLessSmaller(String figure, double below) {
        var name = named(figure);
        var table = table();
        var measured = table.get(name) instanceof Measured known ? known : name.measured(1, 1);

        assertThat(table.ofMissing(measured).above()).isInfinite();
        assertThat(table.ofMissing(measured).below()).isCloseTo(below, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpu-power",
                "cached-share",
                "finish.length",
                "output-tokens.mean",
                "ttft.sd",
                "ttft.min",
                "decode-tps.mean",
                "decode-tps.max",
                "cache-hit-rate",
                "kv-cache-usage.mean",
                "accept-length"
            })
    void mayHaveMadeSomeFiguresAnything(String figure) {
        var name = named(figure);
        var table = table();
        var measured = table.get(name) instanceof Measured known ? known : name.measured(1, 1);

        assertThat(table.ofMissing(measured)).isEqualTo(Uncertainty.UNBOUNDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "failed-share", "startup.cold"})
    void changeNothingThatRestsOnNoAnswer(String figure) {
        assertThat(table().ofMissing(named(figure).measured(1, 1))).isEqualTo(Uncertainty.NONE);
    }

    @Test
    void changeNothingWhereTheFileAllowsThem() {
        var allowing = Plans.loadTest(4, 3, max("failed", 1, Unit.COUNT, "1"));

        assertThat(of(table(allowing, FOUR), "ttft.mean")).isEqualTo(Uncertainty.NONE);
        assertThat(table(allowing, FOUR).missing().beyond()).isEqualTo(1);
        assertThat(table().missing().beyond()).isZero();
        assertThat(of(table(Plans.loadTest(3, 3), FOUR.subList(0, 3)), "ttft.mean"))
                .isEqualTo(Uncertainty.NONE);
    }

    /** Six are planned, and four were sent: with three zeros the mean of 20 ms is 10 ms. */
    @Test
    void areThoseThatFailedAndThoseThatWereNotSent() {
        var table = table(Plans.loadTest(6, 3), FOUR);

        assertThat(table.missing().count()).isEqualTo(3);
        assertThat(of(table, "ttft.mean")).isEqualTo(new Uncertainty(10, Double.POSITIVE_INFINITY));
        assertThat(of(table, "ttft.p50").below()).isInfinite(); // half of the six are missing
        assertThat(of(table, "itl.mean").below()).isCloseTo(6, within(1e-9)); // 60 / (6 + 3 × 3)
    }

    /**
     * Gaps of 10, 10, 10, 10, 30 and 30 ms: with three of 0 their p90 stays 30 ms. The p90 of each request are 10, 10 and 30 ms, of which the p90 is 26
     * ms; with one of 0 it is 24 ms.
     */
    @Test
    void mayMoveTheQuantileOfTheRequestsFartherThanThatOfTheirGaps() {
        var traces = List.of(FOUR.get(0), FOUR.get(1), Traces.whole("c", 20, 20, 30, 3), FOUR.get(3));

        assertThat(of(table(Plans.loadTest(4, 3), traces), "itl.p90").below()).isCloseTo(2, within(1e-9));
    }

    /** The failed request took the whole 60 ms. */
    @Test
    void leaveNoTimeWhereTheyTookAll() {
        var traces = List.of(FOUR.get(0), FOUR.get(1), FOUR.get(2), failed("d", 0, 60));

        assertThat(of(table(Plans.loadTest(4, 3), traces), "qps")).isEqualTo(Uncertainty.UNBOUNDED);
        assertThat(of(table(Plans.loadTest(4, 3), traces), "energy")).isEqualTo(Uncertainty.UNBOUNDED);
        assertThat(of(
                                table(
                                        Plans.loadTest(4, 3),
                                        List.of(FOUR.get(0), FOUR.get(1), FOUR.get(2), failed("d", 0, 59))),
                                "qps")
                        .above())
                .isCloseTo(3950, within(1e-6)); // 4 in the 1 ms that is left, less 50/s
    }

    /** As many gaps as a whole number can count bound the mean; one more bound nothing. */
    @Test
    void mayHaveHadAsManyGapsAsTokens() {
        var most = table(Plans.loadTest(4, Integer.MAX_VALUE), FOUR);
        var more = table(Plans.loadTest(5, 1 << 30), FOUR);

        assertThat(of(most, "itl.mean").below()).isCloseTo(10, within(1e-6));
        assertThat(of(more, "itl.mean")).isEqualTo(Uncertainty.UNBOUNDED);
    }

    /** The longest that was asked for has 600 tokens in and 5 out: 1368 tokens of prompts in 60 ms, and 60 / 11 ms for a gap. */
    @Test
    void areAsLongAsTheLongestThatWasAskedFor() {
        var loadTest = Plans.loadTest(4, 3);
        var asked = Map.of("a", new RequestedTokens(600, 2, 0), "b", new RequestedTokens(100, 5, 0));
        var table = FigureTable.of(loadTest, Plans.recording(FOUR, asked), PowerAndPrice.UNKNOWN);

        assertThat(of(table, "prompt-tps").above()).isCloseTo(10_000, within(1e-6)); // (768 + 600) / 60 ms − 12,800
        assertThat(of(table, "itl.mean").below()).isCloseTo(10 - 60.0 / 11, within(1e-9));
    }

    @Test
    void areNamedByHowTheyEnded() {
        var overloaded = Traces.trace("e")
                .ending(new Ending.HttpError(503, "overloaded"))
                .build();
        var missing = MissingRequests.of(List.of(FOUR.get(3), overloaded, failed("f", 1, 2), FOUR.get(0)));

        assertThat(missing.endings())
                .isEqualTo("2 × STREAM_ERROR (d: out of memory), 1 × HTTP_ERROR (e: 503 overloaded)");
        assertThat(missing.sent()).isEqualTo(4);
        assertThat(missing.nanos()).isEqualTo(11_000_000);
    }

    /** Each part may have had the unsent ones. */
    @Test
    void ofAPartAreItsOwnAndAllThatWereNotSent() {
        var all = table(Plans.loadTest(6, 3), FOUR).missing();

        assertThat(all.among(FOUR.subList(0, 2)).count()).isEqualTo(2);
        assertThat(all.among(FOUR.subList(2, 4)).count()).isEqualTo(3);
        assertThat(all.among(FOUR.subList(2, 4)).sent()).isEqualTo(2);
    }
}
