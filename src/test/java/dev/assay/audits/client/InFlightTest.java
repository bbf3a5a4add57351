package dev.assay.audits.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.Arrivals;
import dev.assay.plan.testspecs.Pace;
import dev.assay.plan.testspecs.TestLength;
import dev.assay.recording.MergedRecord;
import dev.assay.recording.Recording;
import dev.assay.testing.Plans;
import dev.assay.trace.Body;
import dev.assay.trace.Ending;
import dev.assay.trace.Payload;
import dev.assay.trace.ReadTimes;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times are milliseconds; two slots. */
class InFlightTest {
    private static Trace request(int number, long sent, long ended) {
        var millis = 1_000_000L;
        return new Trace(
                "c2-00" + number,
                false,
                "",
                sent * millis,
                sent * millis,
                0,
                null,
                new ReadTimes.Builder().build(),
                Body.of(Payload.of("")),
                ended * millis,
                new Ending.Complete());
    }

    private static Finding finding(Trace... traces) {
        var two = Plans.with(Plans.loadTest(1, 3), new Pace.Closed(2), new TestLength(traces.length));
        return InFlight.of(two, Plans.recording(List.of(traces)));
    }

    @Test
    void isSoundWhereEachEndIsASend() {
        var finding = finding(request(1, 0, 100), request(2, 0, 150), request(3, 100, 200), request(4, 150, 250));

        assertThat(finding)
                .isEqualTo(new Finding(
                        "in flight", Severity.SOUND, "2.000 of 2 in flight on average while there was work"));
    }

    /** Full from 0, last sent at 200; one slot is free from 100 to 110 and the other from 190 to 200: (2 × 200 − 20) / 200. */
    @Test
    void isInvalidWhereSlotsStandFree() {
        var finding = finding(request(1, 0, 100), request(2, 0, 190), request(3, 110, 300), request(4, 200, 310));

        assertThat(finding)
                .isEqualTo(
                        new Finding(
                                "in flight",
                                Severity.INVALID,
                                "1.900 of 2 in flight on average while there was work; requests went out 0.000 ms late on average"));
    }

    @Test
    void namesTheShardThatHadNoMoreToSend() {
        var two = Plans.with(Plans.loadTest(1, 3), new Pace.Closed(2), new TestLength(4));
        var whole = Plans.recording(
                List.of(request(1, 0, 100), request(2, 0, 190), request(3, 110, 300), request(4, 200, 310)));
        var parts = List.of(shard(1, 110_000_000), shard(2, 200_000_000));
        var merged = new Recording(
                whole.header(), whole.traces(), whole.sideRecords().with(new MergedRecord("joint", 2, 2, parts)));

        assertThat(InFlight.of(two, merged).text())
                .isEqualTo(
                        "1.900 of 2 in flight on average while there was work; requests went out 0.000 ms late on average;"
                                + " shard 1 sent its last request 0.090 s before the last of all");
    }

    private static MergedRecord.Part shard(int number, long last) {
        var sent = new MergedRecord.Sent(0, last, last);
        return new MergedRecord.Part(number, "joint-" + number, 0L, 0L, 0L, 2, 1, sent, null, List.of());
    }

    /** Of four that were due, two at a time. */
    @Test
    void judgesAThrottledLoadTestByItsThrottle() {
        var traces = List.of(request(1, 0, 100), request(2, 0, 150), request(3, 100, 200), request(4, 150, 250));
        var loadTest = Plans.throttled(Plans.loadTest(4, 3), 4, 2);

        assertThat(InFlight.of(loadTest, Plans.recording(traces)))
                .isEqualTo(new Finding(
                        "in flight", Severity.SOUND, "2.000 of 2 in flight on average while there was work"));
    }

    @Test
    void isInvalidWhereTheSlotsAreNeverFull() {
        var finding = finding(request(1, 0, 100), request(2, 100, 200), request(3, 200, 300));

        assertThat(finding)
                .isEqualTo(new Finding("in flight", Severity.INVALID, "there were never 2 requests in flight"));
    }

    @Test
    void isNotApplicableWhereRequestsComeAtARate() {
        var loadTest = Plans.open(Plans.loadTest(2, 3), 10, new Arrivals.Constant());

        assertThat(InFlight.of(loadTest, Plans.recording(List.of(request(1, 0, 10), request(2, 100, 110)))))
                .isEqualTo(new Finding(
                        "in flight",
                        Severity.SOUND,
                        "not applicable: requests come at a rate, however many are in flight"));
    }

    @Test
    void saysThatABurstLeavesNothingToLookAt() {
        var finding = finding(request(1, 0, 100), request(2, 0, 90));

        assertThat(finding)
                .isEqualTo(new Finding("in flight", Severity.SOUND, "one burst of 2: there is no time to look at"));
    }

    /** The ramp before all slots are taken and the drain after the last send do not count. */
    @Test
    void leavesRampAndDrainOut() {
        var finding = finding(request(1, 0, 500), request(2, 400, 600), request(3, 500, 2000));

        assertThat(finding.text()).isEqualTo("2.000 of 2 in flight on average while there was work");
    }
}
