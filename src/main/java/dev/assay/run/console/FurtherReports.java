package dev.assay.run.console;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes what a run leaves beside {@code result.json}. The verdicts stand by then: what cannot be made is told, and changes neither them nor the exit status nor
 * the other reports.
 */
public record FurtherReports(Console console) {
    /**
     * Makes a report.
     *
     * @param what its name, for people
     */
    public void make(String what, Runnable report) {
        var unused = of(what, () -> {
            report.run();
            return true;
        });
    }

    /**
     * Returns what is made for reports; empty if it cannot be made.
     *
     * @param what its name, for people
     */
    public <T> Optional<T> of(String what, Supplier<T> report) {
        try {
            return Optional.of(report.get());
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // A page of a very large run may need more memory than there is; its verdicts do not.
            console.line("warning: " + what + " could not be made: " + reason(e)
                    + ". The verdicts and result.json are complete without it.");
            return Optional.empty();
        }
    }

    private static String reason(Throwable e) {
        return e instanceof UncheckedIOException unchecked
                ? unchecked.getMessage() + ": " + unchecked.getCause()
                : e.toString();
    }
}
