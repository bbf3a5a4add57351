package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.assay.plan.evalsets.Question;
import dev.assay.plan.evalsets.ToolCallQuestions;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import dev.assay.trace.Ending;
import dev.assay.trace.FinishCounts;
import dev.assay.trace.Trace;
import dev.assay.trace.choices.FinishReason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EvalsetScorerTest {
    @Test
    void namesARequestByEvalsetAndQuestion() {
        var evalset = Plans.accuracy(2).evalset();

        assertThat(EvalsetScorer.requestId(evalset, evalset.questions().get(1))).isEqualTo("first_light_v1-q-2");
    }

    @Test
    void scoresEveryQuestionInItsOrderWhateverTheOrderOfTheTraces() {
        assertThat(scores(
                        4,
                        answer(3, "", "Let me see", "length"),
                        answer(2, "It is 41.", "", "stop"),
                        answer(1, "It is 42.", "It may be 41.", "stop")))
                .containsExactly(
                        "q-1 CORRECT: found 42 (only number of the last line)",
                        "q-2 WRONG: expected 42, found 41 (only number of the last line)",
                        "q-3 THINK_UNCLOSED: expected 42, the thinking never ended",
                        "q-4 TRANSPORT_ERROR: not measured: not asked");
    }

    @Test
    void neverJudgesTheTextOfARequestThatFailed() {
        assertThat(scores(
                        5,
                        failed(1, new Ending.Truncated("the stream ended without [DONE]")),
                        failed(2, new Ending.Timeout(Ending.Deadline.TOTAL, "not over after 30 min")),
                        failed(3, new Ending.HttpError(503, "overloaded")),
                        failed(4, new Ending.StreamError("out of memory")),
                        failed(5, new Ending.Cancelled("the test was given up"))))
                .containsExactly(
                        "q-1 TRANSPORT_ERROR: not measured: TRUNCATED (the stream ended without [DONE])",
                        "q-2 TIMEOUT: not measured: not over after 30 min",
                        "q-3 TRANSPORT_ERROR: not measured: HTTP_ERROR (503 overloaded)",
                        "q-4 TRANSPORT_ERROR: not measured: STREAM_ERROR (out of memory)",
                        "q-5 TRANSPORT_ERROR: not measured: CANCELLED (the test was given up)");
    }

    /** The server aborted the fourth answer. A deadline cut the fifth, after the server had sent its finish reason. */
    @Test
    void countsWhyAnswersEnded() {
        var scores = EvalsetScorer.score(
                Plans.accuracy(5).evalset(),
                Plans.recording(List.of(
                        answer(1, "42", "", "stop"),
                        answer(2, "42", "", "eos_token"),
                        answer(3, "42", "", "MAX_TOKENS"),
                        aborted(4),
                        Traces.trace("first_light_v1-q-5")
                                .finish(4, "stop")
                                .ending(new Ending.Timeout(Ending.Deadline.TOTAL, "late"))
                                .build())));

        assertThat(scores.finishes())
                .isEqualTo(new FinishCounts(
                        Map.of(FinishReason.STOP, 2, FinishReason.LENGTH, 1, FinishReason.GAVE_UP, 1)));
        assertThat(scores.all().get(3).explanation())
                .isEqualTo("not measured: STREAM_ERROR (the server gave the answer up (finish_reason: abort))");
    }

    private static Trace aborted(int question) {
        var answer = answer(question, "42", "", "abort");
        return answer.endedAs(Ending.ofCleanEnd(Objects.requireNonNull(answer.head()), answer.body()));
    }

    @Test
    void leavesOutTheAnswersThatWarmedTheServer() {
        var warmup = Traces.trace("first_light_v1-q-1")
                .warmup()
                .says(1, "42")
                .finish(2, "stop")
                .done();

        assertThat(scores(1, warmup.build())).containsExactly("q-1 TRANSPORT_ERROR: not measured: not asked");
    }

    /** The first is answered, the second was cut off by a deadline after its text, and the third is not asked. */
    @Test
    void givesTheAnswersOfCompleteRequestsOnly() {
        var evalset = Plans.accuracy(3).evalset();
        var late = failed(2, new Ending.Timeout(Ending.Deadline.TOTAL, "not over after 30 min"));
        var recording = Plans.recording(List.of(answer(1, "It is 42.", "It may be 41.", "stop"), late));

        assertThat(EvalsetScorer.answers(evalset, recording))
                .containsExactly(entry("q-1", new Answer("It is 42.", "It may be 41.", "stop")));
        assertThat(EvalsetScorer.score(evalset, recording).byRules())
                .isNotEmpty()
                .allSatisfy(rate -> assertThat(rate.answers()).isEqualTo(1));
        assertThat(EvalsetScorer.score(evalset, Plans.recording(List.of(late))).byRules())
                .isEmpty();
    }

    /** The second request of a question about calls is not answered, is answered by a stream, or is not there. */
    @Test
    void measuresNoQuestionAboutCallsOfWhichOneAnswerIsMissing() {
        var text = Traces.trace("first_light_v1-q-1")
                .says(1, "Hello.")
                .finish(2, "stop")
                .done();
        var late = Traces.trace("first_light_v1-q-1~whole")
                .ending(new Ending.Timeout(Ending.Deadline.TOTAL, "not over after 30 min"));

        assertThat(calls(text.build(), late.build()))
                .isEqualTo("TIMEOUT: not measured: not over after 30 min (the request that asks for no stream)");
        assertThat(calls(text.build()))
                .isEqualTo("TRANSPORT_ERROR: not measured: not asked (the request that asks for no stream)");
        assertThat(calls(late.build())).isEqualTo("TRANSPORT_ERROR: not measured: not asked");
    }

    /** Both texts are complete, and only one calls a function. */
    @Test
    void comparesTheCallsOfBothAnswers() {
        var text = Traces.trace("first_light_v1-q-1")
                .says(1, "Hello.")
                .finish(2, "stop")
                .done();
        var whole = Traces.trace("first_light_v1-q-1~whole")
                .data(
                        1,
                        "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"get_time\",\"arguments\":\"{}\"}}]}}]}")
                .finish(2, "tool_calls")
                .done();

        assertThat(calls(text.build(), whole.build()))
                .isEqualTo(
                        "STREAM_DIFFERS: streamed: found a text without a call; not streamed: expected no call, found"
                                + " get_time({})");
    }

    private static String calls(Trace... traces) {
        var plain = Plans.accuracy(1).evalset();
        var question = plain.questions().getFirst();
        var asked = new Question(
                question.id(),
                question.text(),
                ToolCallQuestions.expected("[]", "auto"),
                false,
                List.of(),
                question.place());
        var scores = EvalsetScorer.score(plain.asking(List.of(asked)), Plans.recording(List.of(traces)));
        return scores.all().getFirst().outcome() + ": "
                + scores.all().getFirst().explanation();
    }

    private static List<String> scores(int questions, Trace... traces) {
        var scores = EvalsetScorer.score(Plans.accuracy(questions).evalset(), Plans.recording(List.of(traces)));
        return scores.all().stream()
                .map(each -> each.question().id() + " " + each.outcome() + ": " + each.explanation())
                .toList();
    }

    private static Trace answer(int question, String text, String thought, String finish) {
        return Traces.trace("first_light_v1-q-" + question)
                .role(1)
                .thinks(2, thought)
                .says(3, text)
                .finish(4, finish)
                .usage(30, 6)
                .done()
                .build();
    }

    private static Trace failed(int question, Ending ending) {
        return Traces.trace("first_light_v1-q-" + question)
                .says(1, "It is 42.")
                .ending(ending)
                .build();
    }
}
