package dev.assay.accuracy.scorers;

import dev.assay.accuracy.text.AnswerSource;
import dev.assay.accuracy.text.TextNormalizer;
import dev.assay.plan.evalsets.Expected;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Compares the option that a text gives as its answer with the right one: its letter, or its own text. */
record ChoiceScorer(Expected.Choice expected) implements Scorer {
    private static final Pattern DECLARED = Pattern.compile(
            "(?:answer|choice|option)(?:\\s+is)?\\s*:?\\s*\\(?([A-J])(?![\\p{L}\\d'])", Pattern.CASE_INSENSITIVE);
    private static final Pattern LETTER = Pattern.compile("^\\(?([A-J])(?:[).:]|\\s*$|\\s*\\n)");

    @Override
    public Result score(String text) {
        var plain = TextNormalizer.withoutMarkup(text).strip();
        var declared = DECLARED.matcher(plain).results().reduce((former, latter) -> latter);
        if (declared.isPresent()) {
            return letter(declared.get());
        }
        var first = LETTER.matcher(plain);
        if (first.find()) {
            return letter(first.toMatchResult());
        }
        var folded = TextNormalizer.forComparison(plain);
        for (var option : expected.options()) {
            if (folded.equals(TextNormalizer.forComparison(option))) {
                var right = TextNormalizer.forComparison(expected.options().get(expected.index()));
                return folded.equals(right) ? new Result.Correct(option, null) : new Result.Wrong(option, null);
            }
        }
        return new Result.Nothing("option");
    }

    private Result letter(MatchResult match) {
        var letter = match.group(1).toUpperCase(Locale.ROOT);
        return letter.equals(expected.answer())
                ? new Result.Correct(letter, AnswerSource.DECLARED)
                : new Result.Wrong(letter, AnswerSource.DECLARED);
    }
}
