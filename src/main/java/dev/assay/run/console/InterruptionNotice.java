package dev.assay.run.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * Prints one line if the gate is interrupted, for example by Ctrl-C: where the run directory is, and how to continue. The line goes directly to the
 * terminal if there is one, because what this process prints goes through Maven, which is ended too.
 */
public final class InterruptionNotice implements AutoCloseable {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private final Path run;
    private final Path terminal;
    private final Consumer<String> otherwise;
    private final Thread hook;

    /**
     * @param terminal the file of the terminal
     * @param otherwise takes the line if there is no terminal
     */
    InterruptionNotice(Path run, Path terminal, Consumer<String> otherwise) {
        this.run = run;
        this.terminal = terminal;
        this.otherwise = otherwise;
        hook = new Thread(this::print, "assay-interruption");
    }

    /** Prints the line if this process ends before the notice is closed. */
    public static InterruptionNotice of(Path run, Console console) {
        var interruption = new InterruptionNotice(run, TERMINAL, console::line);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Prints the line. */
    void print() {
        var line = "interrupted: the run is in " + run + "; the same command with -Dassay.resume=" + run
                + " continues it without repeating finished tests";
        try {
            Files.writeString(terminal, "\n" + Console.PREFIX + line + "\n", UTF_8, StandardOpenOption.WRITE);
        } catch (IOException e) {
            otherwise.accept(line);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook has run or will.
        }
    }
}
