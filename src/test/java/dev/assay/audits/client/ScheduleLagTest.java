package dev.assay.audits.client;

import static dev.assay.testing.Figures.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.figures.Figure;
import dev.assay.figures.FigureTable;
import dev.assay.figures.PowerAndPrice;
import dev.assay.figures.times.ReleaseTimes;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.plan.thresholds.Quantity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.ClientDisturbance;
import dev.assay.recording.ClientOverhead;
import dev.assay.recording.ClientRecord;
import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.stats.Uncertainty;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScheduleLagTest {
    private static Pace.Open tenASecond(@Nullable Integer maxInFlight) {
        return new Pace.Open(new Quantity(10, Unit.PER_SECOND, "10/s"), new Arrivals.Constant(), 1, null, maxInFlight);
    }

    private static Trace request(int number, double due, double sent, double ended) {
        return Traces.bare("r10-00" + number, due, sent, ended);
    }

    @Test
    void isSoundUpToATenthOfTheMeanGap() {
        var finding = ScheduleLag.of(
                tenASecond(null),
                List.of(request(1, 100, 105, 130), request(2, 200, 215, 230), request(3, 300, 310, 330)));

        assertThat(finding)
                .isEqualTo(new Finding(
                        "schedule lag",
                        Severity.SOUND,
                        "requests went out 10.000 ms late on average (p99 14.900 ms), with 100.000 ms between them;"
                                + " 10.000/s scheduled, 9.756/s offered"));
    }

    @Test
    void namesARateThatTheClientCannotOffer() {
        var finding = ScheduleLag.of(tenASecond(null), List.of(request(1, 100, 101, 130), request(2, 200, 220, 230)));

        assertThat(finding)
                .isEqualTo(new Finding(
                        "schedule lag",
                        Severity.INVALID,
                        "this client cannot offer 10/s: requests went out 10.500 ms late on average (p99 19.810 ms), with"
                                + " 100.000 ms between them; 10.000/s scheduled, 8.403/s offered. Lower `rate`, or send from a"
                                + " faster machine"));
    }

    private static Recording sentBy(int loops, long pace, List<Trace> traces) {
        return new Recording(
                Plans.recording(traces).header(),
                traces,
                SideRecords.NONE.with(new ClientRecord(
                        new ClientOverhead(2, 20, 0, 0, 0, 0, 0, 0, loops, pace, null),
                        new ClientDisturbance(1_000_000_000, 0, List.of(), 0, 0, 0, null, null))));
    }

    /** Three of a burst are due at once. */
    @Test
    void saysInAClosedLoopHowFarApartABurstWasSent() {
        var burst = List.of(request(1, 100, 100, 430), request(2, 100, 112, 430), request(3, 100, 124, 430));

        assertThat(ScheduleLag.of(new Pace.Closed(3), sentBy(2, 24_000_000, burst)))
                .contains(new Finding(
                        "schedule lag",
                        Severity.NOTE,
                        "requests of a burst were sent 12000 µs apart (2 socket loops): with 3 in flight, one waited"
                                + " 24.000 ms in the client, all 12.000 ms on average"));
        assertThat(ScheduleLag.of(new Pace.Closed(2), sentBy(1, 12_000_000, burst.subList(0, 2))))
                .contains(new Finding(
                        "schedule lag",
                        Severity.SOUND,
                        "requests of a burst were sent 12000 µs apart (1 socket loop): with 2 in flight, one waited"
                                + " 12.000 ms in the client, all 6.000 ms on average"));
    }

    @Test
    void saysAtARateHowFarApartABurstWasSent() {
        var traces = List.of(request(1, 100, 100, 130), request(2, 200, 200, 230));

        assertThat(ScheduleLag.of(tenASecond(null), sentBy(2, 88_000, traces)))
                .contains(
                        new Finding(
                                "schedule lag",
                                Severity.SOUND,
                                "requests went out 0.000 ms late on average (p99 0.000 ms), with 100.000 ms between them; 10.000/s"
                                        + " scheduled, 10.000/s offered; requests of a burst were sent 44 µs apart (2 socket loops)"));
    }

    @Test
    void saysNothingOfABurstInARecordingThatDoesNotSayIt() {
        var traces = List.of(request(1, 100, 101, 130), request(2, 200, 201, 230));

        assertThat(ScheduleLag.of(new Pace.Closed(1), sentBy(0, 0, traces))).isEmpty();
        assertThat(ScheduleLag.of(new Pace.Closed(1), Plans.recording(traces))).isEmpty();
        assertThat(ScheduleLag.of(tenASecond(null), Plans.recording(traces)))
                .contains(ScheduleLag.of(tenASecond(null), traces));
    }

    /** One at a time: the second waits from 200 to 450 for the first, the third from 300 to 900; each goes 1 ms after. */
    @Test
    void isNotTheWaitForAThrottle() {
        var traces = List.of(request(1, 100, 101, 450), request(2, 200, 451, 900), request(3, 300, 901, 950));

        assertThat(ReleaseTimes.of(tenASecond(1), traces))
                .containsEntry("r10-001", 100_000_000L)
                .containsEntry("r10-002", 450_000_000L)
                .containsEntry("r10-003", 900_000_000L);
        assertThat(ScheduleLag.of(tenASecond(1), traces).text())
                .startsWith("requests went out 1.000 ms late on average (p99 1.000 ms), with 100.000 ms between them;");
    }

    /** Two at a time: the third may go when one of two has ended, the fourth when two of three have, whichever these are. */
    @Test
    void countsWhatHasEndedBehindAThrottle() {
        var traces =
                List.of(request(1, 0, 0, 500), request(2, 0, 0, 200), request(3, 0, 203, 400), request(4, 0, 404, 600));

        assertThat(ReleaseTimes.of(new Pace.Closed(4, 2), traces).values())
                .containsExactlyInAnyOrder(0L, 0L, 200_000_000L, 400_000_000L);
    }

    @Test
    void isAFigureOfItsOwnBesideTheWholeWait() {
        var loadTest = Plans.with(Plans.loadTest(2, 3), tenASecond(1), new TestLength(2));
        var first = Traces.trace("r10-001").sentAt(100, 101);
        var second = Traces.trace("r10-002").sentAt(200, 455);
        for (var trace : List.of(first, second)) {
            trace.last(trace == first ? 450 : 900, " x", "length").usage(256, 1).done();
        }

        var figures = FigureTable.of(loadTest, List.of(first.build(), second.build()), PowerAndPrice.UNKNOWN);

        assertThat(figures.get(named("client-wait.max")))
                .isEqualTo(new Figure.Measured(named("client-wait.max"), 255, 2));
        assertThat(figures.get(named("schedule-lag.max")))
                .isEqualTo(new Figure.Measured(named("schedule-lag.max"), 5, 2));
    }

    /** Of one request that went out 8 ms late: 10 × 8 ms. */
    @Test
    void isACauseOfTenTimesItsP99BelowATimeSinceDueAtARate() {
        var late = Traces.trace("r10-001")
                .sentAt(100, 108)
                .text(188, " x")
                .last(198, " x", "length")
                .usage(256, 2)
                .done()
                .build();
        var table = FigureTable.of(List.of(late));

        assertThat(List.of("ttft.scheduled.mean", "e2e.scheduled.max", "client-wait.p50", "ttft.mean", "qps"))
                .extracting(name -> ScheduleLag.of(tenASecond(null), (Figure.Measured) table.get(named(name)), table))
                .containsExactly(
                        new Uncertainty(80, 0),
                        new Uncertainty(80, 0),
                        new Uncertainty(80, 0),
                        Uncertainty.NONE,
                        Uncertainty.NONE);
        assertThat(ScheduleLag.of(new Pace.Closed(1), (Figure.Measured) table.get(named("ttft.scheduled.mean")), table))
                .isEqualTo(Uncertainty.NONE);
    }
}
