package dev.assay.accuracy;

import dev.assay.accuracy.rules.RightAnswer;
import dev.assay.accuracy.rules.Rule;
import dev.assay.accuracy.rules.RuleScore;
import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many answers of an evalset are right by a rule of another tool. It decides no verdict.
 *
 * @param answers how many answers the rule applies to, at least 1
 * @param right how many of them are right by the rule
 * @param disagreements the answers that are right by only one of the two: by the rule, or by the evalset's own scorer
 */
public record RuleRate(Rule rule, int answers, int right, List<Disagreement> disagreements) {
    public RuleRate {
        disagreements = List.copyOf(disagreements);
    }

    /**
     * An answer that is right by only one of the two.
     *
     * @param ours the question with the outcome by the evalset's own scorer
     * @param theirs what the rule says
     */
    public record Disagreement(ScoredQuestion ours, RuleScore theirs) {}

    /**
     * Scores answers by all rules that apply to one of the questions, in the order of the rules.
     *
     * @param contents the text of each answer's content channel; a question that has none was not answered
     */
    static List<RuleRate> of(List<ScoredQuestion> scored, Map<ScoredQuestion, String> contents) {
        var rates = new ArrayList<RuleRate>();
        for (var rule : Rule.values()) {
            var answers = 0;
            var right = 0;
            var disagreements = new ArrayList<Disagreement>();
            for (var ours : scored) {
                var content = contents.get(ours);
                var expected = content == null ? Optional.<RightAnswer>empty() : rightAnswer(ours.question());
                var theirs = expected.flatMap(answer -> rule.score(answer, contents.getOrDefault(ours, "")));
                if (theirs.isPresent()) {
                    answers++;
                    right += theirs.get().right() ? 1 : 0;
                    if (theirs.get().right() != (ours.outcome() == Outcome.CORRECT)) {
                        disagreements.add(new Disagreement(ours, theirs.get()));
                    }
                }
            }
            if (answers > 0) {
                rates.add(new RuleRate(rule, answers, right, disagreements));
            }
        }
        return rates;
    }

    /** Returns the right answer as the rules of other tools need it; empty if they have no such questions. */
    public static Optional<RightAnswer> rightAnswer(Question question) {
        return switch (question.expected()) {
            case Expected.OfNumber number -> Optional.of(new RightAnswer.OfNumber(number.answer()));
            case Expected.Gsm8k number -> Optional.of(new RightAnswer.OfNumber(number.answer()));
            case Expected.Exact text -> Optional.of(new RightAnswer.Text(text.answer()));
            case Expected.Choice choice -> Optional.of(new RightAnswer.Choice(choice.index(), choice.options()));
            case Expected.Contains ignored -> Optional.empty();
            case Expected.Regex ignored -> Optional.empty();
            case Expected.Json ignored -> Optional.empty();
            case Expected.ToolCalls ignored -> Optional.empty();
        };
    }
}
