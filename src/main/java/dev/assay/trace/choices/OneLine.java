package dev.assay.trace.choices;

import java.util.regex.Pattern;

/** Words of a server on one line. */
public final class OneLine {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LONGEST = 200;

    private OneLine() {}

    /** Returns the beginning of a text on one line, for the first line of a failure. */
    public static String abbreviated(String text) {
        var line = SPACE.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
