package dev.assay.accuracy;

import java.util.regex.Pattern;

/**
 * Takes away the marks of Markdown's emphasis and code. Only balanced marks that stand around whole words are marks: {@code 2**3} and {@code
 * a`b} have none. Underscores around a single word belong to it, since {@code __init__} is a name.
 */
final class MarkdownEmphasis {
    /** Scripts without spaces between words have no word's end for a mark to respect. */
    private static final String WORD = "\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}\\p{N}";

    private static final String BEFORE = "(?<![" + WORD + "_*`\\\\])";
    private static final String BEHIND = "(?![" + WORD + "_*`])";
    private static final Pattern STARS =
            Pattern.compile(BEFORE + "(\\*{1,3})(?=[^\\s*])([^*\\n]+)(?<=\\S)\\1" + BEHIND);
    private static final Pattern UNDERSCORES =
            Pattern.compile(BEFORE + "(_{1,3})(?=[^\\s_])([^_\\n]*\\s[^_\\n]*)(?<=\\S)\\1" + BEHIND);
    private static final Pattern TICKS = Pattern.compile(BEFORE + "(`{1,3})([^`\\n]+)\\1" + BEHIND);
    private static final int DEEPEST = 3;

    private MarkdownEmphasis() {}

    /** Returns the text without its marks; what stood between them stays as it is. */
    static String removed(String text) {
        var plain = text;
        for (var depth = 0; depth < DEEPEST; depth++) {
            var outer = plain;
            for (var marks : new Pattern[] {STARS, UNDERSCORES, TICKS}) {
                plain = marks.matcher(plain).replaceAll("$2");
            }
            if (plain.equals(outer)) {
                break;
            }
        }
        return plain;
    }
}
