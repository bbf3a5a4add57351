package dev.assay.accuracy.text;

import java.util.regex.Pattern;

/** Rewrites numbers in LaTeX as plain text. */
final class LatexNumbers {
    private static final Pattern SPACE = Pattern.compile("\\\\(?:[,;: ]|quad(?![a-zA-Z]))|~");
    private static final Pattern SIZE = Pattern.compile("\\\\(?:left|right)(?![a-zA-Z])|\\\\!");
    private static final Pattern TIMES = Pattern.compile("\\\\(?:times|cdot)(?![a-zA-Z])");
    private static final Pattern DIVIDED = Pattern.compile("\\\\div(?![a-zA-Z])");
    private static final Pattern DEGREE = Pattern.compile("\\^\\s?\\{?\\s?\\\\circ(?![a-zA-Z])\\}?");
    private static final Pattern ROOT = Pattern.compile("\\\\sqrt(?:\\[\\d{1,3}])?(?![a-zA-Z])");
    private static final Pattern PI = Pattern.compile("\\\\pi(?![a-zA-Z])");
    private static final Pattern MIXED = Pattern.compile("(?<=\\d)\\s?(?=\\\\[cdt]?frac)");
    /** An argument without braces is one token, so {@code \frac12} is a half. */
    private static final Pattern FRACTION =
            Pattern.compile("\\\\[cdt]?frac\\s?(?:\\{([^{}]{1,40})\\}|(\\d))\\s?(?:\\{([^{}]{1,40})\\}|(\\d))");

    private static final Pattern POWER = Pattern.compile("\\^[{(]([-+]?\\d{1,9})[})]");

    private LatexNumbers() {}

    static String toPlainText(String text) {
        var joined = SIZE.matcher(text.replace("{,}", ",")).replaceAll("");
        var spaced = SPACE.matcher(DEGREE.matcher(joined).replaceAll("°")).replaceAll(" ");
        var signs = DIVIDED.matcher(TIMES.matcher(spaced).replaceAll("×")).replaceAll("÷");
        var roots = PI.matcher(ROOT.matcher(signs).replaceAll("√")).replaceAll("π");
        var mixed = MIXED.matcher(roots).replaceAll(" ");
        var fractions = FRACTION.matcher(mixed).replaceAll("$1$2/$3$4");
        return POWER.matcher(fractions).replaceAll("^$1");
    }
}
