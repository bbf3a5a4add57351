package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.assay.accuracy.Scores.Share;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.FigureScale;
import dev.assay.plan.thresholds.Unit;
import dev.assay.trace.FinishCounts;
import dev.assay.trace.FinishReason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private static final Scores MIXED = scores(
            Outcome.CORRECT, Outcome.CORRECT, Outcome.CORRECT, Outcome.WRONG, Outcome.TRUNCATED, Outcome.TIMEOUT);

    @Test
    void namesEveryFigureThatALimitMayJudge() {
        assertThat(Scores.FIGURES)
                .containsExactly(
                        entry("accuracy", new FigureScale(Unit.SHARE, Direction.MORE)),
                        entry("wrong", new FigureScale(Unit.SHARE, Direction.LESS)),
                        entry("no-answer", new FigureScale(Unit.SHARE, Direction.LESS)),
                        entry("truncated", new FigureScale(Unit.SHARE, Direction.LESS)),
                        entry("think-unclosed", new FigureScale(Unit.SHARE, Direction.LESS)),
                        entry("empty", new FigureScale(Unit.SHARE, Direction.LESS)),
                        entry("refused", new FigureScale(Unit.SHARE, Direction.LESS)),
                        entry("guessed", new FigureScale(Unit.SHARE, Direction.LESS)),
                        entry("finish.stop", new FigureScale(Unit.SHARE, Direction.NEITHER)),
                        entry("finish.length", new FigureScale(Unit.SHARE, Direction.NEITHER)),
                        entry("finish.tool-calls", new FigureScale(Unit.SHARE, Direction.NEITHER)),
                        entry("finish.content-filter", new FigureScale(Unit.SHARE, Direction.LESS)),
                        entry("finish.gave-up", new FigureScale(Unit.SHARE, Direction.LESS)),
                        entry("finish.unknown", new FigureScale(Unit.SHARE, Direction.LESS)));
    }

    @Test
    void givesAValueForEveryNamedFigure() {
        assertThat(Scores.FIGURES.keySet())
                .filteredOn(name -> !name.startsWith("finish."))
                .allSatisfy(name -> assertThat(MIXED.figure(name)).isPresent());
        assertThat(MIXED.figure("accuracy")).contains(new Share(3, 5));
        assertThat(MIXED.figure("wrong")).contains(new Share(1, 5));
        assertThat(MIXED.figure("no-answer")).contains(new Share(0, 5));
        assertThat(MIXED.figure("truncated")).contains(new Share(1, 5));
    }

    /** One of three was cut off; a fourth does not say why it ended. */
    @Test
    void givesTheShareOfEachFinishReason() {
        var finishes = new FinishCounts(Map.of(FinishReason.STOP, 2, FinishReason.LENGTH, 1));
        var scores = new Scores(MIXED.all(), finishes);

        assertThat(scores.figure("finish.stop")).contains(new Share(2, 3));
        assertThat(scores.figure("finish.length")).contains(new Share(1, 3));
        assertThat(scores.figure("finish.gave-up")).contains(new Share(0, 3));
        assertThat(MIXED.figure("finish.stop")).isEmpty();
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
    void hasNoAccuracyWhereNothingWasAnswered() {
        assertThat(scores().accuracy()).isEqualTo(Optional.empty());
        assertThat(scores(Outcome.TRANSPORT_ERROR).figure("wrong")).isEqualTo(Optional.empty());
    }

    @Test
    void countsEveryOutcome() {
        assertThat(MIXED.counts())
                .containsExactly(
                        entry(Outcome.CORRECT, 3),
                        entry(Outcome.WRONG, 1),
                        entry(Outcome.NO_ANSWER, 0),
                        entry(Outcome.TRUNCATED, 1),
                        entry(Outcome.THINK_UNCLOSED, 0),
                        entry(Outcome.EMPTY, 0),
                        entry(Outcome.REFUSED, 0),
                        entry(Outcome.TRANSPORT_ERROR, 0),
                        entry(Outcome.TIMEOUT, 1));
        assertThat(MIXED.with(Outcome.WRONG)).containsExactly(MIXED.all().get(3));
    }

    @Test
    void countsTheRungsOfCompleteAnswers() {
        var question = Questions.number("42");
        var declared = ScoredQuestion.of(question, new Answer("#### 42", "", "stop"));
        var last = ScoredQuestion.of(question, new Answer("40, then 41", "", "stop"));
        var cut = ScoredQuestion.of(question, new Answer("40, then 41", "", "length"));

        var scores = new Scores(List.of(declared, last, last, cut));

        assertThat(scores.answerSources())
                .containsExactly(
                        entry(AnswerSource.DECLARED, 1),
                        entry(AnswerSource.SOLE_NUMBER, 0),
                        entry(AnswerSource.REPEATED_RESULT, 0),
                        entry(AnswerSource.LAST_NUMBER, 2));
        assertThat(scores.figure("guessed")).contains(new Share(2, 4));
    }

    @Test
    void readsAsARatioAndAsANumber() {
        assertThat(new Share(31, 40)).hasToString("31/40");
        assertThat(new Share(31, 40).value()).isEqualTo(0.775);
    }

    @Test
    void namesAllFiguresWhenAskedForAnUnknownOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MIXED.figure("timeout"))
                .withMessage(
                        "no accuracy figure is called 'timeout'. There are: accuracy, wrong, no-answer, truncated, "
                                + "think-unclosed, empty, refused, guessed, finish.stop, finish.length, finish.tool-calls,"
                                + " finish.content-filter, finish.gave-up, finish.unknown.");
    }

    private static Scores scores(Outcome... outcomes) {
        var question = Questions.number("42");
        return new Scores(Arrays.stream(outcomes)
                .map(each -> new ScoredQuestion(question, each, null, null, each.word()))
                .toList());
    }
}
