package dev.assay.figures.texts;

import static dev.assay.testing.Texts.answer;
import static dev.assay.testing.Texts.recording;
import static dev.assay.testing.Texts.test;
import static dev.assay.testing.Texts.token;
import static dev.assay.testing.Texts.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.testing.Streams;
import dev.assay.testing.Texts;
import dev.assay.trace.Ending;
import dev.assay.trace.TokenLogprob;
import dev.assay.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextScoresTest {
    private static TextScores scores(Trace... traces) {
        return TextScores.of(test(List.of("one", "two")), recording(traces));
    }

    /** By hand: (1 + 2 + 3 + 2 + 2) / 5 = 2, so the perplexity is e². */
    @Test
    void theMeanIsOverAllTokensThatHaveALogProbability() {
        var scores = scores(answer("one", tokens(-1, -2, -3)), answer("two", tokens(-2, -2)));

        assertThat(scores.unscored()).isEmpty();
        assertThat(scores.tokens()).isEqualTo(5);
        assertThat(TextFigure.NLL.of(scores)).hasValue(2.0);
        assertThat(TextFigure.PERPLEXITY.of(scores).orElseThrow()).isCloseTo(7.38905609893065, within(1e-14));
    }

    /** NumPy 2.4.6 and SciPy 1.17.1: residuals 7 − 3r and 4 − 2r with r = 11/5, t(0.975, 1) = 12.706204736174698. */
    @Test
    void theIntervalTakesTextsAsTheSample() {
        var scores = scores(answer("one", tokens(-1, -3, -3)), answer("two", tokens(-2, -2)));

        var nll = scores.interval(TextFigure.NLL).orElseThrow();
        assertThat(nll.low()).isCloseTo(2.2 - 12.706204736174698 * 0.16, within(1e-9));
        assertThat(nll.high()).isCloseTo(2.2 + 12.706204736174698 * 0.16, within(1e-9));
        var perplexity = scores.interval(TextFigure.PERPLEXITY).orElseThrow();
        assertThat(perplexity.low()).isCloseTo(Math.exp(nll.low()), within(1e-9));
        assertThat(perplexity.high()).isCloseTo(Math.exp(nll.high()), within(1e-9));
    }

    @Test
    void whatWasGeneratedAfterTheTextDoesNotCount() {
        var generated = new ArrayList<>(tokens(-1, -1));
        generated.add(token("x", -50.0, "x"));

        var scores = scores(answer("one", 3, 1, generated), answer("two", 3, 0, tokens(-1, -1)));

        assertThat(scores.nll()).hasValue(1.0);
        assertThat(scores.tokens()).isEqualTo(4);
    }

    @Test
    void aServerMayGiveTheFirstTokenALogProbabilityToo() {
        var scores = scores(
                answer("one", List.of(token("a", -4.0, "a"), token("b", -2.0, "b"))),
                answer("two", tokens(-2, -2, -2)));

        assertThat(scores.nll()).hasValue((4 + 2 + 6) / 5.0);
    }

    @Test
    void withoutAnyTextThereIsNoValue() {
        var scores = scores();

        assertThat(scores.nll()).isEmpty();
        assertThat(scores.interval(TextFigure.NLL)).isEmpty();
        assertThat(TextFigure.PERPLEXITY.of(scores)).isEmpty();
        assertThat(scores.unscored())
                .extracting(TextScores.Unscored::toString)
                .containsExactly("text one: not sent", "text two: not sent");
    }

    @Test
    void oneTextHasNoInterval() {
        var scores = scores(answer("one", tokens(-1, -2)));

        assertThat(scores.nll()).hasValue(1.5);
        assertThat(scores.interval(TextFigure.NLL)).isEmpty();
    }

    @Test
    void aRequestThatFailedHasNoLogProbabilities() {
        var failed = answer("one", tokens(-1)).endedAs(new Ending.Truncated("cut"));

        assertThat(scores(failed).unscored().getFirst())
                .hasToString("text one: " + failed.ending().describe());
    }

    private static String reason(int prompt, int completion, List<TokenLogprob> tokens) {
        return scores(answer("one", prompt, completion, tokens))
                .unscored()
                .getFirst()
                .toString();
    }

    @Test
    void saysWhereALogProbabilityIsMissing() {
        assertThat(reason(3, 0, List.of(token("a", null, null), token("b", -1.0, "b"), token("c", null, null))))
                .isEqualTo("text one: token 3 of 3 [c] has no log-probability");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -9999  | which stands for minus infinity: its probability is 0
            -12000 | which stands for minus infinity: its probability is 0
            0.5    | and none is above 0
            """)
    void refusesWhatNoTokenCanHave(double logprob, String why) {
        assertThat(reason(3, 0, List.of(token("a", null, null), token("b", logprob, "b"), token("c", -1.0, "c"))))
                .isEqualTo("text one: token 2 of 3 [b] has the log-probability " + logprob + ", " + why);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1})
    void refusesOneNumberForAllTokens(double logprob) {
        assertThat(reason(
                        9,
                        0,
                        tokens(DoubleStream.generate(() -> logprob).limit(8).toArray())))
                .isEqualTo("text one: all its tokens but the first have the log-probability " + logprob
                        + ", which no model gives: the server or a gateway fills it in");
    }

    @Test
    void allowsTheRoundingOfAProbabilityNearOne() {
        assertThat(scores(answer("one", tokens(1e-6, -1))).nll()).hasValue((1 - 1e-6) / 2);
        assertThat(scores(answer("one", tokens(0.001, -1))).nll()).hasValue(0.999 / 2);
    }

    @Test
    void allowsManyTokensOfWhichOneDiffers() {
        assertThat(scores(answer("one", tokens(-1, -1, -1, -1, -1, -1, -1, -1, -10)))
                        .nll())
                .hasValue(2.0);
    }

    @Test
    void saysThatAGatewayRemovedThem() {
        assertThat(reason(12, 1, List.of()))
                .isEqualTo(
                        "text one: the answer has no log-probabilities: the server does not give them for a streamed completion with"
                                + " 'echo', or a gateway removes them");
    }

    @Test
    void saysThatTheTextWasNotEchoed() {
        assertThat(reason(12, 1, List.of(token("x", -1.0, "x"))))
                .isEqualTo(
                        "text one: the answer has log-probabilities of 1 token, and the text has 12 tokens by its usage: the server or a"
                                + " gateway does not apply 'echo'");
    }

    @Test
    void saysThatATextIsTooShort() {
        assertThat(reason(1, 0, List.of(token("x", null, null))))
                .isEqualTo(
                        "text one: it has 1 token, and only a token after another one has a log-probability: remove it, or make it longer");
    }

    @Test
    void saysThatTheAnswerHasNoUsage() {
        assertThat(scores(answer("one", "data: {\"choices\":[{\"text\":\"a\"}]}\n\n" + Streams.DONE))
                        .unscored()
                        .getFirst())
                .hasToString("text one: the answer has no usage, so it is not known how many tokens the text has");
    }

    @Test
    void requestsAreNamedAfterTheTestAndTheText() {
        var test = Texts.test(List.of("harbour", "bread"));

        assertThat(TextScores.requestId(test, test.texts().texts().getFirst())).isEqualTo("t-harbour");
    }
}
