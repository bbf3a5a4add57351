package dev.assay.accuracy.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.Questions;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import dev.assay.input.forms.JsonForm;
import dev.assay.input.forms.LinearPattern;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScorersTest {
    private static final Location PLACE = new Location("set.jsonl", 1, 1);

    @Test
    void findsTheScorerOfEachType() {
        assertThat(Scorers.of(new Expected.OfNumber("42", null, null))).isInstanceOf(NumberScorer.class);
        assertThat(Scorers.of(new Expected.Exact("42"))).isInstanceOf(ExactScorer.class);
        assertThat(Scorers.of(new Expected.Contains("42"))).isInstanceOf(ContainsScorer.class);
        assertThat(Scorers.of(new Expected.Choice(List.of("a", "b"), "B"))).isInstanceOf(ChoiceScorer.class);
        assertThat(Scorers.of(new Expected.Gsm8k("42"))).isInstanceOf(Gsm8kScorer.class);
        assertThat(Scorers.of(new Expected.Regex(LinearPattern.of("4", ""), Expected.Regex.Which.LAST, 0, null)))
                .isInstanceOf(RegexScorer.class);
        var fields = List.of(new Node.Entry("a", PLACE, new Node.Scalar("1", Node.Kind.NUMBER, PLACE)));
        var form = Objects.requireNonNull(JsonForm.read(null, fields, true, new Problems()));
        assertThat(Scorers.of(new Expected.Json(form))).isInstanceOf(JsonScorer.class);
    }

    @Test
    void saysWhichQuestionCannotBeJudged() {
        assertThat(Scorers.objection(Questions.number("many"))).contains("the expected answer [many] is not a number");
        assertThat(Scorers.objection(Questions.exact("many"))).isEmpty();
        var beyond = new Question("a", "q", new Expected.Gsm8k("1e999999999"), false, List.of(), PLACE);
        assertThat(Scorers.objection(beyond)).contains("the expected answer [1e999999999] is not a number");
    }
}
