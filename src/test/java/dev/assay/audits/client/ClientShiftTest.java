package dev.assay.audits.client;

import static dev.assay.testing.Figures.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.audits.findings.Finding;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import dev.assay.figures.PowerAndPrice;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ClientOverhead;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.ReadingDelays;
import dev.assay.recording.ReadingDelays.Pass;
import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.stats.Uncertainty;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientShiftTest {
    /** Ten requests: ttft 100 ms, then a token each 10 ms, five in all; so e2e 140 ms. */
    private static final List<Trace> TRACES = IntStream.range(0, 10)
            .mapToObj(i -> Traces.whole("c1-00" + i, 200 * i, 100, 10, 5))
            .toList();

    /**
     * Adds 0.5 ms to a first token (p99 2 ms), 0.7 to an end (p99 4 ms), 1 ms to a gap; woke late by 3 ms (p99), which puts an instant off by 0.1 ms. It was watched so
     * long that ten values which delays of 8 and 3 ms may have held up leave 0.1 ms more: 1.645 √((8³ + 3³) / (3 × 4862) / 10).
     */
    private static Recording measuredWith(List<Trace> traces, List<Long> longest, @Nullable Long stolenPpm) {
        return measuredWith(traces, longest, stolenPpm, null);
    }

    private static Recording measuredWith(
            List<Trace> traces, List<Long> longest, @Nullable Long stolenPpm, @Nullable ReadingDelays reading) {
        return new Recording(
                Plans.recording(traces).header(),
                traces,
                SideRecords.NONE.with(new ClientRecord(
                        new ClientOverhead(
                                4, 20, 500_000, 2_000_000, 700_000, 4_000_000, 1_000_000, 20_000, 0, 0, USUAL),
                        new ClientDisturbance(
                                4_861_824_917L, 3_000_000, longest, 100_000, 2, 7_000_000, stolenPpm, reading))));
    }

    private static Recording measuredWith(long lagMax, @Nullable Long stolenPpm) {
        return measuredWith(TRACES, List.of(lagMax, 3_000_000L), stolenPpm);
    }

    /** Bytes of ten reads waited 30 ms, those of another ten 1 ms; the calibration knew waits of 0.2 ms on average. */
    private static final ReadingDelays USUAL = new ReadingDelays(100, 200_000, 0, 0, List.of(new Pass(900_000, 1)));

    private static final ReadingDelays HELD_UP =
            new ReadingDelays(1000, 400_000, 0, 0, List.of(new Pass(30_000_000, 10), new Pass(1_000_000, 10)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # mean: 0.5 + (0.4 - 0.2), and 1.645 √(10 × 28.5² / (3 × 1000) / 10) for what is beyond 2 - 0.5
            ttft.mean | 100 | 98.444047
            # 2 + 30 - (2 - 0.5): the mean of the overhead and the wait, and not the p99 of the overhead too
            ttft.max  | 100 | 69.5
            # 4 + 30 - (4 - 0.7)
            e2e.max   | 140 | 109.3
            # 1 + 30 - 1; of forty gaps, ten may have waited, and the others 1 ms
            itl.max   | 10  | 9
            itl.p50   | 10  | 9
            """)
    void takesOffWhatBytesWaitedForAThreadThatReads(String figure, double value, double without) {
        var table = FigureTable.of(TRACES);

        assertThat(ClientShift.of(new Pace.Closed(4), measuredWith(TRACES, List.of(), 0L, HELD_UP), table)
                        .orElseThrow()
                        .without(new Figure.Measured(named(figure), value, 10))
                        .delayed())
                .isCloseTo(without, within(1e-6));
    }

    @Test
    void tellsHowLongBytesWaitedForAThreadThatReads() {
        assertThat(ClientShift.audit(measuredWith(TRACES, List.of(3_000_000L), 0L, HELD_UP))
                        .orElseThrow())
                .satisfies(finding -> assertThat(finding.text())
                        .contains(
                                "it woke 3.000 ms late (p99), 3.000 at most, and bytes waited up to 30.000 ms for a thread"
                                        + " that reads; 2 pauses"))
                .extracting(Finding::severity)
                .isEqualTo(Finding.Severity.NOTE);
        assertThat(ClientShift.audit(measuredWith(TRACES, List.of(3_000_000L), 0L, USUAL))
                        .orElseThrow()
                        .severity())
                .isEqualTo(Finding.Severity.SOUND);
    }

    private static ClientShift.Without without(String figure, double value) {
        var table = FigureTable.of(TRACES);
        return ClientShift.of(new Pace.Closed(4), measuredWith(8_000_000, 0L), table)
                .orElseThrow()
                .without(new Figure.Measured(named(figure), value, 10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # mean: 0.5 + 0.1 + 0.1
            ttft.mean          | 100   | 99.3
            # of an end: 0.7 + 0.2
            e2e.scheduled.mean | 140   | 139.1
            # 2, and of delays that held up one of ten equal values each, the shorter: 3
            ttft.p50           | 100   | 95
            ttft.max           | 100   | 95
            # what is smallest may have been held up by the longest
            ttft.min           | 100   | 90
            # of an end: 4 + 3
            e2e.max            | 140   | 133
            # a gap: 1 + 3
            itl.p99            | 10    | 6
            itl.max            | 10    | 6
            # of a second token, the larger of both: 0.5 + 0.2, 2 + 3
            ttst.mean          | 10    | 9.3
            ttst.p99           | 10    | 5
            # four gaps share what an end was late: 0.9 / 4, 12 / 4
            itl.mean           | 10    | 9.775
            tpot.mean          | 10    | 9.775
            tpot.p90           | 10    | 7
            # 10 / 9.775
            decode-tps.mean    | 97.75 | 100
            # 140 / 139.1
            qps                | 6.955 | 7
            output-tps         | 34.775 | 35
            # 100 / 99.3
            prompt-tps         | 99.3  | 100
            # no clock
            output-tokens.mean | 5     | 5
            cached-share       | 0.5   | 0.5
            cache-hit-rate     | 0.5   | 0.5
            kv-cache-usage.max | 0.5   | 0.5
            """)
    void takesOffWhatTheHarnessMayHaveDone(String figure, double value, double without) {
        assertThat(without(figure, value).delayed()).isCloseTo(without, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # a first stamp that was late: 0.5 + 0.2, 2 + 3; what is largest may have lost the longest, 2 + 8
            ttst.mean          | 10    | 10.7
            ttst.p50           | 10    | 15
            ttst.max           | 10    | 20
            # four gaps share it
            itl.mean           | 10    | 10.175
            tpot.mean          | 10    | 10.175
            tpot.p90           | 10    | 12.5
            # 10 / 10.175
            decode-tps.mean    | 101.75 | 100
            # the gap after a late one: 1 + 3; the longest are none of these
            itl.min            | 10    | 14
            itl.p99            | 10    | 10
            # nothing that is timed begins with a stamp
            ttft.mean          | 100   | 100
            e2e.mean           | 140   | 140
            qps                | 7     | 7
            cache-hit-rate     | 0.5   | 0.5
            """)
    void putsOnWhatALateStampTookFromWhatFollowsIt(String figure, double value, double flattered) {
        assertThat(without(figure, value).flattered()).isCloseTo(flattered, within(1e-9));
    }

    /**
     * Two users and one in flight: the second may go after 140 ms, goes after 141, and all of what it waits is in {@code client-wait}: 70.5 on
     * average, of which 0.5 is the client's own.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            client-wait.mean    | 70.5   | 70
            # and 0.5 + 0.1 of a stamp
            ttft.scheduled.mean | 170.5  | 169.4
            # of an end: 0.7 + 0.1
            e2e.scheduled.mean  | 210.5  | 209.2
            # 140 / (140 - 0.8 - 0.5)
            qps                 | 1.387  | 1.4
            # without the client there is none
            schedule-lag.mean   | 0.5    | 0.5
            """)
    void takesOffWhatAClientIsLateByButNotWhatAThrottleHoldsBack(String figure, double value, double without) {
        var traces = List.of(
                Traces.whole("c2-001", 0, 100, 10, 5),
                Traces.trace("c2-002")
                        .sentAt(0, 141)
                        .text(241, " x")
                        .text(251, " x")
                        .text(261, " x")
                        .text(271, " x")
                        .last(281, " x", "length")
                        .usage(256, 5)
                        .done()
                        .build());
        var table = FigureTable.of(Plans.throttled(Plans.loadTest(2, 5), 2, 1), traces, PowerAndPrice.UNKNOWN);

        assertThat(ClientShift.of(new Pace.Closed(4), measuredWith(traces, List.of(), 0L), table)
                        .orElseThrow()
                        .without(new Figure.Measured(named(figure), value, 2))
                        .delayed())
                .isCloseTo(without, within(1e-9));
    }

    /** At a rate, the lag is a cause of its own: it must not count twice. */
    @Test
    void leavesLatenessAtARateToTheScheduleLag() {
        var late = List.of(Traces.trace("c1-001")
                .sentAt(0, 50)
                .text(150, " x")
                .last(160, " x", "length")
                .usage(256, 2)
                .done()
                .build());
        var table = FigureTable.of(late);
        var wait = (Figure.Measured) table.get(named("client-wait.mean"));
        var rate = new Pace.Open(new Quantity(10, Unit.PER_SECOND, "10/s"), new Arrivals.Constant(), 1, null, null);

        assertThat(ClientShift.of(rate, measuredWith(late, List.of(), 0L), table)
                        .orElseThrow()
                        .of(wait))
                .isEqualTo(Uncertainty.NONE);
        assertThat(ClientShift.of(new Pace.Closed(1), measuredWith(late, List.of(), 0L), table)
                        .orElseThrow()
                        .of(wait))
                .isEqualTo(new Uncertainty(50, 0));
    }

    @Test
    void isACauseOnBothSidesOfWhatBeginsWithAStamp() {
        var table = FigureTable.of(TRACES);
        var shift = ClientShift.of(new Pace.Closed(4), measuredWith(8_000_000, 0L), table)
                .orElseThrow();

        // 10 - 9.775 below, 10.175 - 10 above.
        var tpot = shift.of((Figure.Measured) table.get(named("tpot.mean")));
        assertThat(tpot.below()).isCloseTo(0.225, within(1e-9));
        assertThat(tpot.above()).isCloseTo(0.175, within(1e-9));
    }

    @Test
    void tellsWhatItKnows() {
        assertThat(ClientShift.audit(measuredWith(8_000_000, 0L)))
                .contains(new Finding(
                        "client overhead",
                        Finding.Severity.SOUND,
                        "with 4 in flight the client adds at most 0.500 ms to a first token (p99 2.000), 0.700 ms to an end"
                                + " (p99 4.000) and 1.000 ms to a gap (p99), as 20 requests to the reference server show; during the test it woke 3.000 ms late"
                                + " (p99), 8.000 at most; 2 pauses of the garbage collector, the longest 7 ms; 0.0 % of the"
                                + " processors stolen"));
    }

    @Test
    void notesALongDelayAndStolenTime() {
        assertThat(ClientShift.audit(measuredWith(20_000_000, null)).orElseThrow())
                .satisfies(finding -> assertThat(finding.text()).endsWith("stolen time unknown"))
                .extracting(Finding::severity)
                .isEqualTo(Finding.Severity.NOTE);
        assertThat(ClientShift.audit(measuredWith(8_000_000, 12_300L)).orElseThrow())
                .satisfies(finding -> assertThat(finding.text()).endsWith("1.2 % of the processors stolen"))
                .extracting(Finding::severity)
                .isEqualTo(Finding.Severity.NOTE);
    }

    @Test
    void saysNothingOfARunThatNobodyWatched() {
        assertThat(ClientShift.audit(Plans.recording(TRACES))).isEmpty();
        assertThat(ClientShift.of(new Pace.Closed(4), Plans.recording(TRACES), FigureTable.of(TRACES)))
                .isEmpty();
    }
}
