package dev.assay.run.console;

import java.util.regex.Pattern;

/**
 * Text for the log of a build. GitHub's and Azure's runners take parts of a log as commands, which can set outputs or hide words of the log. A model's answer
 * must not be able to write one.
 */
public final class LogLine {
    /** {@code ##[name …]…} and {@code ##vso[…]…}: a command wherever it stands in a line. */
    private static final Pattern ANYWHERE = Pattern.compile("##(?=\\p{Alnum}*\\[)");
    /** {@code ::name …::…}: a command if nothing but white space stands before it. */
    private static final Pattern FIRST = Pattern.compile("(?mU)^(\\s*):(?=:)");

    private LogLine() {}

    /** Returns a text in which no runner finds a command: {@code # #[name]}, {@code : :name::}. */
    public static String inert(String text) {
        var split = ANYWHERE.matcher(text).replaceAll("# #");
        return FIRST.matcher(split).replaceAll("$1: ");
    }
}
