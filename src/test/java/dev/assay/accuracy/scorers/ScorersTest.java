package dev.assay.accuracy.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.Questions;
import dev.assay.plan.evalsets.Expected;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorersTest {
    @Test
    void findsTheScorerOfEachType() {
        assertThat(Scorers.of(new Expected.OfNumber("42", null, null))).isInstanceOf(NumberScorer.class);
        assertThat(Scorers.of(new Expected.Exact("42"))).isInstanceOf(ExactScorer.class);
        assertThat(Scorers.of(new Expected.Contains("42"))).isInstanceOf(ContainsScorer.class);
        assertThat(Scorers.of(new Expected.Choice(List.of("a", "b"), "B"))).isInstanceOf(ChoiceScorer.class);
        assertThat(Scorers.of(new Expected.Gsm8k("42"))).isInstanceOf(Gsm8kScorer.class);
    }

    @Test
    void saysWhichQuestionCannotBeJudged() {
        assertThat(Scorers.objection(Questions.number("many"))).contains("the expected answer [many] is not a number");
        assertThat(Scorers.objection(Questions.exact("many"))).isEmpty();
    }
}
