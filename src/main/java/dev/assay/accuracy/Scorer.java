package dev.assay.accuracy;

import dev.assay.plan.thresholds.AnswerForm;
import dev.assay.plan.thresholds.Question;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the answer in a text and compares it with the one that counts. */
public interface Scorer {
    /**
     * Judges a text.
     *
     * @param text the model's final text, thinking removed, not blank
     * @throws IllegalArgumentException if {@link #objection} has something to say about the question
     */
    Result score(Question question, String text);

    /**
     * Judges what stands in the form that the evalset declares.
     *
     * @param said what stands there, not blank
     */
    default Result scoreInForm(Question question, AnswerForm form, String said) {
        return score(question, said);
    }

    /** Returns why the question cannot be judged, such as an expected answer that is no number; empty if it can. */
    Optional<String> objection(Question question);

    /** What a text is worth. */
    sealed interface Result {
        /**
         * The expected answer.
         *
         * @param found the answer as it stands in the text
         * @param source where it stood, if the scorer has a ladder
         */
        record Correct(String found, @Nullable AnswerSource source) implements Result {}

        /**
         * Another answer.
         *
         * @param found the answer as it stands in the text
         * @param source where it stood, if the scorer has a ladder
         */
        record Wrong(String found, @Nullable AnswerSource source) implements Result {}

        /**
         * No answer at all.
         *
         * @param sought what was looked for: {@code number}
         */
        record Nothing(String sought) implements Result {}
    }
}
