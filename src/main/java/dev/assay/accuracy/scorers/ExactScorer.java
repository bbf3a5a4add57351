package dev.assay.accuracy.scorers;

import dev.assay.accuracy.text.TextNormalizer;
import dev.assay.plan.evalsets.Expected;
import java.util.Optional;

/**
 * Compares the whole text with the expected answer. Upper and lower case, quotes around the text, punctuation after it and emphasis do not
 * matter.
 */
record ExactScorer(Expected.Exact expected) implements Scorer {
    @Override
    public Result score(String text) {
        var folded = TextNormalizer.unframed(TextNormalizer.forComparison(text));
        if (folded.isEmpty()) {
            return new Result.Nothing("text");
        }
        var found = TextNormalizer.withoutMarkup(text).strip();
        return folded.equals(TextNormalizer.unframed(TextNormalizer.forComparison(expected.answer())))
                ? new Result.Correct(found, null)
                : new Result.Wrong(found, null);
    }

    @Override
    public Optional<String> objection() {
        return TextNormalizer.forComparison(expected.answer()).isEmpty()
                ? Optional.of("the expected answer has no text")
                : Optional.empty();
    }
}
