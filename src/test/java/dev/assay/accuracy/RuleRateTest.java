package dev.assay.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.accuracy.rules.Rule;
import dev.assay.accuracy.rules.RuleScore;
import dev.assay.input.Location;
import dev.assay.plan.evalsets.Question;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleRateTest {
    @Test
    void countsTheAnswersThatAreRightByARule() {
        var right = question("a", "number", "18");
        var minus = question("b", "number", "-18");
        var unanswered = ScoredQuestion.timeout(right.question(), "late");
        var contents = Map.of(right, "#### 18", minus, "18");

        var rates = RuleRate.of(List.of(right, minus, unanswered), contents);

        assertThat(rates.stream().filter(rate -> rate.rule() == Rule.VLLM_GSM8K))
                .containsExactly(new RuleRate(
                        Rule.VLLM_GSM8K, 2, 2, List.of(new RuleRate.Disagreement(minus, new RuleScore("18", true)))));
        assertThat(rates.stream().filter(rate -> rate.rule() == Rule.LM_EVAL_GSM8K_STRICT))
                .containsExactly(new RuleRate(Rule.LM_EVAL_GSM8K_STRICT, 2, 1, List.of()));
    }

    @Test
    void hasNoRuleForATextThatMustOnlyBeContained() {
        var scored = question("a", "contains", "Paris");

        assertThat(RuleRate.of(List.of(scored), Map.of(scored, "Paris"))).isEmpty();
    }

    private static ScoredQuestion question(String id, String type, String answer) {
        var question = new Question(
                id,
                "How many?",
                Questions.expected(type, answer, null, null),
                false,
                List.of(),
                Location.startOf("q.jsonl"));
        var content = answer.equals("-18") ? "18" : answer;
        return ScoredQuestion.of(question, new Answer(content, "", "stop"), null);
    }
}
