package dev.assay.accuracy.repeats;

import dev.assay.accuracy.Outcome;
import dev.assay.accuracy.ScoredQuestion;
import dev.assay.accuracy.Scores;
import dev.assay.plan.thresholds.Unit;
import dev.assay.stats.RepeatedAnswers;
import dev.assay.stats.Sample;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The outcomes of the same questions, each asked several times.
 *
 * @param repeats the outcomes of each repeat, in the order in which they were measured; the questions of all are the same, in the same order
 */
public record RepeatedScores(List<Scores> repeats) {
    public RepeatedScores {
        repeats = List.copyOf(repeats);
    }

    /**
     * A question over the repeats.
     *
     * @param right in how many of the repeats it was answered rightly
     * @param flipRate the share of the pairs of repeats in which one is right and the other wrong, from 0 to 1
     */
    public record Flipped(String id, int right, double flipRate) {}

    /**
     * How much the answers change from repeat to repeat.
     *
     * @param questions how many questions all repeats answered
     * @param flipped those of them that were right in some repeats and wrong in others, in the order of the evalset
     * @param flipRate the mean flip rate of all questions, from 0 to 1
     * @param sd the standard deviation of the accuracy from repeat to repeat, as a share
     * @param independentSd what it would be if each answer changed independently of the others
     */
    public record Stability(int questions, List<Flipped> flipped, double flipRate, double sd, double independentSd) {
        public Stability {
            flipped = List.copyOf(flipped);
        }

        /** Returns a difference of shares in percentage points: {@code 0.42 pp}. */
        public static String points(double share) {
            return BigDecimal.valueOf(share).movePointRight(2).setScale(2, RoundingMode.HALF_UP) + " pp";
        }

        /** Returns it in one line: {@code 3 of 100 questions flipped between repeats (mean flip rate 1.2 %); ...}. */
        @Override
        public String toString() {
            return flipped.size() + " of " + questions + (questions == 1 ? " question" : " questions")
                    + " flipped between repeats (mean flip rate " + Unit.SHARE.format(flipRate)
                    + "); the accuracy's sd from repeat to repeat is " + points(sd)
                    + ", and " + points(independentSd) + " if each answer changed independently";
        }
    }

    /** Returns the values of a share, one of each repeat that has it; empty if none has it. */
    public Optional<Sample> values(Scores.EvalsetFigure figure) {
        var values = repeats.stream()
                .flatMap(scores -> scores.figure(figure).stream())
                .mapToDouble(Scores.Share::value)
                .toArray();
        return values.length == 0 ? Optional.empty() : Optional.of(Sample.of(values));
    }

    /** Returns the outcomes of one question, one of each repeat. */
    public List<ScoredQuestion> of(String id) {
        return repeats.stream()
                .flatMap(scores -> scores.all().stream())
                .filter(each -> each.question().id().equals(id))
                .toList();
    }

    /** Returns how much the answers change; empty with fewer than two repeats, or if no question was answered in all of them. */
    public Optional<Stability> stability() {
        if (repeats.size() < 2) {
            return Optional.empty();
        }
        var questions = IntStream.range(0, repeats.getFirst().all().size())
                .filter(i -> repeats.stream()
                        .allMatch(scores -> scores.all().get(i).outcome().measured()))
                .toArray();
        if (questions.length == 0) {
            return Optional.empty();
        }
        var right = IntStream.of(questions)
                .map(i -> Math.toIntExact(
                        repeats.stream().filter(scores -> isRight(scores, i)).count()))
                .toArray();
        var answers = RepeatedAnswers.of(right, repeats.size());
        var flipped = IntStream.range(0, questions.length)
                .filter(i -> answers.flipRate(i) > 0)
                .mapToObj(i -> new Flipped(
                        repeats.getFirst().all().get(questions[i]).question().id(), right[i], answers.flipRate(i)))
                .toList();
        var accuracies = Sample.of(repeats.stream()
                .mapToDouble(scores -> (double) IntStream.of(questions)
                                .filter(i -> isRight(scores, i))
                                .count()
                        / questions.length));
        return Optional.of(new Stability(
                questions.length, flipped, answers.flipRate(), accuracies.sd().orElseThrow(), answers.independentSd()));
    }

    private static boolean isRight(Scores scores, int question) {
        return scores.all().get(question).outcome() == Outcome.CORRECT;
    }
}
