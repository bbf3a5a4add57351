package dev.assay.audits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audits.findings.Finding;
import dev.assay.audits.findings.Finding.Severity;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The audits of an evalset's answers; ThinkingTest has that of their thinking. */
class EvalsetAuditsTest {
    @Test
    void nameTheAnswerOfAnotherModel() {
        var other = Traces.trace("first_light_v1-q-1")
                .by("other")
                .says(20, "42")
                .finish(30, "stop")
                .usage(30, 2)
                .done()
                .build();

        assertThat(examine(other))
                .contains(invalid(
                        "model",
                        "first_light_v1-q-1 was answered by [other], the request asked for" + " [smollm2-135m]"));
    }

    @Test
    void nameTheAnswerThatIsLongerThanWasAsked() {
        assertThat(examine(answer(64)))
                .contains(new Finding(
                        "answers within max tokens", Severity.SOUND, "at most 64 tokens out in every complete answer"));
        assertThat(examine(answer(65)))
                .contains(invalid("answers within max tokens", "first_light_v1-q-1: 65 tokens out, the limit is 64"));
        assertThat(examine(answer(0)))
                .contains(new Finding(
                        "answers within max tokens",
                        Severity.NOTE,
                        "1 of 1 answers do not say how many tokens they have"));
        assertThat(examine(Traces.trace("first_light_v1-q-1")
                        .finish(30, "stop")
                        .usage(30, 0)
                        .done()
                        .build()))
                .contains(new Finding(
                        "answers within max tokens", Severity.SOUND, "at most 64 tokens out in every complete answer"));
        assertThat(examine(uncounted()))
                .contains(new Finding(
                        "answers within max tokens",
                        Severity.NOTE,
                        "1 of 1 answers do not say how many tokens they have"));
    }

    @Test
    void nameTheFinishReasonsThatNobodyKnows() {
        assertThat(examine(ended(1, "stop"), ended(2, "moon"), ended(3, "sun"), ended(4, "moon")))
                .contains(new Finding(
                        "finish reasons",
                        Severity.NOTE,
                        "3 of 4 answers ended for an unknown reason: [moon], [sun], first first_light_v1-q-2;"
                                + " they count as complete answers"));
        assertThat(examine(ended(1, "stop"), ended(2, "MAX_TOKENS")))
                .extracting(Finding::audit)
                .doesNotContain("finish reasons");
    }

    private static Trace ended(int question, String reason) {
        return Traces.trace("first_light_v1-q-" + question)
                .says(20, "42")
                .finish(30, reason)
                .usage(30, 2)
                .done()
                .build();
    }

    private static Trace answer(int tokens) {
        return Traces.trace("first_light_v1-q-1")
                .role(10)
                .says(20, "42")
                .finish(30, "stop")
                .usage(30, tokens)
                .done()
                .build();
    }

    /** That a model says nothing is an answer; that it says it before it was asked is none. */
    @Test
    void examineTheTimesOfAnswersToo() {
        var silent = Traces.trace("first_light_v1-q-1")
                .finish(30, "stop")
                .usage(30, 1)
                .done();
        var early = Traces.trace("first_light_v1-q-1")
                .sentAt(20)
                .says(18, "42")
                .finish(30, "stop")
                .usage(30, 2);

        assertThat(examine(silent.build()))
                .contains(new Finding("times plausible", Severity.SOUND, "0 < ttft ≤ e2e in every complete request"));
        assertThat(examine(early.done().build()))
                .contains(invalid(
                        "times plausible", "first_light_v1-q-1: ttft -2.000 ms, e2e 10.000 ms, ended after 10.000 ms"));
    }

    private static List<Finding> examine(Trace... traces) {
        return List.copyOf(
                Audits.examine(Plans.planned(Plans.accuracy(traces.length)), Plans.recording(List.of(traces)))
                        .values());
    }

    private static Finding invalid(String audit, String text) {
        return new Finding(audit, Severity.INVALID, text);
    }

    private static Trace uncounted() {
        return Traces.trace("c4-001")
                .last(20, " a", "length")
                .data(20, "{\"choices\":[],\"usage\":null}")
                .done()
                .build();
    }
}
