package dev.assay.report.words;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Shows the characters of a text that turn the direction of what stands around it. An answer or an error of a server may hold one, and a reader would see the
 * gate's own words behind it from right to left.
 */
final class Direction {
    private static final Pattern TURNING = Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private Direction() {}

    /** Returns the text with the number in Unicode in place of each such character: {@code U+202E}. */
    static String shown(String text) {
        return TURNING.matcher(text)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "U+%04X", (int) found.group().charAt(0)));
    }
}
