package dev.assay.accuracy.repeats;

import static dev.assay.accuracy.Outcome.CORRECT;
import static dev.assay.accuracy.Outcome.TIMEOUT;
import static dev.assay.accuracy.Outcome.WRONG;
import static dev.assay.testing.Figures.ofEvalset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.accuracy.Scores;
import dev.assay.accuracy.repeats.RepeatedScores.Flipped;
import dev.assay.testing.Plans;
import dev.assay.trace.FinishCounts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatedScoresTest {
    /** Three repeats of q-1 to q-4: q-2 and q-3 are right twice, q-4 never. */
    private static final RepeatedScores THREE = new RepeatedScores(List.of(
            scores(CORRECT, WRONG, CORRECT, WRONG),
            scores(CORRECT, CORRECT, WRONG, WRONG),
            scores(CORRECT, CORRECT, CORRECT, WRONG)));

    private static Scores scores(Outcome... outcomes) {
        var questions = Plans.accuracy(outcomes.length).evalset().questions();
        return new Scores(
                IntStream.range(0, outcomes.length)
                        .mapToObj(i -> new ScoredQuestion(questions.get(i), outcomes[i], null, null, "as told"))
                        .toList(),
                FinishCounts.NONE);
    }

    @Test
    void listsTheQuestionsThatFlippedWithTheShareOfPairsThatDiffer() {
        var stability = THREE.stability().orElseThrow();

        assertThat(stability.questions()).isEqualTo(4);
        assertThat(stability.flipped()).containsExactly(new Flipped("q-2", 2, 2 / 3.0), new Flipped("q-3", 2, 2 / 3.0));
        assertThat(stability.flipRate()).isEqualTo(1 / 3.0);
    }

    /**
     * The accuracies are 2/4, 2/4 and 3/4: sd = √(2 · (1/12)² + (1/6)²) / √2. Of both questions that flipped the variance is 2 · 1 / (3 · 2):
     * √(2/3) / 4 for independent answers.
     */
    @Test
    void tellsTheSpreadOfRunsBesideThatOfIndependentAnswers() {
        var stability = THREE.stability().orElseThrow();

        assertThat(stability.sd()).isCloseTo(0.14433756729740643, within(1e-15));
        assertThat(stability.independentSd()).isCloseTo(0.20412414523193154, within(1e-15));
    }

    @Test
    void showsTheStabilityOnOneLine() {
        assertThat(THREE.stability().orElseThrow())
                .hasToString(
                        "2 of 4 questions flipped between repeats (mean flip rate 33.3 %); the accuracy's sd from repeat to"
                                + " repeat is 14.43 pp, and 20.41 pp if each answer changed independently");
        assertThat(new RepeatedScores(List.of(scores(CORRECT), scores(CORRECT)))
                        .stability()
                        .orElseThrow())
                .hasToString(
                        "0 of 1 question flipped between repeats (mean flip rate 0.0 %); the accuracy's sd from repeat to"
                                + " repeat is 0.00 pp, and 0.00 pp if each answer changed independently");
    }

    @Test
    void countsOnlyQuestionsThatAllRepeatsAnswered() {
        var repeats = new RepeatedScores(List.of(scores(CORRECT, TIMEOUT, CORRECT), scores(CORRECT, CORRECT, WRONG)));

        var stability = repeats.stability().orElseThrow();

        assertThat(stability.questions()).isEqualTo(2);
        assertThat(stability.flipped()).containsExactly(new Flipped("q-3", 1, 1));
        assertThat(stability.sd()).isCloseTo(0.3535533905932738, within(1e-15));
    }

    @Test
    void saysNothingOfOneRepeatOrWithoutAnAnswer() {
        assertThat(new RepeatedScores(List.of(scores(CORRECT))).stability()).isEmpty();
        assertThat(new RepeatedScores(List.of(scores(TIMEOUT), scores(TIMEOUT))).stability())
                .isEmpty();
    }

    @Test
    void givesTheValuesOfAShareAndTheOutcomesOfAQuestion() {
        assertThat(THREE.values(ofEvalset("accuracy")).orElseThrow().values()).containsExactly(0.5, 0.5, 0.75);
        assertThat(new RepeatedScores(List.of(scores(TIMEOUT))).values(ofEvalset("accuracy")))
                .isEmpty();
        assertThat(THREE.of("q-2")).extracting(ScoredQuestion::outcome).containsExactly(WRONG, CORRECT, CORRECT);
    }
}
