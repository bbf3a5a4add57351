package dev.assay.report.terminal;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text as a terminal or the log of a CI system may get it. Answers of models, output of servers and names of files are hostile: a control character in them
 * could move the cursor, delete lines, turn the direction of the text or set the title of the window, and the log of a CI system obeys some lines.
 */
public final class TerminalText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int SOFT_HYPHEN = 0xAD;
    /** Azure Pipelines and the older form of GitHub obey it anywhere in a line, TeamCity at its beginning. */
    private static final Pattern SERVICE_MESSAGE = Pattern.compile("##(?=\\p{Alnum}*\\[)");
    /** GitHub obeys it at the beginning of a line. */
    private static final Pattern WORKFLOW_COMMAND = Pattern.compile("(?U)^(\\s*):(?=:)");

    private TerminalText() {}

    /** Returns the text in one line. What a terminal or a CI system would obey is shown: an escape character as {@code \}{@code u001b}, a line end as {@code \n}. */
    public static String line(String text) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(point, safe));
        var inert = SERVICE_MESSAGE.matcher(safe).replaceAll("# #");
        return WORKFLOW_COMMAND.matcher(inert).replaceFirst("$1: ");
    }

    /** Returns the text with its line ends, each of its lines as {@link #line(String)} does. */
    public static String lines(String text) {
        return text.lines().map(TerminalText::line).collect(Collectors.joining("\n"));
    }

    private static void append(int point, StringBuilder safe) {
        switch (point) {
            case '\t' -> safe.append("    ");
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            default -> {
                if (!isObeyed(point)) {
                    safe.appendCodePoint(point);
                } else if (Character.isBmpCodePoint(point)) {
                    safe.append(String.format(Locale.ROOT, "\\u%04x", point));
                } else {
                    safe.append(String.format(Locale.ROOT, "\\u{%x}", point));
                }
            }
        }
    }

    /** Returns whether a terminal shows nothing for a character, but does something: control characters, and those that turn the direction of a text. */
    private static boolean isObeyed(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // Words of some languages, and some emoji, are written with these.
            case Character.FORMAT ->
                point != ZERO_WIDTH_NON_JOINER && point != ZERO_WIDTH_JOINER && point != SOFT_HYPHEN;
            default -> false;
        };
    }
}
