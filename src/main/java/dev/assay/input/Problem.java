package dev.assay.input;

/**
 * One mistake in a file or on the command line.
 *
 * @param place where: in a file, or on the command line
 * @param message what was found, what is allowed and what to do, in one or two sentences
 */
public record Problem(Location place, String message) {
    /** A key may stand in a wrong place, and what was found there is quoted. */
    public Problem {
        message = SecretText.hiddenInQuotes(message);
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
