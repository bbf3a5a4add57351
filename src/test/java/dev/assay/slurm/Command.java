package dev.assay.slurm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A command with what it printed, standard output and standard error together. */
final class Command {
    /** After this a wait has failed, however busy the machine is. */
    private static final int GUARD_SECONDS = 180;

    private final List<String> words;
    private final Process process;
    private final BufferedReader lines;
    private final StringBuilder printed = new StringBuilder();

    private Command(List<String> words) {
        this.words = words;
        try {
            process = new ProcessBuilder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + words + ": run these tests below .ci/slurm", e);
        }
        lines = process.inputReader();
    }

    /** How a command ended, and what it printed from its start. */
    record Ended(int status, String printed) {}

    static Command start(String... words) {
        return new Command(List.of(words));
    }

    /** Runs it to its end, which must be with status 0, and returns what it printed. */
    static String run(String... words) {
        var ended = start(words).end();
        if (ended.status() != 0) {
            throw new AssertionError(List.of(words) + " ended with " + ended.status() + ":\n" + ended.printed());
        }
        return ended.printed();
    }

    /** Waits until it prints a line that contains a text, and returns what stands behind the text in that line. */
    String awaitLine(String text) {
        for (var line = next(); line != null; line = next()) {
            if (line.contains(text)) {
                return line.substring(line.indexOf(text) + text.length());
            }
        }
        throw new AssertionError(words + " ended without printing \"" + text + "\":\n" + printed);
    }

    /** Waits for its end. */
    Ended end() {
        while (next() != null) {
            // It is kept.
        }
        try {
            if (!process.waitFor(GUARD_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(words + " closed its output and did not end; it printed:\n" + printed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return new Ended(process.exitValue(), printed.toString());
    }

    /** Ends it, and what it started. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private @Nullable String next() {
        try {
            var line = lines.readLine();
            if (line != null) {
                printed.append(line).append('\n');
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
