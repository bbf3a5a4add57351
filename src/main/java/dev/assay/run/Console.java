package dev.assay.run;

import java.util.List;

/** Plain lines, appended: what a build's log can keep. */
public final class Console {
    /** What each line begins with. */
    static final String PREFIX = "[assay] ";

    private Console() {}

    @SuppressWarnings("SystemOut") // the console is what this class is for
    public static void line(String text) {
        System.out.println(PREFIX + text);
    }

    public static void block(List<String> lines) {
        lines.forEach(Console::line);
    }
}
