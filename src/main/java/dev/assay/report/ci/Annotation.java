package dev.assay.report.ci;

import dev.assay.input.Location;

/**
 * Something to show beside a line of a file that people wrote.
 *
 * @param place where it belongs
 * @param title the test that it is about
 * @param subject what of the test it is about: a limit, a question, or the test as a whole; with the title it is the same in each run
 * @param message one sentence or a few; it may contain words of a model
 */
public record Annotation(Level level, Location place, String title, String subject, String message) {
    /** How much it matters. */
    public enum Level {
        /** It makes the build red. */
        ERROR,
        /** It is not red, but somebody should look. */
        WARNING,
        /** It explains another one. */
        NOTICE
    }
}
