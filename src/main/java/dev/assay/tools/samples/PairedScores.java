package dev.assay.tools.samples;

import dev.assay.accuracy.Answer;
import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.RuleRate;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.accuracy.rules.Rule;
import dev.assay.plan.evalsets.AnswerForm;
import dev.assay.plan.evalsets.Evalset;
import dev.assay.plan.evalsets.Question;
import dev.assay.starts.AnswerChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a run and of another tool to the same questions, both scored by the same scorers: the evalset's own, and the rules of other tools
 * that apply. If the file does not say why its answers ended, the evalset's own scorer does not look at it on either side.
 *
 * @param tool the other tool
 * @param scorers one for each scorer; the evalset's own is the first
 * @param ownScores the file's own scores with their scorers' names; they are compared with nothing
 * @param pairs which answers belong together
 * @param unanswered the paired questions that were not answered here
 * @param cut how many of the compared answers here were cut off although they count by their text; 0 if the file knows why its own ended
 * @param remarks what was left out of the file
 */
public record PairedScores(
        String tool,
        List<ByScorer> scorers,
        List<String> ownScores,
        AnswerPairs pairs,
        List<String> unanswered,
        int cut,
        List<String> remarks) {
    public PairedScores {
        scorers = List.copyOf(scorers);
        ownScores = List.copyOf(ownScores);
        unanswered = List.copyOf(unanswered);
        remarks = List.copyOf(remarks);
    }

    /**
     * Both sides by one scorer.
     *
     * @param scorer its name: {@code assay-number}, {@code lm-eval gsm8k strict-match}
     */
    public record ByScorer(String scorer, AnswerChange change) {}

    /**
     * Scores both sides.
     *
     * @param here the answers of the run, by the ids of their questions; those that were not answered are missing
     */
    public static PairedScores of(Evalset evalset, OtherAnswers there, Map<String, Answer> here) {
        var pairs = AnswerPairs.of(evalset, there);
        var both = pairs.pairs().stream()
                .filter(pair -> here.containsKey(pair.question().id()))
                .toList();
        var finishes = there.knowsFinishes();
        var now = new LinkedHashMap<Question, Answer>();
        var then = new LinkedHashMap<Question, Answer>();
        for (var pair : both) {
            var answer = Objects.requireNonNull(here.get(pair.question().id()));
            now.put(pair.question(), finishes ? answer : ended(answer, null));
            then.put(
                    pair.question(),
                    new Answer(pair.there().text(), "", pair.there().finish().orElse(null)));
        }
        var scorers = new ArrayList<ByScorer>();
        change(now, then, (question, answer) -> own(question, answer, evalset.answerIn()))
                .ifPresent(change -> scorers.add(new ByScorer(name(now), change)));
        for (var rule : Rule.values()) {
            change(now, then, (question, answer) -> byRule(rule, question, answer))
                    .ifPresent(change -> scorers.add(new ByScorer(rule.key(), change)));
        }
        return new PairedScores(
                there.tool(),
                scorers,
                OtherAnswers.ownScores(
                        both.stream().map(AnswerPairs.Pair::there).toList()),
                pairs,
                pairs.pairs().stream()
                        .map(pair -> pair.question().id())
                        .filter(id -> !here.containsKey(id))
                        .toList(),
                finishes
                        ? 0
                        : Math.toIntExact(both.stream()
                                .filter(pair -> Objects.requireNonNull(
                                                here.get(pair.question().id()))
                                        .cut())
                                .count()),
                there.remarks());
    }

    private static Answer ended(Answer answer, @Nullable String finish) {
        return new Answer(answer.content(), answer.reasoning(), finish);
    }

    private static Optional<AnswerChange> change(
            Map<Question, Answer> now,
            Map<Question, Answer> then,
            BiFunction<Question, Answer, Optional<Boolean>> isRight) {
        return AnswerChange.of(right(now, isRight), right(then, isRight));
    }

    private static Map<String, Boolean> right(
            Map<Question, Answer> answers, BiFunction<Question, Answer, Optional<Boolean>> isRight) {
        var right = new LinkedHashMap<String, Boolean>();
        answers.forEach(
                (question, answer) -> isRight.apply(question, answer).ifPresent(is -> right.put(question.id(), is)));
        return right;
    }

    private static Optional<Boolean> own(Question question, Answer answer, @Nullable AnswerForm form) {
        return Optional.of(ScoredQuestion.of(question, answer, form).outcome() == Outcome.CORRECT);
    }

    private static Optional<Boolean> byRule(Rule rule, Question question, Answer answer) {
        return RuleRate.rightAnswer(question)
                .flatMap(right -> rule.score(right, answer.content()))
                .map(score -> score.right());
    }

    private static String name(Map<Question, Answer> answers) {
        return answers.keySet().stream()
                .map(question -> "assay-" + question.expected().type().word())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(" and "));
    }
}
