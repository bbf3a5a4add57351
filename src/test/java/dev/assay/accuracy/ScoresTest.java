package dev.assay.accuracy;

import static dev.assay.testing.Figures.named;
import static dev.assay.testing.Figures.ofEvalset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.assay.accuracy.Scores.Share;
import dev.assay.accuracy.text.AnswerSource;
import dev.assay.input.Location;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.NamedFigure;
import dev.assay.plan.thresholds.Unit;
import dev.assay.trace.FinishCounts;
import dev.assay.trace.choices.FinishReason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final Scores MIXED = scores(
            Outcome.CORRECT, Outcome.CORRECT, Outcome.CORRECT, Outcome.WRONG, Outcome.TRUNCATED, Outcome.TIMEOUT);

    @Test
    void namesEveryFigureThatALimitMayName() {
        assertThat(Scores.FIGURES)
                .extracting(NamedFigure::key, NamedFigure::unit, NamedFigure::better)
                .containsExactly(
                        tuple("accuracy", Unit.SHARE, Direction.MORE),
                        tuple("wrong", Unit.SHARE, Direction.LESS),
                        tuple("no-answer", Unit.SHARE, Direction.LESS),
                        tuple("malformed-call", Unit.SHARE, Direction.LESS),
                        tuple("stream-differs", Unit.SHARE, Direction.LESS),
                        tuple("truncated", Unit.SHARE, Direction.LESS),
                        tuple("think-unclosed", Unit.SHARE, Direction.LESS),
                        tuple("empty", Unit.SHARE, Direction.LESS),
                        tuple("refused", Unit.SHARE, Direction.LESS),
                        tuple("guessed", Unit.SHARE, Direction.LESS),
                        tuple("finish.stop", Unit.SHARE, Direction.NEITHER),
                        tuple("finish.length", Unit.SHARE, Direction.NEITHER),
                        tuple("finish.tool-calls", Unit.SHARE, Direction.NEITHER),
                        tuple("finish.content-filter", Unit.SHARE, Direction.LESS),
                        tuple("finish.gave-up", Unit.SHARE, Direction.LESS),
                        tuple("finish.unknown", Unit.SHARE, Direction.LESS));
    }

    @Test
    void tellsWhichQuestionsCountInAShareOfQuestions() {
        var wrong = ofEvalset("wrong").counts().orElseThrow();

        assertThat(MIXED.all().stream().filter(wrong))
                .extracting(ScoredQuestion::outcome)
                .containsExactly(Outcome.WRONG);
        assertThat(ofEvalset("finish.stop").counts()).isEmpty();
        assertThat(ofEvalset("wrong")).hasToString("wrong");
        assertThat(ofEvalset("accuracy")).hasToString("accuracy");
    }

    @Test
    void givesAValueForEveryNamedFigure() {
        assertThat(Scores.FIGURES)
                .filteredOn(figure -> !figure.key().startsWith("finish."))
                .allSatisfy(figure -> assertThat(MIXED.figure(figure)).isPresent());
        assertThat(MIXED.figure(ofEvalset("accuracy"))).contains(new Share(3, 5));
        assertThat(MIXED.figure(ofEvalset("wrong"))).contains(new Share(1, 5));
        assertThat(MIXED.figure(ofEvalset("no-answer"))).contains(new Share(0, 5));
        assertThat(MIXED.figure(ofEvalset("truncated"))).contains(new Share(1, 5));
    }

    /** One of three answers was cut off; a fourth has no finish reason. */
    @Test
    void givesTheShareOfEachFinishReason() {
        var finishes = new FinishCounts(Map.of(FinishReason.STOP, 2, FinishReason.LENGTH, 1));
        var scores = new Scores(MIXED.all(), finishes);

        assertThat(scores.figure(ofEvalset("finish.stop"))).contains(new Share(2, 3));
        assertThat(scores.figure(ofEvalset("finish.length"))).contains(new Share(1, 3));
        assertThat(scores.figure(ofEvalset("finish.gave-up"))).contains(new Share(0, 3));
        assertThat(MIXED.figure(ofEvalset("finish.stop"))).isEmpty();
    }

    /**
     * Three questions with two answers each: both right, both wrong, one right. They are worth 0.6225 independent answers
     * (ClusteredDifferencesTest), not six.
     */
    @Test
    void allowsInTheIntervalForWhatTheAnswersToOneQuestionHaveInCommon() {
        var all = List.of(
                answer("a", 1, Outcome.CORRECT),
                answer("a", 2, Outcome.CORRECT),
                answer("b", 1, Outcome.WRONG),
                answer("b", 2, Outcome.WRONG),
                answer("c", 1, Outcome.CORRECT),
                answer("c", 2, Outcome.WRONG));

        var share = new Scores(all, FinishCounts.of(List.of())).accuracy().orElseThrow();

        assertThat(share.count()).isEqualTo(3);
        assertThat(share.of()).isEqualTo(6);
        assertThat(share.effective()).isCloseTo(0.6225, within(0.0001));
        // Wilson's interval of 1/2 among n: ± z / 2 / √(n + z²), z² = 3.8415
        assertThat(share.interval().low()).isCloseTo(0.5 - 0.98 / Math.sqrt(0.6225 + 3.8415), within(0.0001));
    }

    private static ScoredQuestion answer(String question, int number, Outcome outcome) {
        var place = new Location("m.jsonl", 1, 1);
        return new ScoredQuestion(
                new Question(
                        question + "#" + number, "What?", new Expected.Exact("x"), false, List.of(), question, place),
                outcome,
                null,
                null,
                "");
    }

    @Test
    void countsFailedRequestsNeitherAsRightNorAsWrong() {
        assertThat(MIXED.answered()).isEqualTo(5);
        assertThat(MIXED.accuracy()).contains(new Share(3, 5));
        assertThat(MIXED.notMeasured()).extracting(ScoredQuestion::outcome).containsExactly(Outcome.TIMEOUT);
        assertThat(Arrays.stream(Outcome.values()).filter(Outcome::notMeasured))
                .containsExactly(Outcome.TRANSPORT_ERROR, Outcome.TIMEOUT);
    }

    @Test
    void hasNoAccuracyIfNoQuestionWasAnswered() {
        assertThat(scores().accuracy()).isEqualTo(Optional.empty());
        assertThat(scores(Outcome.TRANSPORT_ERROR).figure(ofEvalset("wrong"))).isEqualTo(Optional.empty());
    }

    @Test
    void countsEveryOutcome() {
        assertThat(MIXED.counts())
                .containsExactly(
                        entry(Outcome.CORRECT, 3),
                        entry(Outcome.WRONG, 1),
                        entry(Outcome.NO_ANSWER, 0),
                        entry(Outcome.MALFORMED_CALL, 0),
                        entry(Outcome.STREAM_DIFFERS, 0),
                        entry(Outcome.TRUNCATED, 1),
                        entry(Outcome.THINK_UNCLOSED, 0),
                        entry(Outcome.EMPTY, 0),
                        entry(Outcome.REFUSED, 0),
                        entry(Outcome.TRANSPORT_ERROR, 0),
                        entry(Outcome.TIMEOUT, 1));
    }

    @Test
    void countsTheAnswerSourcesOfCompleteAnswers() {
        var question = Questions.number("42");
        var declared = Questions.scored(question, new Answer("#### 42", "", "stop"));
        var last = Questions.scored(question, new Answer("40, then 41", "", "stop"));
        var cut = Questions.scored(question, new Answer("40, then 41", "", "length"));

        var scores = new Scores(List.of(declared, last, last, cut), FinishCounts.NONE);

        assertThat(scores.answerSources())
                .hasSize(AnswerSource.values().length)
                .contains(
                        entry(AnswerSource.DECLARED, 1),
                        entry(AnswerSource.ONLY_NUMBER, 0),
                        entry(AnswerSource.LAST_NUMBER, 2));
        assertThat(scores.figure(ofEvalset("guessed"))).contains(new Share(2, 4));
    }

    @Test
    void showsAShareAsARatioAndAsANumber() {
        assertThat(new Share(31, 40)).hasToString("31/40");
        assertThat(new Share(31, 40).value()).isEqualTo(0.775);
    }

    @Test
    void hasNoFigureOfALoadTest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MIXED.figure(named("qps")))
                .withMessage("no evalset has the figure 'qps'");
    }

    private static Scores scores(Outcome... outcomes) {
        var question = Questions.number("42");
        return new Scores(
                Arrays.stream(outcomes)
                        .map(each -> new ScoredQuestion(question, each, null, null, each.word()))
                        .toList(),
                FinishCounts.NONE);
    }
}
