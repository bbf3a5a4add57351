package dev.assay.report.terminal;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours of lines: the word of a verdict that a line begins with is coloured. The word itself is always there, so colour is never the only sign.
 *
 * @param on whether lines are coloured
 */
public record Colours(boolean on) {
    /** Lines stay as they are. */
    public static final Colours OFF = new Colours(false);

    private static final Pattern WORD = Pattern.compile(
            "^((would (be )?)?(PASS|FAIL|UNMEASURED|INCONCLUSIVE)( \\((waived|warned)\\))?|NO VERDICT|warning:)(?=\\s|:|$)");
    private static final String END = "\u001b[0m";
    private static final String GREEN = "\u001b[32m";
    private static final String BOLD_RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String MAGENTA = "\u001b[35m";

    /**
     * Decides whether lines are coloured. What the command line says counts most, then {@code NO_COLOR}, then the variables that ask for colour; else a terminal
     * gets colour. A variable that is empty says nothing.
     *
     * @param style Maven's {@code -Dstyle.color}: {@code always}, {@code never} or {@code auto}
     * @param environment of the process
     * @param terminal whether a terminal shows the lines
     */
    public static Colours of(Optional<String> style, Map<String, String> environment, boolean terminal) {
        if (style.equals(Optional.of("always"))) {
            return new Colours(true);
        }
        if (style.equals(Optional.of("never")) || is(environment, "NO_COLOR")) {
            return OFF;
        }
        if (asked(environment, "FORCE_COLOR") || asked(environment, "CLICOLOR_FORCE")) {
            return new Colours(true);
        }
        var refused = "dumb".equals(environment.get("TERM"))
                || "0".equals(environment.get("CLICOLOR"))
                || "0".equals(environment.get("FORCE_COLOR"));
        return new Colours(terminal && !refused);
    }

    private static boolean is(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    private static boolean asked(Map<String, String> environment, String name) {
        return is(environment, name) && !"0".equals(environment.get(name)) && !"false".equals(environment.get(name));
    }

    /**
     * Returns a line with the word of a verdict in its colour.
     *
     * @param line without control characters
     */
    public String line(String line) {
        if (!on) {
            return line;
        }
        var word = WORD.matcher(line);
        return word.find() ? colour(word) + word.group() + END + line.substring(word.end()) : line;
    }

    private static String colour(Matcher word) {
        return switch (word.group()) {
            case "PASS" -> GREEN;
            case "FAIL" -> BOLD_RED;
            case "UNMEASURED", "NO VERDICT" -> MAGENTA;
            default -> YELLOW;
        };
    }
}
