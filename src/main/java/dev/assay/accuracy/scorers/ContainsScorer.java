package dev.assay.accuracy.scorers;

import dev.assay.accuracy.text.TextNormalizer;
import dev.assay.plan.evalsets.Expected;
import java.lang.Character.UnicodeScript;
import java.util.Optional;
import java.util.Set;

/** Looks for the expected answer anywhere in the text. In scripts that separate words it must be a whole word. */
record ContainsScorer(Expected.Contains expected) implements Scorer {
    /** Scripts that do not separate words by spaces. Korean does, but it joins particles to words. */
    private static final Set<UnicodeScript> UNPARTED = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    @Override
    public Result score(String text) {
        var folded = TextNormalizer.forComparison(text);
        if (folded.isEmpty()) {
            return new Result.Nothing("text");
        }
        return stands(TextNormalizer.forComparison(expected.answer()), folded)
                ? new Result.Correct(expected.answer(), null)
                : new Result.Wrong(TextNormalizer.withoutMarkup(text).strip(), null);
    }

    @Override
    public Optional<String> objection() {
        return TextNormalizer.forComparison(expected.answer()).isEmpty()
                ? Optional.of("the expected answer has no text")
                : Optional.empty();
    }

    private static boolean stands(String expected, String text) {
        for (var at = text.indexOf(expected); at >= 0; at = text.indexOf(expected, at + 1)) {
            if (startsWord(text, at) && endsWord(text, at + expected.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWord(String text, int start) {
        if (start == 0) {
            return true;
        }
        var first = text.codePointAt(start);
        var before = text.codePointBefore(start);
        var insideNumber = isDigit(first) && isPoint(before) && joinsDigits(text, start - 1);
        return !insideNumber && !joins(before, first);
    }

    /** Returns whether a point or comma before a digit belongs to its number: in {@code 1,042}, {@code 0.42} and {@code .42}, but not in {@code Nr.42}. */
    private static boolean joinsDigits(String text, int point) {
        if (point == 0) {
            return text.charAt(point) == '.';
        }
        var before = text.codePointBefore(point);
        return isDigit(before) || (text.charAt(point) == '.' && !Character.isLetter(before) && before != '.');
    }

    private static boolean endsWord(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        var last = text.codePointBefore(end);
        var after = text.codePointAt(end);
        var insideNumber =
                isDigit(last) && isPoint(after) && end + 1 < text.length() && isDigit(text.codePointAt(end + 1));
        return !insideNumber && !joins(last, after);
    }

    /** Returns whether two neighbouring characters belong to one word: both are letters, marks or digits of scripts that separate words. */
    private static boolean joins(int left, int right) {
        return partOfWord(left) && partOfWord(right);
    }

    private static boolean partOfWord(int codePoint) {
        var inWord = Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.NON_SPACING_MARK;
        return inWord && !UNPARTED.contains(UnicodeScript.of(codePoint));
    }

    private static boolean isDigit(int codePoint) {
        return Character.isDigit(codePoint);
    }

    private static boolean isPoint(int codePoint) {
        return codePoint == '.' || codePoint == ',';
    }
}
