package dev.assay.audits.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Two slots, A from 0 and B from 5 ms on, with five requests each, one after the other. A request has ten tokens, one each 10 ms after the first. The
 * longest gap of the median request is 10 ms, so a stall lasts at least 50 ms.
 */
class StallsTest {
    private static final String USUAL = "; the longest gap of a request is 10.000 ms in the median";

    /** A request with a time before its first token, and gaps before some of the other nine that are not 10 ms. */
    private record Special(double ttft, Map<Integer, Double> gaps) {}

    private static Special pause(int token, double millis) {
        return new Special(10, Map.of(token, millis));
    }

    /** Returns all ten requests; those that are not named have a usual ttft and usual gaps. */
    private static List<Trace> requests(double usualTtft, Map<String, Special> special) {
        var traces = new ArrayList<Trace>();
        for (var slot : List.of("a", "b")) {
            var time = slot.equals("a") ? 0.0 : 5.0;
            for (var i = 0; i < 5; i++) {
                var id = slot + i;
                var how = special.getOrDefault(id, new Special(usualTtft, Map.of()));
                var trace = Traces.trace(id).sentAt(time);
                time += how.ttft;
                for (var token = 0; token < 9; token++) {
                    trace.text(time, " x");
                    time += how.gaps.getOrDefault(token + 1, 10.0);
                }
                traces.add(
                        trace.last(time, " x", "length").usage(256, 10).done().build());
            }
        }
        return traces;
    }

    private static Finding found(List<Trace> traces) {
        return Stalls.of(Plans.throttled(Plans.loadTest(10, 10), 2, 2), Plans.recording(traces));
    }

    private static Finding found(Map<String, Special> special) {
        return found(requests(10, special));
    }

    private static Finding note(String text) {
        return new Finding("stalls", Severity.NOTE, "all streams stood still together: " + text + USUAL);
    }

    private static final Finding NONE =
            new Finding("stalls", Severity.SOUND, "the streams never stood still together" + USUAL);

    /** A has tokens at 210 to 240 and from 340 ms on, B at 215 to 245 and from 335. */
    @Test
    void areTheTimesInWhichNoOpenStreamBringsAnything() {
        assertThat(found(Map.of("a2", pause(4, 100), "b2", pause(4, 90))))
                .isEqualTo(note("for 90.000 ms with 2 open, 0.245 s into the test (2026-11-21T21:04:00.245Z)"));
    }

    @Test
    void areNoneWhereOneStreamGoesOn() {
        assertThat(found(Map.of())).isEqualTo(NONE);
        assertThat(found(Map.of("a2", pause(4, 100)))).isEqualTo(NONE);
    }

    @Test
    void lastAtLeastFiveTimesTheUsualLongestGap() {
        assertThat(found(Map.of("a2", pause(4, 60), "b2", pause(4, 50))))
                .isEqualTo(note("for 50.000 ms with 2 open, 0.245 s into the test (2026-11-21T21:04:00.245Z)"));
        assertThat(found(Map.of("a2", pause(4, 60), "b2", pause(4, 49.999)))).isEqualTo(NONE);
        // From 240 to 290 and from 245 to 295: together only 45 ms.
        assertThat(found(Map.of("a2", pause(4, 50), "b2", pause(4, 50)))).isEqualTo(NONE);
    }

    /** A is silent from 330 ms on, and B waits for its first token from 265 to 565; three times the usual ttft is 120 ms. */
    @Test
    void lastAtLeastThreeTimesTheUsualTtftWhileARequestWaits() {
        var waits = new Special(300, Map.of());

        assertThat(found(requests(40, Map.of("a2", new Special(40, Map.of(4, 120.0)), "b2", waits))))
                .isEqualTo(note("for 120.000 ms with 1 open, 0.330 s into the test (2026-11-21T21:04:00.330Z)"));
        assertThat(found(requests(40, Map.of("a2", new Special(40, Map.of(4, 119.999)), "b2", waits))))
                .isEqualTo(NONE);
    }

    /** The same, but B has waited until its first token at 355 ms, and both are silent from then on. */
    @Test
    void lastAsLongWhereARequestWaitedAtTheirBegin() {
        var waited = new Special(90, Map.of(1, 200.0));

        assertThat(found(requests(40, Map.of("a2", new Special(40, Map.of(4, 119.999)), "b2", waited))))
                .isEqualTo(note("for 94.999 ms with 2 open, 0.355 s into the test (2026-11-21T21:04:00.355Z)"));
    }

    @Test
    void areThreeTimesShownAndThenCounted() {
        var a = new Special(10, Map.of(2, 100.0, 4, 100.0, 6, 100.0, 8, 100.0));
        var b = new Special(10, Map.of(2, 90.0, 4, 90.0, 6, 90.0, 8, 90.0));
        var three = "for 90.000 ms with 2 open, 0.225 s into the test (2026-11-21T21:04:00.225Z), for 85.000 ms with 2"
                + " open, 0.330 s into the test (2026-11-21T21:04:00.330Z), for 75.000 ms with 2 open, 0.440 s into the test"
                + " (2026-11-21T21:04:00.440Z)";

        assertThat(found(Map.of("a2", a, "b2", b))).isEqualTo(note(three + " and 1 more times"));
        assertThat(found(Map.of("a2", a, "b2", new Special(10, Map.of(2, 90.0, 4, 90.0, 6, 90.0)))))
                .isEqualTo(note(three));
    }

    /** The prompts of the first requests are computed one after the other, and the answers to the last ones end one by one. */
    @Test
    void areNotLookedForBeforeAllFirstRequestsHaveOutputNorAfterTheLastWasSent() {
        assertThat(found(Map.of("a0", pause(1, 100), "b0", new Special(200, Map.of()))))
                .isEqualTo(NONE);
        assertThat(found(Map.of("a4", pause(4, 100), "b4", pause(4, 100)))).isEqualTo(NONE);
    }

    /** B has its first token at 205 ms, in the middle of the silence of A, and is silent too. */
    @Test
    void beginWhenAllFirstRequestsHaveOutput() {
        assertThat(found(Map.of("a0", pause(1, 300), "b0", new Special(200, Map.of(1, 300.0)))))
                .isEqualTo(note("for 105.000 ms with 2 open, 0.205 s into the test (2026-11-21T21:04:00.205Z)"));
    }

    @Test
    void touchARequestThatWasUnderWay() {
        var trace = Traces.whole("c4-001", 100, 20, 10, 3);

        assertThat(stall(90, 100).touches(trace)).isFalse();
        assertThat(stall(90, 101).touches(trace)).isTrue();
        assertThat(stall(139, 200).touches(trace)).isTrue();
        assertThat(stall(140, 200).touches(trace)).isFalse();
    }

    private static Stalls.Stall stall(long from, long to) {
        return new Stalls.Stall(from * 1_000_000, to * 1_000_000, 1);
    }

    /** One read brings all of each answer. */
    @Test
    void areUnknownWithoutGaps() {
        var traces = new ArrayList<Trace>();
        for (var i = 0; i < 10; i++) {
            traces.add(Traces.whole("c4-" + i, 10 * i, 15, 0, 3));
        }

        assertThat(found(traces))
                .isEqualTo(
                        new Finding(
                                "stalls",
                                Severity.SOUND,
                                "the streams never stood still together; the longest gap of a request is 0.000 ms in the median"));
    }
}
