package dev.assay.accuracy;

import dev.assay.plan.evalsets.Expected;
import dev.assay.plan.evalsets.Question;
import dev.assay.stats.Interval;
import java.util.List;
import java.util.Optional;

/**
 * The accuracy that is expected of somebody who draws one of the options of every question.
 *
 * @param share the mean of 1 / (number of options) over the questions: from 0.1 to 0.5
 */
public record GuessingLevel(double share) {
    /** Returns it for questions that all have options; empty if there is another one among them, or none at all. */
    public static Optional<GuessingLevel> of(List<Question> questions) {
        if (questions.isEmpty()
                || !questions.stream().allMatch(question -> question.expected() instanceof Expected.Choice)) {
            return Optional.empty();
        }
        return Optional.of(new GuessingLevel(questions.stream()
                .mapToDouble(question ->
                        1.0 / ((Expected.Choice) question.expected()).options().size())
                .average()
                .orElseThrow()));
    }

    /** Returns whether an interval of the accuracy contains it: then the answers may be guesses. */
    public boolean isWithin(Interval interval) {
        return interval.low() <= share && share <= interval.high();
    }
}
