package dev.assay.accuracy;

import java.util.regex.Pattern;

/** How far what a mark declares reaches. */
final class Marked {
    private static final Pattern CLOSING_TAG = Pattern.compile("</");

    private Marked() {}

    /** Returns the rest of the mark's line, or the next line that holds anything if nothing is left of this one. */
    static String firstLine(String text) {
        var lines = Lines.of(text);
        return lines.isEmpty() ? "" : lines.getFirst();
    }

    /** Returns what stands before the brace that closes the one before the text. */
    static String untilBrace(String text) {
        var depth = 1;
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            depth += character == '{' ? 1 : character == '}' ? -1 : 0;
            if (depth == 0) {
                return text.substring(0, at);
            }
        }
        return firstLine(text);
    }

    /** Returns what stands before the next closing tag. */
    static String untilTag(String text) {
        var end = CLOSING_TAG.matcher(text);
        return end.find() ? text.substring(0, end.start()) : firstLine(text);
    }
}
