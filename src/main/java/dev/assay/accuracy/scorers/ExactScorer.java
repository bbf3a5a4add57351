package dev.assay.accuracy.scorers;

import dev.assay.accuracy.text.TextNormalizer;
import dev.assay.plan.evalsets.Expected;
import java.util.Optional;

/**
 * Compares the whole text with the expected answer. Upper and lower case, quotes around the text, punctuation after it and emphasis do not
 * matter.
 */
record ExactScorer(Expected.Exact expected) implements Scorer {
    private static final String BEFORE = "\"' ";
    private static final String BEHIND = BEFORE + ".,;:!?。、";

    @Override
    public Result score(String text) {
        var folded = unframed(TextNormalizer.forComparison(text));
        if (folded.isEmpty()) {
            return new Result.Nothing("text");
        }
        var found = TextNormalizer.withoutMarkup(text).strip();
        return folded.equals(unframed(TextNormalizer.forComparison(expected.answer())))
                ? new Result.Correct(found, null)
                : new Result.Wrong(found, null);
    }

    @Override
    public Optional<String> objection() {
        return TextNormalizer.forComparison(expected.answer()).isEmpty()
                ? Optional.of("the expected answer has no text")
                : Optional.empty();
    }

    /** Removes quotes and spaces around the text, and punctuation after it. A text of only punctuation stays unchanged. */
    private static String unframed(String folded) {
        var start = 0;
        var end = folded.length();
        while (start < end && BEFORE.indexOf(folded.charAt(start)) >= 0) {
            start++;
        }
        while (start < end && BEHIND.indexOf(folded.charAt(end - 1)) >= 0) {
            end--;
        }
        return start == end ? folded : folded.substring(start, end);
    }
}
