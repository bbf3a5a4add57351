package dev.assay.accuracy.text;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Decides whether a number in a text stands alone, from the characters around it. A number does not stand alone if it is part of a
 * calculation without a result ({@code 18 + 3}, {@code 2√3}, {@code 18x}, {@code log 5}, {@code twice 21}), of a ratio or a time
 * ({@code 3:4}), of a choice ({@code 3 or 4}), or of a negation ({@code not 18}). Assay calculates nothing, so such numbers are not
 * answers.
 */
final class NumberContext {
    /**
     * If one of these is next to a number (spaces do not count), the number stands alone on that side. Most numbers have one on both sides,
     * so this test comes first and saves time.
     */
    private static final String PARTING = ".,:;!?=\n\r$";
    /** How many characters to look at on each side. Whatever joins two numbers is shorter. */
    private static final int REACH = 40;

    private static final String WORDS = "plus|minus|times|multiplied by|divided by|mod|modulo|choose";
    /** A variable: one letter. The letters that are English words, a and i, are left out. */
    private static final String VARIABLE = "[b-hj-z]";

    /** Functions. The last five are ordinary words too ({@code round 3}), so they need a bracket. */
    private static final String FUNCTIONS =
            "(?:sqrt|cbrt|log|ln|lg|sin|cos|tan|gcd|lcm)(?:_?\\d{1,3})? ?[({]*|(?:exp|abs|floor|ceil|round)[({]+";

    /** The beginning of a word in a formula: {@code 3 \\text{ or } 4}. */
    private static final String LATEX_WORD = "(?: ?\\\\(?:text|mathrm|textrm|mbox)\\{)";

    private static final String UNIT = "(?: ?(?:\\p{L}{1,12}|%|°\\p{L}?))?";
    private static final String NUMBER = "[-+]?[({]*(?:\\.?\\d|" + VARIABLE + "(?!\\p{L})|[√π\\\\])";

    private static final List<Pattern> BEHIND = List.of(
            Pattern.compile("\\s?[√π^]"),
            Pattern.compile("[xyz](?![\\p{L}\\d])(?! \\p{L})"),
            Pattern.compile("[)}]*(?:" + UNIT + " ?[+*×÷·] ?|" + VARIABLE + "? ?- ?| [xX] ?|[xX])" + NUMBER),
            Pattern.compile(" ?/ ?(?:[({]|[xyz√π](?!\\p{L}))"),
            Pattern.compile(UNIT + " (?:" + WORDS + ") [-+]?\\.?\\d", Pattern.CASE_INSENSITIVE),
            Pattern.compile(UNIT + " (?:more|less|fewer|greater) than [-+]?\\.?\\d", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    " (?:squared|cubed)(?!\\p{L})(?! \\p{L}{0,5}(?:met(?:er|re)|f[eo][eo]t|inch|mile|yard|unit))",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(UNIT + LATEX_WORD + "? [({]?or ?}? ?[-+]?\\.?\\d", Pattern.CASE_INSENSITIVE));

    private static final List<Pattern> BEFORE = List.of(
            Pattern.compile("[√π][({]*$"),
            Pattern.compile("(?:[\\d)}π°%]" + UNIT + "|(?<!\\p{L})" + VARIABLE + ") ?[+*×÷·] ?[({]*$"),
            Pattern.compile("(?:[\\d)}π°%]" + VARIABLE + "?|(?<!\\p{L})" + VARIABLE + ") ?- ?[({]*$"),
            Pattern.compile("\\d ?[xX] ?$"),
            Pattern.compile("[)}π] ?/ ?$|(?<!\\p{L})[a-z] ?/ ?$"),
            Pattern.compile("\\d" + UNIT + " (?:" + WORDS + ") $", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\d" + UNIT + LATEX_WORD + "? [({]?or ?}? ?$", Pattern.CASE_INSENSITIVE),
            Pattern.compile("(?:±|\\\\pm) ?$"),
            Pattern.compile("(?<!\\p{L})(?:" + FUNCTIONS + ")$", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "\\b(?:twice|double|triple|half of|(?:square|cube) root of|(?:more|less|fewer|greater) than) $",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "(?:\\bbetween|\\bbetween [-+]?[\\d.,]{1,20}" + UNIT + " and|\\beither) $",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "(?:\\bnot|n't|\\bnever|\\bnicht|\\bpas) (?:equal to |exactly )?$", Pattern.CASE_INSENSITIVE),
            Pattern.compile("不是\\s?$"));

    private NumberContext() {}

    /**
     * Returns whether the number from {@code start} to {@code end} stands alone.
     *
     * @param text as {@link NumeralText} has rewritten it
     */
    static boolean standsAlone(String text, int start, int end) {
        return !joinsBehind(text, end) && !joinsBefore(text, start);
    }

    private static boolean joinsBehind(String text, int end) {
        if (isRatio(text, end)) {
            return true;
        }
        var next = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        if (next >= text.length() || PARTING.indexOf(text.charAt(next)) >= 0) {
            return false;
        }
        var behind = text.substring(end, Math.min(text.length(), end + REACH));
        return BEHIND.stream().anyMatch(each -> each.matcher(behind).lookingAt());
    }

    private static boolean joinsBefore(String text, int start) {
        if (isRatio(text, start - 1)) {
            return true;
        }
        var last = start > 0 && text.charAt(start - 1) == ' ' ? start - 2 : start - 1;
        if (last < 0 || PARTING.indexOf(text.charAt(last)) >= 0) {
            return false;
        }
        var before = text.substring(Math.max(0, start - REACH), start);
        return BEFORE.stream().anyMatch(each -> each.matcher(before).find());
    }

    /** Returns whether the character at this index is a colon between two digits, as in {@code 3:4} and {@code 12:30}. */
    private static boolean isRatio(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && text.charAt(at) == ':'
                && Character.isDigit(text.charAt(at - 1))
                && Character.isDigit(text.charAt(at + 1));
    }
}
