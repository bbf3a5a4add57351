package dev.assay.run;

import java.util.List;
import java.util.function.Consumer;

/** Plain lines, appended: what a build's log can keep. Also keeps them until the test that was running is reported. */
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
        // What System.out is changes when Surefire begins to capture it.
        return new Console(line -> System.out.println(line));
    }

    public synchronized void line(String text) {
        out.accept(PREFIX + text);
        kept.append(PREFIX).append(text).append(System.lineSeparator());
    }

    public void block(List<String> lines) {
        lines.forEach(this::line);
    }

    /** Returns what was printed since this was last asked. */
    public synchronized String taken() {
        var taken = kept.toString();
        kept.setLength(0);
        return taken;
    }
}
