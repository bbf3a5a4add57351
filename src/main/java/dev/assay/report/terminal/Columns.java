package dev.assay.report.terminal;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.WCWidth;

/**
 * Texts in the columns of a terminal: a Chinese character takes two columns, a combining mark none. The texts have no control characters
 * ({@link TerminalText}).
 */
public final class Columns {
    private Columns() {}

    /** Returns how many columns a text takes. */
    public static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int point) {
        return Math.max(0, WCWidth.wcwidth(point));
    }

    /** Returns the text with spaces after it up to this many columns; a text that is wider stays as it is. */
    public static String padded(String text, int columns) {
        return text + spaces(columns - width(text));
    }

    /** Returns the text with spaces before it up to this many columns; a text that is wider stays as it is. */
    public static String right(String text, int columns) {
        return spaces(columns - width(text)) + text;
    }

    private static String spaces(int count) {
        return " ".repeat(Math.max(0, count));
    }

    /**
     * Breaks a text into lines, at spaces and between Chinese characters. A word that is wider than a line is broken too, so nothing of it is lost.
     *
     * @param first what the first line begins with, such as spaces or a name
     * @param columns how wide the lines may be; must be more than the width of {@code first} and of the indent
     * @param indent how many spaces the other lines begin with
     */
    public static List<String> wrapped(String first, String text, int columns, int indent) {
        var lines = new ArrayList<String>();
        var begin = first;
        var line = new StringBuilder();
        for (var word : words(text)) {
            if (!line.isEmpty() && width(begin) + width(line + word.stripTrailing()) > columns) {
                lines.add(begin + line.toString().stripTrailing());
                begin = spaces(indent);
                line.setLength(0);
            }
            line.append(word);
            while (width(begin) + width(line.toString().stripTrailing()) > columns) {
                var end = fitting(line.toString(), columns - width(begin));
                lines.add(begin + line.substring(0, end));
                begin = spaces(indent);
                line.delete(0, end);
            }
        }
        lines.add(begin + line.toString().stripTrailing());
        return lines;
    }

    /** Returns the words of a text, each with the spaces after it. */
    private static List<String> words(String text) {
        var breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        var words = new ArrayList<String>();
        var start = 0;
        for (var end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            // A name with hyphens, a path and a number stay whole.
            if (end == text.length() || isWide(text, end) || Character.isWhitespace(text.charAt(end - 1))) {
                words.add(text.substring(start, end));
                start = end;
            }
        }
        return words;
    }

    private static boolean isWide(String text, int at) {
        return width(text.codePointBefore(at)) > 1 && width(text.codePointAt(at)) > 1;
    }

    /** Returns how many chars of a text fit, at least one character with the marks that belong to it. */
    private static int fitting(String text, int columns) {
        var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        var end = characters.next();
        for (var next = characters.next();
                next != BreakIterator.DONE && width(text.substring(0, next)) <= columns;
                next = characters.next()) {
            end = next;
        }
        return end;
    }
}
