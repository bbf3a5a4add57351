package dev.assay.report.pictures;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Draws pictures, if this machine can: a small JRE may lack the classes or the fonts for it. */
public final class Drawing {
    private Drawing() {}

    /** A picture as PNG, to be written. */
    public interface Png {
        /** Writes the bytes. */
        void write(OutputStream out) throws IOException;
    }

    /** What came of drawing. */
    public sealed interface Result {
        /** It was drawn. */
        record Drawn(Png png) implements Result {}

        /**
         * It cannot be drawn on this machine.
         *
         * @param reason one clause, for people
         */
        record NotDrawn(String reason) implements Result {}
    }

    /** Returns why no text can be drawn on this machine; empty if it can. */
    public static Optional<String> objection() {
        try {
            return Charts.hasFonts() ? Optional.empty() : Optional.of("this machine has no fonts");
        } catch (LinkageError | RuntimeException | InternalError e) {
            return Optional.of(reason(e));
        }
    }

    /** Returns whether the fonts of this machine have every character of the picture. */
    public static boolean canWrite(Picture picture) {
        try {
            return picture.texts().stream().allMatch(Charts::canWrite);
        } catch (LinkageError | RuntimeException | InternalError e) {
            return false;
        }
    }

    /** Draws a picture. Its size in pixels depends only on what it shows. */
    public static Result of(Picture picture) {
        try {
            return new Result.Drawn(Charts.of(picture));
        } catch (LinkageError | RuntimeException | InternalError | IOException e) {
            return new Result.NotDrawn(reason(e));
        }
    }

    private static String reason(Throwable e) {
        return e instanceof LinkageError || e instanceof InternalError
                ? "this Java cannot draw (" + e
                        + "); it needs the module java.desktop, and a font that fontconfig finds"
                : "drawing failed (" + e + ")";
    }
}
