package dev.assay.run.console;

import java.util.List;
import java.util.function.Consumer;

/** Prints plain lines, as the log of a build can keep them. Also keeps each line until the running JUnit test is reported. */
public final class Console {
    /** What each line begins with. */
    static final String PREFIX = "[assay] ";

    private final Consumer<String> out;
    private final StringBuilder kept = new StringBuilder();

    /** @param out takes each line */
    public Console(Consumer<String> out) {
        this.out = out;
    }

    /** Returns the console of this process. */
    @SuppressWarnings("SystemOut") // the console is what this class is for
    public static Console ofProcess() {
        // Surefire replaces System.out when it begins to capture it.
        return new Console(line -> System.out.println(line));
    }

    public synchronized void line(String text) {
        out.accept(PREFIX + LogLine.inert(text));
        kept.append(PREFIX).append(text).append(System.lineSeparator());
    }

    /** Prints lines that a runner of CI is to take as commands. They stand in no report. */
    public synchronized void commands(List<String> lines) {
        lines.forEach(out);
    }

    public void block(List<String> lines) {
        lines.forEach(this::line);
    }

    /** Returns the lines that were printed since the last call. */
    public synchronized String taken() {
        var taken = kept.toString();
        kept.setLength(0);
        return taken;
    }
}
