package dev.assay.run.console;

import dev.assay.report.ci.Annotation;
import dev.assay.report.ci.SourceTree;
import dev.assay.report.ci.WorkflowCommands;
import dev.assay.report.terminal.Colours;
import dev.assay.report.terminal.TerminalText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Prints lines one below the other, as the log of a build can keep them, without anything that a terminal or a CI system obeys. Also keeps each text as
 * it is until the running JUnit test is reported.
 */
public final class Console {
    /** What each line begins with. */
    static final String PREFIX = "[assay] ";

    private final Consumer<String> out;
    private final Colours colours;
    private final StringBuilder kept = new StringBuilder();

    /** @param out takes each line */
    public Console(Consumer<String> out) {
        this(out, Colours.OFF);
    }

    /** @param out takes each line */
    public Console(Consumer<String> out, Colours colours) {
        this.out = out;
        this.colours = colours;
    }

    /** Returns the console of this process. */
    @SuppressWarnings("SystemOut") // the console is what this class is for
    public static Console ofProcess(Map<String, String> properties) {
        // Surefire replaces System.out when it begins to capture it.
        return of(line -> System.out.println(line), properties);
    }

    /**
     * Returns a console that prints to the output of this process, in colour where that is wanted.
     *
     * @param out takes each line
     * @param properties the system properties
     */
    public static Console of(Consumer<String> out, Map<String, String> properties) {
        return new Console(
                out,
                Colours.of(
                        Optional.ofNullable(properties.get("style.color")),
                        System.getenv(),
                        Terminal.showsThisProcess(properties)));
    }

    /** Prints a text, each of its lines as a line of its own. */
    public synchronized void line(String text) {
        if (text.isEmpty()) {
            out.accept(PREFIX);
        }
        text.lines().map(TerminalText::line).forEach(line -> out.accept(PREFIX + colours.line(line)));
        kept.append(PREFIX).append(text).append(System.lineSeparator());
    }

    /** Prints a line that warns of something. */
    public void warning(Object what) {
        line("warning: " + what);
    }

    /** Prints annotations if a runner of GitHub reads this log. They stand in no report. */
    public synchronized void annotate(
            List<Annotation> annotations, SourceTree sources, Map<String, String> environment) {
        if (environment.getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
            WorkflowCommands.of(annotations, sources).forEach(out);
        }
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
