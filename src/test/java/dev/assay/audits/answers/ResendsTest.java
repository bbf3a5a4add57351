package dev.assay.audits.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.recording.Recording;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Forty requests of 40 ms each; requests that were sent twice took longer by the lost time. Times are in milliseconds. */
class ResendsTest {
    private static Trace whole(int number, double lost) {
        return Traces.whole("c4-" + number, 100 * number, 20 + lost, 10, 3);
    }

    private static Recording recording(List<Trace> twice) {
        var traces = new ArrayList<Trace>(
                IntStream.range(twice.size(), 40).mapToObj(i -> whole(i, 0)).toList());
        traces.addAll(twice);
        return Plans.recording(traces);
    }

    private static List<Trace> twice(@Nullable Double... lost) {
        return IntStream.range(0, lost.length)
                .mapToObj(i -> Traces.twice(whole(i, lost[i] == null ? 0 : lost[i]), lost[i]))
                .toList();
    }

    private static Optional<Finding> audit(Recording recording) {
        return Resends.audit(Plans.planned(Plans.loadTest(40, 3)), recording);
    }

    @Test
    void findsNothingIfEveryRequestWasSentOnce() {
        assertThat(audit(recording(List.of()))).isEmpty();
    }

    /** 5 of 40 × 40 + 5 ms are 0.31 %. */
    @Test
    void notesRequestsSentTwiceAndTheLostTime() {
        assertThat(audit(recording(twice(4.0, 1.0))))
                .contains(new Finding(
                        "requests sent twice",
                        Severity.NOTE,
                        "2 of 40 were sent twice, because the server closed a kept-alive connection before the"
                                + " first byte of the answer: 5.000 ms lost, at most 4.000 ms by one request,"
                                + " which is part of ttft and e2e; 0.31 % of the requests' total time"));
    }

    /** 40 of 40 × 40 + 40 ms are 2.44 %. */
    @Test
    void isInvalidIfTheLostTimeChangedTheLoad() {
        assertThat(audit(recording(twice(40.0))))
                .contains(new Finding(
                        "requests sent twice",
                        Severity.INVALID,
                        "1 of 40 was sent twice, because the server closed a kept-alive connection before the"
                                + " first byte of the answer: 40.000 ms lost, at most 40.000 ms by one"
                                + " request, which is part of ttft and e2e; 2.44 % of the requests'"
                                + " total time. In that time the server had less to do than"
                                + " planned, or did a part of it twice. Check whether"
                                + " the server restarts, or whether a proxy"
                                + " closes connections"));
    }

    @Test
    void isInvalidIfTheLostTimeIsUnknown() {
        assertThat(audit(recording(twice(4.0, null))))
                .contains(new Finding(
                        "requests sent twice",
                        Severity.INVALID,
                        "2 of 40 were sent twice, because the server closed a kept-alive connection before the"
                                + " first byte of the answer: their times do not include the lost time,"
                                + " because an older version of Assay did not record it. Measure again"));
    }

    @Test
    void countsWarmUpRequestsToo() {
        var warmup = Traces.trace("c4-w1").warmup().text(20, " x").done().build();
        var recording = recording(List.of());
        var traces = new ArrayList<>(recording.traces());
        traces.add(Traces.twice(warmup, 5.0));

        assertThat(audit(recording.with(traces)))
                .contains(new Finding(
                        "requests sent twice",
                        Severity.NOTE,
                        "0 of 40 were sent twice, and 1 of 1 warm-up requests was sent twice, because the"
                                + " server closed a kept-alive connection before the first byte of the answer:"
                                + " no measured time was lost"));
    }

    /** A late answer to a question is not a wrong one. */
    @Test
    void isOnlyANoteForQuestions() {
        var test = Plans.planned(Plans.accuracy(40));

        assertThat(Resends.audit(test, recording(twice(40.0))))
                .hasValueSatisfying(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE));
    }

    @Test
    void leavesARecordingWithoutLostTimeUnchanged() {
        assertThat(Resends.without(recording(List.of()))).isEmpty();
    }

    /** One slot, 40 ms each. The second request was due later by the time that the first lost, the third by the time that both lost. */
    @Test
    void removesLostTimeFromRequestsThatWaited() {
        var first = Traces.twice(Traces.whole("c1-1", 0, 27, 10, 3), 7.0);
        var second = Traces.twice(Traces.whole("c1-2", 47, 25, 10, 3), 5.0);
        var third = Traces.whole("c1-3", 92, 20, 10, 3);

        var without =
                Resends.without(Plans.recording(List.of(third, first, second))).orElseThrow();

        assertThat(without.traces())
                .containsExactly(
                        Traces.whole("c1-1", 0, 20, 10, 3),
                        Traces.whole("c1-2", 40, 20, 10, 3),
                        Traces.whole("c1-3", 80, 20, 10, 3));
    }

    @Test
    void keepsTheLostTimeOfARequest() {
        assertThat(whole(1, 0).lost()).isEqualTo(OptionalLong.of(0));
        assertThat(Traces.twice(whole(1, 7), 7.0).lost()).isEqualTo(OptionalLong.of(7_000_000));
        assertThat(Traces.twice(whole(1, 7), null).lost()).isEmpty();
    }
}
