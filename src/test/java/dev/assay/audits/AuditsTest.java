package dev.assay.audits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.answers.Completeness;
import dev.assay.audits.answers.TextsScored;
import dev.assay.audits.client.CoalescedReads;
import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.plan.thresholds.Unit;
import dev.assay.testing.Plans;
import dev.assay.testing.Texts;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditsTest {
    private static final Finding COMPLETE =
            new Finding("every planned request complete", Severity.SOUND, "2 of 2 requests complete");
    private static final Finding MODEL =
            new Finding("model", Severity.SOUND, "[smollm2-135m] answered every complete request");
    private static final Finding TOKENS =
            new Finding("tokens exact", Severity.SOUND, "256 tokens in and 3 out in every complete request");
    private static final Finding TIMES =
            new Finding("times plausible", Severity.SOUND, "0 < ttft ≤ e2e in every complete request");
    private static final Finding IN_FLIGHT =
            new Finding("in flight", Severity.SOUND, "one burst of 2: there is no time to look at");

    private static final String TOO_FEW = "a steady window needs 5 × concurrency = 20 requests, and the run has 2";
    private static final Finding STEADY = new Finding("steady", Severity.SOUND, "not looked at: " + TOO_FEW);
    private static final Finding STALLS = new Finding("stalls", Severity.SOUND, "not looked for: " + TOO_FEW);

    private static final Finding CACHE =
            new Finding("prefix cache", Severity.SOUND, "0 of 512 prompt tokens (0.0 %) came from a cache");
    private static final Finding READS =
            new Finding("coalesced reads", Severity.SOUND, "each of 6 events of output came in a read of its own");
    private static final Finding EVENTS = new Finding("tokens per event", Severity.SOUND, "6 tokens in 6 events");

    private static final Trace ONE = Traces.whole("c4-001", 0, 20, 10, 3);
    private static final Trace TWO = Traces.whole("c4-002", 5, 20, 10, 3);

    @Test
    void findNothingInASoundLoadTest() {
        assertThat(examine(ONE, TWO))
                .containsExactly(COMPLETE, MODEL, TOKENS, TIMES, IN_FLIGHT, STEADY, STALLS, CACHE, READS, EVENTS);
    }

    @Test
    void nameTheRequestWithOtherTokens() {
        var short63 = Traces.whole("c4-002", 5, 20, 10, 2);

        assertThat(examine(ONE, short63))
                .contains(invalid("tokens exact", "c4-002: 256 tokens in and 2 out, planned 256 and 3"));
    }

    @Test
    void nameTheRequestWithAnotherPrompt() {
        var other = Traces.trace("c4-002")
                .text(20, " a")
                .last(30, " b", "length")
                .usage(255, 3)
                .done()
                .build();

        assertThat(examine(ONE, other))
                .contains(invalid("tokens exact", "c4-002: 255 tokens in and 3 out, planned 256 and 3"));
    }

    @Test
    void nameTheRequestWithoutUsage() {
        var uncounted = Traces.trace("c4-002").last(20, " a", "length").done().build();

        assertThat(examine(ONE, uncounted))
                .contains(invalid("tokens exact", "c4-002: the server does not report usage"));
    }

    @Test
    void nameTheCompleteAnswerWithoutOutput() {
        var silent = Traces.trace("c4-002")
                .last(20, "", "length")
                .usage(256, 3)
                .done()
                .build();

        assertThat(examine(ONE, silent))
                .contains(invalid("times plausible", "c4-002: a complete answer without output"));
    }

    @Test
    void nameTheRequestWhoseOutputCameBeforeItWasSent() {
        var early = Traces.trace("c4-002")
                .sentAt(20)
                .last(18, " a", "length")
                .usage(256, 3)
                .done()
                .build();

        assertThat(examine(ONE, early))
                .contains(invalid("times plausible", "c4-002: ttft -2.000 ms, e2e -2.000 ms, ended after -2.000 ms"));
    }

    @Test
    void nameTheRequestThatWasSentBeforeItWasDue() {
        var early = Traces.trace("c4-002")
                .sentAt(20, 18)
                .last(30, " a", "length")
                .usage(256, 3)
                .done()
                .build();

        assertThat(examine(ONE, early)).contains(invalid("times plausible", "c4-002: sent 2.000 ms before it was due"));
    }

    @Test
    void doNotExamineTheTimesOfWhatIsNotComplete() {
        var cut = Traces.trace("c4-002").text(20, " a").build();

        assertThat(examine(ONE, cut))
                .containsExactly(
                        invalid(
                                "every planned request complete",
                                "1 of 2 requests complete: 1 × TRUNCATED (c4-002: the stream ended without a finish"
                                        + " reason after 1 event)"),
                        MODEL,
                        TOKENS,
                        TIMES,
                        IN_FLIGHT,
                        STEADY,
                        STALLS,
                        new Finding("prefix cache", Severity.SOUND, "0 of 256 prompt tokens (0.0 %) came from a cache"),
                        new Finding(
                                "coalesced reads",
                                Severity.SOUND,
                                "each of 3 events of output came in a read of its own"),
                        new Finding("tokens per event", Severity.SOUND, "3 tokens in 3 events"));
    }

    @Test
    void countEachWayOfEndingWithOneExample() {
        var refused = new Ending.HttpError(503, "overloaded");
        var late = new Ending.Timeout(Ending.Deadline.GAP, "no output for 60 s");

        assertThat(complete(
                        6,
                        ONE,
                        ended("c4-002", refused),
                        ended("c4-003", late),
                        ended("c4-004", refused),
                        ended("c4-005", new Ending.Cancelled(""))))
                .isEqualTo(invalid(
                        "every planned request complete",
                        "1 of 6 requests complete: 2 × HTTP_ERROR (c4-002: 503 overloaded), "
                                + "1 × TIMEOUT (c4-003: no output for 60 s), 1 × CANCELLED (c4-005:"
                                + " cancelled); 1 not sent"));
    }

    @Test
    void sayWhatWasNotSent() {
        assertThat(complete(3, ONE, TWO))
                .isEqualTo(invalid("every planned request complete", "2 of 3 requests complete: 1 not sent"));
        assertThat(complete(3))
                .isEqualTo(invalid("every planned request complete", "0 of 3 requests complete: 3 not sent"));
    }

    @Test
    void sayThatMoreWasSentThanPlanned() {
        assertThat(complete(1, ONE, TWO))
                .isEqualTo(invalid("every planned request complete", "2 of 1 requests complete"));
    }

    @Test
    void sayWhyNothingFollowedAWarmUpThatFailed() {
        var warmup = Traces.trace("c4-w1")
                .warmup()
                .ending(new Ending.ConnectFailed("connection refused"))
                .build();

        assertThat(complete(2, warmup))
                .isEqualTo(invalid(
                        "every planned request complete",
                        "0 of 2 requests complete: 1 × CONNECT_FAILED (c4-w1: connection refused); 2 not sent"));
    }

    @Test
    void noteAWarmUpThatFailedThoughAllFollowed() {
        var warmup = Traces.trace("c4-w1")
                .warmup()
                .ending(new Ending.HttpError(503, "overloaded"))
                .build();
        var warmed = Traces.trace("c4-w2").warmup().last(20, " a", "length").usage(256, 1);

        assertThat(complete(2, warmup, warmed.done().build(), ONE, TWO))
                .isEqualTo(new Finding(
                        "every planned request complete",
                        Severity.NOTE,
                        "2 of 2 requests complete; 1 of 2 warm-up requests failed: 1 × HTTP_ERROR (c4-w1: 503"
                                + " overloaded)"));
    }

    @Test
    void tellApartWhatFailedOfThoseThatWarmAndOfThoseThatAreMeasured() {
        var overloaded = new Ending.HttpError(503, "overloaded");
        var warmup = Traces.trace("c4-w1").warmup().ending(overloaded).build();

        assertThat(complete(2, warmup, ONE, ended("c4-002", overloaded)))
                .isEqualTo(new Finding(
                        "every planned request complete",
                        Severity.NOTE,
                        "1 of 2 requests complete: 1 × HTTP_ERROR (c4-002: 503 overloaded); 1 of 1 warm-up"
                                + " requests failed: 1 × HTTP_ERROR (c4-w1: 503 overloaded)"));
    }

    /** Two of three in one read, and three of three apart: a third of the gaps is seen. */
    @Test
    void noteEventsThatCameInOneRead() {
        var together = Traces.trace("c4-002")
                .text(20, " a")
                .text(20, " b")
                .last(30, " c", "length")
                .usage(256, 3)
                .done()
                .build();

        assertThat(examine(ONE, together))
                .contains(new Finding(
                        "coalesced reads",
                        Severity.NOTE,
                        "2 of 6 events of output (33.3 %) came in one read with another, so the gaps between them were not"
                                + " seen"));
        assertThat(examine(together, together))
                .contains(invalid(
                        "coalesced reads",
                        "4 of 6 events of output (66.7 %) came in one read with another, so the gaps between them were not"
                                + " seen"));
    }

    /** A role is no output, and neither is the usage that comes with the last token. */
    @Test
    void compareOnlyReadsOfOutput() {
        var chat = Traces.trace("c4-002")
                .role(20)
                .says(20, "a")
                .finish(30, "length")
                .usage(256, 3)
                .done()
                .build();

        assertThat(examine(ONE, chat))
                .contains(new Finding(
                        "coalesced reads", Severity.SOUND, "each of 4 events of output came in a read of its own"));
    }

    @Test
    void noteMoreTokensThanEvents() {
        var speculating = Traces.trace("c4-002")
                .last(20, " a b c", "length")
                .usage(256, 3)
                .done()
                .build();

        assertThat(examine(ONE, speculating))
                .contains(new Finding(
                        "tokens per event",
                        Severity.NOTE,
                        "6 tokens in 4 events, 1.50 in one on average: a gap of itl is the time of so many tokens, and"
                                + " tpot that of one"));
    }

    @Test
    void nameTheRequestThatAnotherModelAnswered() {
        var other = Traces.trace("c4-002")
                .by("other")
                .last(20, " a", "length")
                .usage(256, 3)
                .done()
                .build();

        assertThat(examine(ONE, other))
                .contains(invalid("model", "c4-002 was answered by [other], the request asked for [smollm2-135m]"));
    }

    @Test
    void noteAnswersThatNameNoModel() {
        var nameless = Traces.trace("c4-002")
                .data(20, "{\"choices\":[{\"text\":\" a\",\"finish_reason\":\"length\"}]}")
                .done()
                .build();

        assertThat(examine(ONE, nameless))
                .contains(new Finding(
                        "model",
                        Severity.NOTE,
                        "1 of 2 answers do not say which model gave them, the request asked for [smollm2-135m]"));
    }

    @Test
    void noteThatNobodyWroteDownWhichModelWasAsked() {
        var silent = Plans.recordingOf(Map.of(), List.of(ONE, TWO));

        assertThat(Audits.examine(Plans.planned(Plans.loadTest(2, 3)), silent))
                .containsEntry(
                        Audits.MODEL,
                        new Finding("model", Severity.NOTE, "the traces do not say which model was asked for"));
    }

    @Test
    void compareTheUsageWithTokenIds() {
        var three =
                Traces.trace("c4-002").text(20, " a b", 1, 2).text(30, " c", 3).last(40, "", "length");
        var four = Traces.trace("c4-002")
                .text(20, " a b", 1, 2)
                .text(30, " c d", 3, 4)
                .last(40, "", "length");

        assertThat(examine(ONE, three.usage(256, 3).done().build()))
                .contains(new Finding(
                        "usage agrees with token ids", Severity.SOUND, "in each of 1 answers that have both"));
        assertThat(examine(ONE, four.usage(256, 3).done().build()))
                .contains(invalid("usage agrees with token ids", "c4-002: usage says 3 tokens out, and 4 ids came"));
    }

    private static List<Finding> examine(Trace... traces) {
        return List.copyOf(Audits.examine(Plans.planned(Plans.loadTest(2, 3)), Plans.recording(List.of(traces)))
                .values());
    }

    private static Finding complete(int planned, Trace... traces) {
        return Completeness.of(Plans.loadTest(planned, 3), Plans.recording(List.of(traces)));
    }

    private static Trace ended(String id, Ending ending) {
        return Traces.trace(id).ending(ending).build();
    }

    private static Finding invalid(String audit, String text) {
        return new Finding(audit, Severity.INVALID, text);
    }

    /** Nothing can be said of answers that are not there. */
    @Test
    void askOnlyWhatNeedsNoAnswerWhereNoneIsComplete() {
        var cut = Traces.trace("c4-001").text(20, " a").build();

        assertThat(Audits.examine(Plans.planned(Plans.loadTest(1, 3)), Plans.recording(List.of(cut))))
                .containsOnlyKeys(Audits.COMPLETE);
    }

    /** Three failures more than allowed, and no further request is sent. */
    @Test
    void noteRequestsThatWereNotSentSinceTooManyFailed() {
        var overloaded = new Ending.HttpError(503, "overloaded");
        var failed =
                new Trace[] {ended("c4-003", overloaded), ended("c4-004", overloaded), ended("c4-005", overloaded)};

        assertThat(complete(10, ONE, TWO, failed[0], failed[1], failed[2]).severity())
                .isEqualTo(Severity.NOTE);
        assertThat(complete(10, ONE, TWO, failed[0], failed[1]).severity()).isEqualTo(Severity.INVALID);
        assertThat(complete(10, ONE, failed[0], failed[1], failed[2], ended("c4-006", new Ending.Cancelled("")))
                        .severity())
                .isEqualTo(Severity.INVALID);
        // Two may fail: only five failures end the test.
        var tolerant = Plans.loadTest(10, 3, Plans.max("failed", 2, Unit.COUNT, "2"));
        assertThat(Completeness.of(tolerant, Plans.recording(List.of(ONE, TWO, failed[0], failed[1], failed[2])))
                        .severity())
                .isEqualTo(Severity.INVALID);
    }

    /** A first token that is all, and one that came at once. */
    @Test
    void allowATtftThatIsTheWholeTimeAndNoneOfZero() {
        assertThat(examine(ONE, Traces.whole("c4-002", 5, 20, 10, 1))).contains(TIMES);
        assertThat(examine(ONE, Traces.whole("c4-002", 5, 0, 10, 3)))
                .contains(invalid("times plausible", "c4-002: ttft 0.000 ms, e2e 20.000 ms, ended after 20.000 ms"));
    }

    /** Its last token came at 40 ms. */
    @Test
    void nameTheRequestThatEndedBeforeItsLastToken() {
        assertThat(examine(TWO, endedAt(40_000_000))).contains(TIMES);
        assertThat(examine(TWO, endedAt(39_000_000)))
                .contains(invalid("times plausible", "c4-001: ttft 20.000 ms, e2e 40.000 ms, ended after 39.000 ms"));
    }

    private static Trace endedAt(long nanos) {
        return new Trace(
                ONE.id(),
                false,
                ONE.requestSha256(),
                0,
                0,
                0,
                ONE.head(),
                ONE.reads(),
                ONE.body(),
                nanos,
                ONE.ending());
    }

    /** Two of four events in one read: half of the gaps are seen. */
    @Test
    void onlyNoteThatHalfOfTheEventsCameInOneRead() {
        var half = Traces.trace("c4-001")
                .text(20, " a")
                .text(20, " b")
                .text(30, " c")
                .last(40, " d", "length")
                .usage(256, 4)
                .done()
                .build();

        assertThat(CoalescedReads.of(Plans.recording(List.of(half))))
                .isEqualTo(new Finding(
                        "coalesced reads",
                        Severity.NOTE,
                        "2 of 4 events of output (50.0 %) came in one read with another, so the gaps between them were not"
                                + " seen"));
    }

    @Test
    void sayWhichTextsHaveLogProbabilities() {
        var test = Texts.test(List.of("one", "two"));
        var one = Texts.answer("one", Texts.tokens(-1, -2));
        var two = Texts.answer("two", Texts.tokens(-1));

        assertThat(TextsScored.of(test, Texts.recording(one, two)))
                .isEqualTo(new Finding(
                        "log-probabilities",
                        Severity.SOUND,
                        "all 3 tokens of 2 texts after the first of each have one"));
        assertThat(TextsScored.of(test, Texts.recording(one)))
                .isEqualTo(new Finding(
                        "log-probabilities",
                        Severity.INVALID,
                        "1 of 2 texts have none that can be used, first text two: not sent"));
    }
}
