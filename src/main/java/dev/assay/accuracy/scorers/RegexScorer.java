package dev.assay.accuracy.scorers;

import dev.assay.accuracy.text.AnswerSource;
import dev.assay.plan.evalsets.Expected;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks for a match of a pattern, and compares what it finds with the right answer, if the question has one. The text is as the model wrote
 * it, without white space at its ends.
 */
record RegexScorer(Expected.Regex expected) implements Scorer {
    @Override
    public Result score(String text) {
        var said = text.strip();
        var found = found(said).filter(each -> !each.isBlank());
        var right = expected.text();
        if (found.isEmpty()) {
            return right == null ? new Result.Wrong(said, null) : new Result.Nothing("match of the pattern");
        }
        return right == null || isRight(found.get().strip(), right.strip())
                ? new Result.Correct(found.get(), AnswerSource.PATTERN)
                : new Result.Wrong(found.get(), AnswerSource.PATTERN);
    }

    private Optional<String> found(String said) {
        var pattern = expected.pattern();
        return switch (expected.which()) {
            case WHOLE -> pattern.whole(said, expected.group());
            case FIRST -> pattern.all(said, expected.group()).stream().findFirst();
            case LAST -> pattern.all(said, expected.group()).stream().reduce((former, latter) -> latter);
        };
    }

    /** With the flag {@code i}, upper and lower case do not matter here either. */
    private boolean isRight(String found, String right) {
        return expected.pattern().ignoresCase()
                ? found.toUpperCase(Locale.ROOT).equals(right.toUpperCase(Locale.ROOT))
                : found.equals(right);
    }
}
