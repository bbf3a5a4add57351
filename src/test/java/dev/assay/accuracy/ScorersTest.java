package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ScorersTest {
    @Test
    void namesEveryTypeThatAQuestionMayHave() {
        assertThat(Scorers.names()).containsExactly("number", "exact", "contains");
    }

    @Test
    void findsTheScorerOfEachType() {
        assertThat(Scorers.of(Questions.number("42"))).isInstanceOf(NumberScorer.class);
        assertThat(Scorers.of(Questions.exact("42"))).isInstanceOf(ExactScorer.class);
        assertThat(Scorers.of(Questions.contains("42"))).isInstanceOf(ContainsScorer.class);
    }

    @Test
    void namesAllTypesIfTheTypeIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scorers.of(Questions.question("choice", "B", null, null)))
                .withMessage(
                        "evalsets/some.jsonl:1:1: no scorer is called 'choice'. There are: number, exact, contains.");
    }

    @Test
    void saysWhichQuestionCannotBeJudged() {
        assertThat(Scorers.objection(Questions.number("many"))).contains("the expected answer [many] is not a number");
        assertThat(Scorers.objection(Questions.exact("many"))).isEmpty();
    }
}
