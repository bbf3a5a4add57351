package dev.assay.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.asking.AskingOrder;
import dev.assay.gate.comparison.Reference;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.TestVerdict;
import dev.assay.input.Location;
import dev.assay.plan.Plan.Planned;
import dev.assay.plan.testspecs.Limit;
import dev.assay.plan.testspecs.TestSpec;
import dev.assay.plan.thresholds.Against;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Margin;
import dev.assay.plan.thresholds.Unit;
import dev.assay.recording.Recording;
import dev.assay.starts.RunSet;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.Trace;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 300 questions in three parts of 100; the reference has answered all of them rightly. */
class EarlyJudgeTest {
    private static final int QUESTIONS = 300;
    private static final long SEED = 42;
    private static final Limit NO_WORSE = Plans.min("accuracy", 1, Unit.SHARE, "1")
            .with(new Bound.NoWorse(new Against("bf16", Location.commandLine()), new Margin.Points(0.03, "3 pp")));

    private static final Planned TEST = planned(NO_WORSE);

    private static Planned planned(Limit limit) {
        var all = Plans.accuracy(QUESTIONS, limit);
        return Plans.planned(new TestSpec.Accuracy(
                all.name(),
                all.evalset(),
                all.concurrency(),
                true,
                all.source(),
                all.limits(),
                all.conditions(),
                all.place()));
    }

    /** Returns the answers to so many questions in the order in which they are asked; a place of the order is right or wrong. */
    private static Recording answers(int asked, IntPredicate right) {
        var evalset = ((TestSpec.Accuracy) TEST.test()).evalset();
        var order = AskingOrder.of(evalset, SEED).questions();
        return Plans.recording(IntStream.range(0, asked)
                .mapToObj(i -> answer(order.get(i).id(), right.test(i)))
                .toList());
    }

    private static Trace answer(String id, boolean right) {
        return Traces.trace("first_light_v1-" + id)
                .role(1)
                .says(2, right ? "42" : "41")
                .finish(3, "stop")
                .usage(30, 6)
                .done()
                .build();
    }

    private static final References ALL_RIGHT = (planned, against, measured) -> new Reference.Found(
            new RunSet(
                    "bf16",
                    List.of(MeasuredStarts.of(
                            Plans.planned(Plans.accuracy(QUESTIONS)), answers(QUESTIONS, i -> true), "run 1"))),
            false);

    private static TestVerdict judge(Recording recording) {
        return Judge.judge(TEST, List.of(new Repeat.Recorded(1, "this run", () -> recording)), ALL_RIGHT);
    }

    private static boolean isDecided(Recording recording) {
        return Judge.isDecided(TEST, (TestSpec.Accuracy) TEST.test(), recording, ALL_RIGHT);
    }

    @Test
    void failsAfterTheFirstPartIfThatIsClear() {
        var recording = answers(100, i -> i >= 20);

        assertThat(isDecided(recording)).isTrue();
        assertThat(judge(recording).headline())
                .startsWith("FAIL smollm2-135m first_light_v1: accuracy no-worse against bf16 80/100, was 100/100")
                .contains(", after 100 of 300 questions, margin 3 pp, n=100");
        assertThat(((TestVerdict.OfAccuracy) judge(recording)).scores().all()).hasSize(100);
        assertThat(judge(recording).planned()).isEqualTo(TEST);
    }

    @Test
    void saysWhichQuestionsWereLostAlsoAfterTheFirstPart() {
        var compared = Objects.requireNonNull(
                judge(answers(100, i -> i >= 20)).limits().getFirst().compared());

        assertThat(compared.flips().orElseThrow().lost()).hasSize(20);
        assertThat(compared.with()).isEqualTo("bf16");
        assertThat(compared.sentence())
                .startsWith("accuracy against bf16 80/100, was 100/100")
                .endsWith(", margin 3 pp, 100 questions, after 100 of 300 questions");
    }

    /** Seven lost and none gained: p = 2^-7 = 0.0078 is above the 0.002 of the first look, and would be a FAIL at the level of 0.01. */
    @Test
    void needsMoreToFailAtTheFirstLook() {
        assertThat(isDecided(answers(100, i -> i >= 7))).isFalse();
        assertThat(isDecided(answers(100, i -> i >= 9))).isTrue();
    }

    /** The bound of no flip in 100 questions, −2.6 %, would pass at 95 %. */
    @Test
    void cannotPassAfterTheFirstPart() {
        assertThat(isDecided(answers(100, i -> true))).isFalse();
    }

    /** At 99 % no flip in 200 questions bounds the loss to z² / (n + z²) = 5.412 / 205.4 = 2.63 points. */
    @Test
    void passesAfterTheSecondPartIfThatIsClear() {
        var recording = answers(200, i -> true);

        assertThat(isDecided(recording)).isTrue();
        assertThat(judge(recording).headline())
                .startsWith("PASS smollm2-135m first_light_v1: accuracy no-worse against bf16 200/200, was 200/200")
                .contains(", after 200 of 300 questions, margin 3 pp, n=200");
    }

    @Test
    void isInconclusiveAfterAllPartsIfNothingIsClear() {
        var recording = answers(300, i -> i % 60 != 0);

        assertThat(isDecided(recording)).isFalse();
        assertThat(judge(recording).word()).isEqualTo("INCONCLUSIVE");
        assertThat(judge(recording).headline()).contains("295/300, was 300/300").doesNotContain("after 300");
    }

    /** The first part failed, and that stands, although all questions together would not fail. */
    @Test
    void keepsTheFirstDecisionIfMoreWasAsked() {
        var recording = answers(300, i -> i >= 9);

        assertThat(judge(recording).headline()).startsWith("FAIL").contains("91/100, was 100/100");
    }

    @Test
    void isUnmeasuredIfTheLimitOfTodayNeedsMoreThanWasAsked() {
        assertThat(judge(answers(200, i -> i % 60 != 0)).headline())
                .contains("UNMEASURED")
                .contains("accuracy no-worse against bf16 196/200, was 200/200")
                .contains(
                        "only 200 of 300 questions were asked, and they decide nothing by this limit. Measure it again.");
    }

    @Test
    void isUnmeasuredIfTheFirstPartIsNotComplete() {
        assertThat(judge(answers(99, i -> true)).word()).isEqualTo("UNMEASURED");
    }

    @Test
    void isUnmeasuredIfAQuestionFailed() {
        var all = answers(300, i -> true);
        var traces = new java.util.ArrayList<>(all.traces());
        traces.set(
                5,
                Traces.trace(traces.get(5).id())
                        .ending(new Ending.HttpError(500, "out of memory"))
                        .build());

        assertThat(judge(Plans.recording(traces)).word()).isEqualTo("UNMEASURED");
        assertThat(isDecided(Plans.recording(traces.subList(0, 100)))).isFalse();
    }

    @Test
    void isUnmeasuredWithoutAReference() {
        var test = Judge.judge(
                TEST, List.of(new Repeat.Recorded(1, "this run", () -> answers(300, i -> true))), References.NONE);

        assertThat(test.word()).isEqualTo("UNMEASURED");
        assertThat(test.headline()).contains("nothing was measured that it could be compared with");
    }
}
