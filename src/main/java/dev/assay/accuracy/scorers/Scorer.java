package dev.assay.accuracy.scorers;

import dev.assay.accuracy.text.AnswerSource;
import dev.assay.plan.evalsets.AnswerForm;
import dev.assay.trace.calls.ToolCall;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the answer in a text and compares it with the right answer of one question. */
public interface Scorer {
    /**
     * Judges a text.
     *
     * @param text the model's final text, thinking removed, not blank
     * @throws IllegalStateException if {@link #objection} says that no answer can be judged
     */
    Result score(String text);

    /** Returns the part of a text that can hold the answer: all of it, unless the model went on with another question. */
    default String answerIn(String text) {
        return text;
    }

    /**
     * Judges the text that stands in the form that the evalset declares with {@code answer-in}.
     *
     * @param said that text, not blank
     */
    default Result scoreInForm(AnswerForm form, String said) {
        return score(said);
    }

    /**
     * Judges a text and the functions that the answer calls.
     *
     * @param text as above; may be blank if there are calls
     * @param calls in their order; most scorers ignore them
     */
    default Result score(String text, List<ToolCall> calls) {
        return score(text);
    }

    /** Returns why no answer can be judged, for instance because the right answer is not a number; empty if answers can be judged. */
    default Optional<String> objection() {
        return Optional.empty();
    }

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
