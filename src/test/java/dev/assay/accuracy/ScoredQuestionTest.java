package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.text.AnswerSource;
import dev.assay.plan.evalsets.Question;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoredQuestionTest {
    private static final Question FORTY_TWO = Questions.number("42");

    @Test
    void saysWhatWasExpectedWhatWasFoundAndWhere() {
        assertThat(Questions.scored(FORTY_TWO, said("It is 40, then 41.")))
                .isEqualTo(new ScoredQuestion(
                        FORTY_TWO,
                        Outcome.WRONG,
                        "41",
                        AnswerSource.LAST_NUMBER,
                        "expected 42, found 41 (last number)"));
        assertThat(Questions.scored(FORTY_TWO, said("#### 42")))
                .isEqualTo(new ScoredQuestion(
                        FORTY_TWO, Outcome.CORRECT, "42", AnswerSource.DECLARED, "found 42 (declared answer)"));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                of("41", "", "stop", "wrong: expected 42, found 41 (only number of the last line)"),
                of("42", "41", "stop", "correct: found 42 (only number of the last line)"),
                of("42", "", null, "correct: found 42 (only number of the last line)"),
                of("forty-two", "42", "stop", "no-answer: expected 42, found no number in: forty-two"),
                of("<think>41</think>42", "", "stop", "correct: found 42 (only number of the last line)"),
                of("41</think>42", "", "stop", "correct: found 42 (only number of the last line)"),
                of(
                        "<think>a</think>41<think>b</think>42",
                        "",
                        "stop",
                        "correct: found 42 (only number of the last line)"),
                of("<think>16-3=13. Then 42", "", "stop", "think-unclosed: expected 42, the thinking never ended"),
                of("42<think>so", "", "stop", "think-unclosed: expected 42, the thinking never ended"),
                of("<think>a</think>42<think>so", "", "stop", "think-unclosed: expected 42, the thinking never ended"),
                of("<think>42", "", "length", "think-unclosed: expected 42, the thinking never ended"),
                of("", "So 42", "length", "think-unclosed: expected 42, the thinking never ended"),
                of("", "", "length", "truncated: expected 42, ran into max_tokens before any text"),
                of("<think>42</think> ", "", "length", "truncated: expected 42, ran into max_tokens before any text"),
                of(
                        "42",
                        "",
                        "length",
                        "truncated: expected 42, ran into max_tokens; so far 42 (only number of the last line)"),
                of("It is 4, 1", "", "length", "truncated: expected 42, ran into max_tokens; so far 1 (last number)"),
                of("It is", "", "length", "truncated: expected 42, ran into max_tokens; no number so far"),
                of("", "", "stop", "empty: expected 42, the answer is empty"),
                of(" \n\t", "", "stop", "empty: expected 42, the answer is empty"),
                of("<think>42</think>\n", "", "stop", "empty: expected 42, the answer is empty"),
                of("", "42", "stop", "empty: expected 42, the answer is empty; all text came in the reasoning channel"),
                of(
                        "42",
                        "",
                        "max_tokens",
                        "truncated: expected 42, was cut off (max_tokens); so far 42 (only number of the last line)"),
                of(
                        "17, since",
                        "",
                        "model_context_window_exceeded",
                        "truncated: expected 42, was cut off (model_context_window_exceeded); so far 17"
                                + " (only number of the last line)"),
                of("", "So 42", "MAX_TOKENS", "think-unclosed: expected 42, the thinking never ended"),
                of("42", "", "content_filter", "refused: expected 42, held back by a content filter"),
                of("42", "", "SAFETY", "refused: expected 42, held back by a content filter"),
                of("42", "", "an_odd_word", "correct: found 42 (only number of the last line)"),
                of(
                        "I'm sorry, but I can't assist with that.",
                        "",
                        "stop",
                        "refused: expected 42, refused: I'm sorry, but I can't assist with that."));
    }

    @ParameterizedTest(name = "content [{0}], reasoning [{1}], finish_reason {2}")
    @MethodSource("answers")
    void givesEveryAnswerOneOutcome(String content, String reasoning, @Nullable String finishReason, String expected) {
        var scored = Questions.scored(FORTY_TWO, new Answer(content, reasoning, finishReason));

        assertThat(scored.outcome().word() + ": " + scored.explanation()).isEqualTo(expected);
    }

    /** The thinking names the right answer, the final text does not. */
    @Test
    void doesNotJudgeTheThinkingOfAnyModelFamily() {
        var scored = Questions.scored(
                Questions.contains("Paris"), said("<seed:think>Is it Paris or Rome? Rome.</seed:think>Rome"));

        assertThat(scored.outcome()).isEqualTo(Outcome.WRONG);
        assertThat(scored.explanation()).isEqualTo("expected Paris, found Rome");
        assertThat(Questions.scored(FORTY_TWO, said("<|channel|>analysis<|message|>I try 42"))
                        .outcome())
                .isEqualTo(Outcome.THINK_UNCLOSED);
    }

    @Test
    void keepsWhatWasFoundInATruncatedAnswer() {
        var scored = Questions.scored(FORTY_TWO, new Answer("It is 4, 1", "", "length"));

        assertThat(scored.found()).isEqualTo("1");
        assertThat(scored.source()).isEqualTo(AnswerSource.LAST_NUMBER);
    }

    @Test
    void namesUnitAndToleranceOfWhatWasExpected() {
        assertThat(Questions.scored(Questions.numberWithUnit("42", "km"), said("41 km"))
                        .explanation())
                .isEqualTo("expected 42 km, found 41 (only number of the last line)");
        assertThat(Questions.scored(Questions.number("42", "0.5"), said("41")).explanation())
                .isEqualTo("expected 42 ± 0.5, found 41 (only number of the last line)");
    }

    @Test
    void showsTheBeginningOfALongTextOnOneLine() {
        var scored = Questions.scored(Questions.exact("May"), said("June \n".repeat(100)));

        assertThat(scored.explanation())
                .isEqualTo("expected May, found " + "June ".repeat(24).substring(0, 119) + "…");
    }

    @Test
    void showsATextOf120CharactersWhole() {
        var text = "June ".repeat(24).strip() + ".";

        assertThat(text).hasSize(120);
        assertThat(Questions.scored(Questions.exact("May"), said(text)).explanation())
                .isEqualTo("expected May, found " + text);
    }

    @ParameterizedTest(name = "[{0}]")
    @CsvSource({
        "' many', many",
        "'many ', many",
        "'many\nor  few', many or few",
        "很多\u3000或者, 很多 或者",
        "很多\u2028或者, 很多 或者"
    })
    void showsATextWithSingleSpacesBetweenItsWords(String text, String shown) {
        assertThat(Questions.scored(FORTY_TWO, said(text)).explanation())
                .isEqualTo("expected 42, found no number in: " + shown);
    }

    @Test
    void keepsFailedRequestsApartFromWrongAnswers() {
        assertThat(ScoredQuestion.transportError(FORTY_TWO, "HTTP 503"))
                .isEqualTo(
                        new ScoredQuestion(FORTY_TWO, Outcome.TRANSPORT_ERROR, null, null, "not measured: HTTP 503"));
        assertThat(ScoredQuestion.timeout(FORTY_TWO, "no output in 120 s"))
                .isEqualTo(
                        new ScoredQuestion(FORTY_TWO, Outcome.TIMEOUT, null, null, "not measured: no output in 120 s"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "I can't help with that.",
                "I cannot answer that question.",
                "I\u2019m sorry, I can\u2019t help you with this request.",
                "Sorry, but I am unable to assist with that",
                "As an AI language model, I cannot provide that.",
                "**I'm sorry, but I can't assist with that request.**",
                "\u62B1\u6B49\uFF0C\u6211\u65E0\u6CD5\u56DE\u7B54\u8FD9\u4E2A\u95EE\u9898\u3002",
                "\u5BF9\u4E0D\u8D77\uFF0C\u6211\u4E0D\u80FD\u63D0\u4F9B\u5E2E\u52A9\u3002"
            })
    void recognisesStandardRefusals(String text) {
        assertThat(Questions.scored(FORTY_TWO, said(text)).outcome()).isEqualTo(Outcome.REFUSED);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "I cannot determine the answer.",
                "I can't answer that without knowing the price.",
                "I'm sorry, but I can't assist with that. The weather is fine.",
                "I'm sorry for the confusion.",
                "Sorry"
            })
    void doesNotCountOtherAnswersAsRefusals(String text) {
        assertThat(Questions.scored(FORTY_TWO, said(text)).outcome()).isEqualTo(Outcome.NO_ANSWER);
    }

    /** The longest refusal has 160 characters. */
    @Test
    void countsNoLongTextAsARefusal() {
        var refusal =
                "I'm sorry, but as an AI language model, I cannot help you with that" + " request".repeat(11) + " it a";

        assertThat(refusal).hasSize(160);
        assertThat(Questions.scored(FORTY_TWO, said(refusal)).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(Questions.scored(FORTY_TWO, said(refusal + ".")).outcome()).isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void countsARefusalThatIsTheExpectedAnswerAsCorrect() {
        var question = Questions.exact("I can't help with that.");

        assertThat(Questions.scored(question, said("I can't help with that.")).outcome())
                .isEqualTo(Outcome.CORRECT);
    }

    private static Answer said(String content) {
        return new Answer(content, "", "stop");
    }

    private static Arguments of(String content, String reasoning, @Nullable String finishReason, String expected) {
        return Arguments.of(content, reasoning, finishReason, expected);
    }
}
