package dev.assay.accuracy.text;

import java.util.regex.Pattern;

/**
 * Removes Markdown's marks of emphasis and code. Only pairs of marks around whole words count: {@code 2**3} and {@code a`b} stay unchanged.
 * Underscores around a single word stay too, because {@code __init__} is a name.
 */
final class MarkdownEmphasis {
    /** Letters of scripts that separate words. In other scripts a mark may be next to any character. */
    private static final String WORD = "\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}\\p{N}";

    private static final String BEFORE = "(?<![" + WORD + "_*`\\\\])";
    private static final String BEHIND = "(?![" + WORD + "_*`])";
    private static final Pattern STARS =
            Pattern.compile(BEFORE + "(\\*{1,3})(?=[^\\s*])([^*\\n]++)(?<=\\S)\\1" + BEHIND);
    private static final Pattern UNDERSCORES =
            Pattern.compile(BEFORE + "(_{1,3})(?=[^\\s_]++\\s)([^_\\n]++(?:\\n[^_\\n]*+)?)(?<=\\S)\\1" + BEHIND);
    private static final Pattern TICKS = Pattern.compile(BEFORE + "(`{1,3})([^`\\n]++)\\1" + BEHIND);
    private static final int DEEPEST = 3;

    private MarkdownEmphasis() {}

    /** Returns the text without the marks; the text between them stays. */
    static String removed(String text) {
        if (text.indexOf('*') < 0 && text.indexOf('_') < 0 && text.indexOf('`') < 0) {
            return text;
        }
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
