package dev.assay.accuracy;

import dev.assay.plan.thresholds.AnswerForm;
import dev.assay.plan.thresholds.Question;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the answer in a text and compares it with the expected answer. */
public interface Scorer {
    /**
     * Judges a text.
     *
     * @param text the model's final text, thinking removed, not blank
     * @throws IllegalArgumentException if {@link #objection} says that the question cannot be judged
     */
    Result score(Question question, String text);

    /**
     * Judges the text that stands in the form that the evalset declares with {@code answer-in}.
     *
     * @param said that text, not blank
     */
    default Result scoreInForm(Question question, AnswerForm form, String said) {
        return score(question, said);
    }

    /** Returns why the question cannot be judged, for instance because the expected answer is not a number; empty if it can. */
    Optional<String> objection(Question question);

    /** The scorer's result. */
    sealed interface Result {
        /**
         * The text has the expected answer.
         *
         * @param found the answer as it stands in the text
         * @param source where it was found; absent if the scorer does not tell
         */
        record Correct(String found, @Nullable AnswerSource source) implements Result {}

        /**
         * The text has another answer.
         *
         * @param found the answer as it stands in the text
         * @param source where it was found; absent if the scorer does not tell
         */
        record Wrong(String found, @Nullable AnswerSource source) implements Result {}

        /**
         * The text has no answer.
         *
         * @param sought what was looked for, in a message: {@code number}
         */
        record Nothing(String sought) implements Result {}
    }
}
