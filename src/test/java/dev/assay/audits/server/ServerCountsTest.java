package dev.assay.audits.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.Audits;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.recording.ServerGauge;
import dev.assay.recording.ServerRecord;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The audits of a server's counters, for two requests of 256 tokens in and 3 out. */
class ServerCountsTest {
    private static final String AGREE = "server's counters";
    private static final String ALONE = "nobody else's traffic";
    private static final Trace ONE = Traces.whole("c4-001", 0, 20, 10, 3);
    private static final Trace TWO = Traces.whole("c4-002", 0, 20, 10, 3);

    private static Collection<Finding> examine(Recording recording) {
        return Audits.examine(Plans.planned(Plans.loadTest(2, 3)), recording).values();
    }

    private static Collection<Finding> examine(Counted counted) {
        return examine(counted.over(ONE, TWO));
    }

    @Test
    void areSoundIfBothCountTheSame() {
        assertThat(examine(Counted.requests(2)))
                .contains(new Finding(
                        AGREE,
                        Severity.SOUND,
                        "it counted 2 requests, 2 here; 512 prompt tokens, 512 here; 6 output tokens, 6"
                                + " here (12 polls)"))
                .contains(new Finding(
                        ALONE, Severity.SOUND, "it was idle before the test, and it finished no other request"));
    }

    @Test
    void leaveTheWarmUpOut() {
        var warmup = Traces.trace("c4-w1")
                .warmup()
                .last(20, " a", "length")
                .usage(256, 1)
                .done()
                .build();

        assertThat(examine(Counted.requests(2).over(warmup, ONE, TWO)))
                .filteredOn(finding ->
                        finding.audit().equals(AGREE) || finding.audit().equals(ALONE))
                .allMatch(finding -> finding.severity() == Severity.SOUND);
    }

    @Test
    void findRequestsOfOthers() {
        assertThat(examine(Counted.requests(3)))
                .contains(new Finding(
                        AGREE,
                        Severity.INVALID,
                        "it counted 3 requests, 2 here; 768 prompt tokens, 512 here; 9 output tokens, 6 here"
                                + " (12 polls): its figures include other requests, or not all of these"))
                .contains(new Finding(
                        ALONE,
                        Severity.INVALID,
                        "others used the server: it finished 3 requests, and 2 were sent; it counted 768 prompt tokens,"
                                + " and the answers have 512; it counted 9 output tokens, and the answers have 6"));
    }

    @Test
    void findUnfinishedRequestsOfOthers() {
        assertThat(examine(Counted.requests(2).busyBefore(1L)))
                .contains(new Finding(
                        ALONE, Severity.INVALID, "others used the server: it had 1 request before the first was sent"));
        assertThat(examine(Counted.requests(2).with(ServerGauge.RUNNING, 3, 5)))
                .contains(new Finding(
                        ALONE,
                        Severity.INVALID,
                        "others used the server: it ran 5 requests at once, with 4 in flight"));
    }

    @Test
    void findCountersThatSeeOnlyAPartOfTheRequests() {
        assertThat(examine(Counted.requests(1)))
                .contains(new Finding(
                        AGREE,
                        Severity.INVALID,
                        "it counted 1 requests, 2 here; 256 prompt tokens, 512 here; 3 output tokens, 6 here"
                                + " (12 polls): its figures include other requests, or not all of these; if"
                                + " several servers answer behind one address, name the metrics page of"
                                + " each with -Dassay.metrics=URL,URL"))
                .filteredOn(finding -> finding.audit().equals(ALONE))
                .allMatch(finding -> finding.severity() == Severity.SOUND);
    }

    @Test
    void noteRoundingAndFailedPolls() {
        assertThat(examine(Counted.requests(2).with(ServerCount.PROMPT_TOKENS, 514)))
                .contains(new Finding(
                        AGREE,
                        Severity.NOTE,
                        "it counted 2 requests, 2 here; 514 prompt tokens, 512 here; 6 output tokens, 6"
                                + " here (12 polls)"));
        assertThat(examine(Counted.requests(2).failed(3)))
                .contains(new Finding(
                        AGREE,
                        Severity.NOTE,
                        "it counted 2 requests, 2 here; 512 prompt tokens, 512 here; 6 output tokens, 6 here"
                                + " (12 polls, and 3 failed)"));
    }

    /** vLLM does not count a cancelled request; another engine may. */
    @Test
    void allowBothCountsForAnIncompleteRequest() {
        var lost = Traces.trace("c4-002")
                .text(20, " a")
                .ending(new Ending.Timeout(Ending.Deadline.TOTAL, "late"))
                .build();

        for (var requests : List.of(1, 2)) {
            assertThat(examine(Counted.requests(requests).over(ONE, lost)))
                    .contains(new Finding(
                            AGREE, Severity.SOUND, "it counted " + requests + " requests, 1 here (12 polls)"));
        }
    }

    @Test
    void sayWhatIsUnknownWithoutCounters() {
        var unseen = ServerRecord.unseen(0, 1, "http://a/metrics answers 404, expected 200");

        assertThat(examine(Counted.over(unseen, ONE, TWO)))
                .contains(
                        new Finding(
                                AGREE,
                                Severity.NOTE,
                                "unknown (http://a/metrics answers 404, expected 200), so it is unknown whether others"
                                        + " used the server, what came from its prefix cache, and whether it preempted requests"))
                .noneMatch(finding -> finding.audit().equals(ALONE));
        assertThat(examine(Counted.requests(2)
                        .untold()
                        .without(ServerCount.PROMPT_TOKENS)
                        .without(ServerCount.OUTPUT_TOKENS)))
                .contains(new Finding(AGREE, Severity.NOTE, "they count neither requests nor tokens (12 polls)"));
    }

    @Test
    void findNothingIfTheServerWasNotWatched() {
        assertThat(examine(Plans.recording(List.of(ONE, TWO))))
                .noneMatch(finding ->
                        finding.audit().equals(AGREE) || finding.audit().equals(ALONE));
    }
}
