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
