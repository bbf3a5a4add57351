package dev.assay.audits.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.recording.BackgroundRecord;
import dev.assay.recording.BackgroundRecord.Request;
import dev.assay.recording.Recording;
import dev.assay.recording.SideRecords;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two questions, the first sent at 100 ms, the last ended at 1,100 ms, while a load of two in flight is to be there. Times are in ms. */
class BackgroundLoadTest {
    private static final TestSpec.Accuracy BUSY = Plans.accuracy(2).during(Plans.loadTest(2, 10));

    private static final List<Trace> QUESTIONS =
            List.of(Traces.bare("q-1", 100, 100, 700), Traces.bare("q-2", 150, 150, 1100));

    private static Request request(long sent, long ended) {
        return new Request(sent * 1_000_000, ended * 1_000_000);
    }

    private static Recording recording(List<Trace> questions, BackgroundRecord... loads) {
        var seen = SideRecords.NONE;
        for (var load : loads) {
            seen = seen.with(load);
        }
        return new Recording(Plans.recording(questions).header(), questions, seen);
    }

    private static Finding finding(List<Trace> questions, BackgroundRecord... loads) {
        return BackgroundLoad.of(BUSY, recording(questions, loads)).orElseThrow();
    }

    /** One slot all the time, the other from 0 to 600 and from 610 on: (1000 + 500 + 490) / 1000. Before and after does not count. */
    @Test
    void isSoundIfNearlyAllWereInFlightAllTheTime() {
        var load = new BackgroundRecord(
                "c2", 2, List.of(request(0, 600), request(0, 1150), request(610, 1150)), 2, List.of());

        assertThat(finding(QUESTIONS, load))
                .isEqualTo(new Finding(
                        "background load",
                        Severity.SOUND,
                        "c2 had 1.990 of 2 requests in flight on average while the questions were asked; 3 were"
                                + " sent, and 2 of them stopped at the end"));
    }

    /** One slot all the time, the other until 1050: 1.95, below 98 % of 2. */
    @Test
    void isInvalidIfTheLoadWasNotThereAllTheTime() {
        var load = new BackgroundRecord("c2", 2, List.of(request(0, 1050), request(0, 1150)), 1, List.of());

        assertThat(finding(QUESTIONS, load))
                .isEqualTo(new Finding(
                        "background load",
                        Severity.INVALID,
                        "c2 had 1.950 of 2 requests in flight on average while the questions were asked; 2 were"
                                + " sent, and 1 of them stopped at the end"));
    }

    /** 1.96 of 2 is 98 %. */
    @Test
    void isSoundAtTheBound() {
        var load = new BackgroundRecord("c2", 2, List.of(request(0, 1060), request(0, 1150)), 1, List.of());

        assertThat(finding(QUESTIONS, load).severity()).isEqualTo(Severity.SOUND);
    }

    @Test
    void isInvalidIfARequestOfTheLoadFailed() {
        var load = new BackgroundRecord(
                "c2",
                2,
                List.of(request(0, 600), request(0, 1150), request(600, 1150)),
                2,
                List.of("c2-during-1: 500 EngineCore died."));

        assertThat(finding(QUESTIONS, load))
                .isEqualTo(new Finding(
                        "background load",
                        Severity.INVALID,
                        "1 request of the load of c2 failed (c2-during-1: 500 EngineCore died.) while the"
                                + " questions were asked"));
    }

    @Test
    void saysThatNoQuestionWasAskedBecauseTheLoadFailed() {
        var load = new BackgroundRecord(
                "c2",
                2,
                List.of(request(0, 5), request(0, 6)),
                0,
                List.of("c2-during-1: refused", "c2-during-2: refused"));

        assertThat(finding(List.of(), load).text())
                .isEqualTo("2 requests of the load of c2 failed (c2-during-1: refused, …), so no question was asked");
    }

    @Test
    void isInvalidIfTheLoadWasNotRecorded() {
        assertThat(finding(QUESTIONS))
                .isEqualTo(new Finding("background load", Severity.INVALID, "the load of [c4] was not recorded"));
    }

    @Test
    void findsNothingInATestWithoutALoad() {
        assertThat(BackgroundLoad.of(Plans.accuracy(2), recording(QUESTIONS))).isEmpty();
        assertThat(BackgroundLoad.of(Plans.loadTest(2, 10), recording(QUESTIONS)))
                .isEqualTo(Optional.empty());
    }
}
