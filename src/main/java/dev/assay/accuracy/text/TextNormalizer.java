package dev.assay.accuracy.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Rewrites a text so that texts that a person reads as the same become equal. */
public final class TextNormalizer {
    private static final int EXCERPT = 120;
    private static final String QUOTES = "\"' ";
    private static final String AT_END = QUOTES + ".,;:!?。、";
    private static final Pattern INVISIBLE = Pattern.compile("[\u00AD\u200B\u2060\uFEFF]");
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\u2018\u2019\u201A\u201B\u2032\u02BC]");
    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\u201C-\u201F\u2033\u00AB\u00BB\u300C-\u300F]");
    private static final Pattern FENCE = Pattern.compile("(?m)^[ \t]*```[\\w+-]*[ \t]*$");
    private static final Pattern HYPHENS = Pattern.compile("[\u2010-\u2013\u2212\uFE63\uFF0D]");
    private static final Pattern RAISED = Pattern.compile("[\u207A\u207B]?[\u00B2\u00B3\u00B9\u2070\u2074-\u2079]+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private TextNormalizer() {}

    /**
     * Returns the text in the form in which texts are compared: on one line, in NFKC, in lower case, with straight quotes, one kind of
     * hyphen and powers as {@code ^2}; without code fences, emphasis marks and invisible characters.
     */
    public static String forComparison(String text) {
        return withoutCase(withCase(text));
    }

    /** Returns the text as {@link #forComparison} does, but with upper and lower case as they are. */
    static String withCase(String text) {
        var plain = normalized(withoutMarkup(text));
        if (isAscii(plain)) {
            return onOneLine(plain);
        }
        var straight = DOUBLE_QUOTES
                .matcher(SINGLE_QUOTES.matcher(plain).replaceAll("'"))
                .replaceAll("\"");
        return onOneLine(straight);
    }

    /** Returns the text in lower case. Upper case comes first, so that the German sharp s equals ss. */
    static String withoutCase(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /**
     * Returns a text that was made ready for comparison without quotes and spaces around it, and without punctuation after it. A text of
     * only punctuation stays unchanged.
     */
    public static String unframed(String comparable) {
        var start = 0;
        var end = comparable.length();
        while (start < end && QUOTES.indexOf(comparable.charAt(start)) >= 0) {
            start++;
        }
        while (start < end && AT_END.indexOf(comparable.charAt(end - 1)) >= 0) {
            end--;
        }
        return start == end ? comparable : comparable.substring(start, end);
    }

    /** Returns the text without the lines of code fences, emphasis marks and invisible characters; nothing else changes. */
    public static String withoutMarkup(String text) {
        var visible = isAscii(text) ? text : INVISIBLE.matcher(text).replaceAll("");
        return MarkdownEmphasis.removed(
                visible.contains("```") ? FENCE.matcher(visible).replaceAll("") : visible);
    }

    /**
     * Returns the text in NFKC, with {@code -} for every hyphen, minus and short dash. Raised digits become {@code ^2}, so that they are
     * not joined to the digits before them.
     */
    static String normalized(String text) {
        if (isAscii(text)) {
            return text;
        }
        var powers = RAISED.matcher(text).replaceAll(raised -> "^" + raised.group());
        return HYPHENS.matcher(Normalizer.normalize(powers, Normalizer.Form.NFKC))
                .replaceAll("-");
    }

    /** Returns the beginning of the text on one line, short enough for a failure message. */
    public static String excerpt(String text) {
        var line = onOneLine(text);
        if (line.codePointCount(0, line.length()) <= EXCERPT) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, EXCERPT - 1)) + "…";
    }

    private static String onOneLine(String text) {
        return isOnOneLine(text) ? text : SPACE.matcher(text).replaceAll(" ").strip();
    }

    /** Returns whether single spaces between words are the only white space. Most texts of options are so, and this is faster to see. */
    private static boolean isOnOneLine(String text) {
        var former = ' ';
        for (var i = 0; i < text.length(); i++) {
            var each = text.charAt(i);
            if (each < ' ' || each >= 127 || (each == ' ' && former == ' ')) {
                return false;
            }
            former = each;
        }
        return former != ' ' || text.isEmpty();
    }

    /** Returns whether nothing in the text has a form of its own in Unicode. Most texts are so, and this is faster to see. */
    private static boolean isAscii(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
