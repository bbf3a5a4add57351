package dev.assay.gate;

import static dev.assay.testing.Plans.min;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.checks.PlanChecks;
import dev.assay.gate.comparison.References;
import dev.assay.gate.outlook.LimitPreview;
import dev.assay.gate.results.LimitVerdict;
import dev.assay.gate.results.TestVerdict;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.recording.ServerCount;
import dev.assay.testing.Counted;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limit of an evalset on what the server counts while its questions are answered: 1 + 122 / 32 = 4.8125 tokens. */
class AcceptLengthTest {
    private static final Limit KEPT = min("accept-length", 4.8, Unit.TOKENS, "4.8 tokens");

    private static final Trace ANSWER = Traces.trace("first_light_v1-q-1")
            .role(1)
            .says(2, "42")
            .finish(3, "stop")
            .usage(256, 3)
            .done()
            .build();

    private static Recording counted(Counted counted) {
        return counted.with(ServerCount.DRAFTS, 32)
                .with(ServerCount.ACCEPTED_TOKENS, 122)
                .over(ANSWER);
    }

    private static TestVerdict judge(Recording recording, Limit... limits) {
        return Judge.judge(Plans.planned(Plans.accuracy(1, limits)), recording);
    }

    @ParameterizedTest
    @CsvSource({"4.8125, PASS", "4.82, FAIL"})
    void isJudgedByTheServersCounters(double least, String verdict) {
        var test = judge(counted(Counted.requests(1)), min("accept-length", least, Unit.TOKENS, least + " tokens"));

        assertThat(test.word()).isEqualTo(verdict);
    }

    @Test
    void isShownWithTheNumberOfDrafts() {
        assertThat(judge(counted(Counted.requests(1)), KEPT).headline())
                .isEqualTo(
                        "PASS smollm2-135m first_light_v1: accept-length 4.8 tokens, allowed at least 4.8 tokens, n=32"
                                + " (recorded 2026-11-21)");
    }

    @Test
    void isUnmeasuredIfOthersUsedTheServer() {
        var test = judge(counted(Counted.requests(3)), KEPT, min("accuracy", 1, Unit.SHARE, "1/1"));

        assertThat(test.limits()).extracting(LimitVerdict::word).containsExactly("UNMEASURED", "PASS");
        assertThat(test.headline())
                .startsWith("UNMEASURED smollm2-135m first_light_v1: it counted 3 requests, 1 here; 768 prompt tokens,"
                        + " 256 here; 9 output tokens, 3 here (12 polls): its figures include other requests");
    }

    @Test
    void isUnmeasuredIfNobodyReadTheCounters() {
        assertThat(judge(Plans.recording(List.of(ANSWER)), KEPT).headline())
                .isEqualTo("UNMEASURED smollm2-135m first_light_v1: accept-length has no value, allowed at least 4.8"
                        + " tokens, n=0: the server's counters were not read. See docs/thresholds.md, what the server"
                        + " counts. (recorded 2026-11-21)");
    }

    private static TestVerdict judge(Recording first, Recording second) {
        return Judge.judge(
                Plans.planned(Plans.accuracy(1, KEPT)),
                List.of(
                        new Repeat.Recorded(1, "run r-1", () -> first),
                        new Repeat.Recorded(2, "run r-1", () -> second)),
                References.NONE);
    }

    @Test
    void isTheMeanOfTheRepeatsWithTheDraftsOfAll() {
        var counted = counted(Counted.requests(1));

        assertThat(judge(counted, counted).limits().getFirst().sentence())
                .startsWith("accept-length 4.8 tokens, the mean of 2 repeats")
                .endsWith(", n=64");
    }

    @Test
    void saysWhichRepeatHasNoCounters() {
        assertThat(judge(counted(Counted.requests(1)), Plans.recording(List.of(ANSWER)))
                        .headline())
                .contains("repeat 2: the server's counters were not read");
    }

    @Test
    void isUnmeasuredIfTheServerDoesNotSpeculate() {
        assertThat(judge(Counted.requests(1).over(ANSWER), KEPT).headline())
                .contains("the server counts no drafts: it does not speculate, or does not report it");
    }

    @Test
    void needsNoShareThatTheNumberOfQuestionsAllows() {
        assertThat(PlanChecks.problems(Plans.plan(Plans.accuracy(1, KEPT)))).isEmpty();
        assertThat(LimitPreview.of(Plans.planned(Plans.accuracy(1, KEPT)), KEPT))
                .isEqualTo("judged as it is, over all drafts of the server");
    }
}
