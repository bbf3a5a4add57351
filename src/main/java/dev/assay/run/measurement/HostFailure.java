package dev.assay.run.measurement;

import dev.assay.gate.verdicts.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** What this machine could not do for a run: write a file, open one, or give memory. Neither the server nor the program is at fault. */
public final class HostFailure {
    private HostFailure() {}

    /**
     * Returns why nothing was measured, and what to do.
     *
     * @param failure what was thrown
     * @param run the directory of the run
     * @return empty if something else is at fault
     */
    public static Optional<Verdict.Unmeasured> of(Throwable failure, Path run) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UncheckedIOException failed) {
                return Optional.of(new Verdict.Unmeasured(words(failed), remedy(cause(failed)) + goOn(run)));
            }
            if (cause instanceof OutOfMemoryError memory) {
                return Optional.of(new Verdict.Unmeasured(
                        "this process had not enough memory (" + memory.getMessage() + ")",
                        "Give it more with -Xmx, or plan fewer requests at a time." + goOn(run)));
            }
        }
        return Optional.empty();
    }

    /** Returns why a run could not begin, or cannot be read, and what to do. */
    public static Verdict.Unmeasured atBegin(UncheckedIOException failure) {
        return new Verdict.Unmeasured(words(failure), remedy(cause(failure)) + " Then run again.");
    }

    /** Returns what could not be done with a file, and why, without a full stop. */
    public static String words(UncheckedIOException failure) {
        return failure.getMessage() + ": " + words(cause(failure));
    }

    private static IOException cause(UncheckedIOException failure) {
        return Objects.requireNonNull(failure.getCause());
    }

    private static String words(IOException why) {
        var said = why instanceof FileSystemException file ? file.getReason() : why.getMessage();
        return switch (why) {
            case FileAlreadyExistsException ignored -> "it exists already";
            case NoSuchFileException ignored -> "there is no such file";
            case IOException ignored -> said == null ? why.getClass().getSimpleName() : said;
        };
    }

    private static String remedy(IOException why) {
        if (why instanceof FileAlreadyExistsException) {
            return "Another gate began in the same millisecond.";
        }
        return switch (words(why)) {
            case String said when said.contains("No space left") || said.contains("quota") -> "Free space.";
            case String said when said.contains("Too many open files") -> "Allow more open files with `ulimit -n`.";
            case String said when said.contains("Read-only") || said.contains("denied") -> "Make it writable.";
            default -> "Repair that.";
        };
    }

    private static String goOn(Path run) {
        return " Then run again, or go on with -Dassay.resume=" + run + ".";
    }
}
