package dev.assay.input;

/**
 * One fault in what a person wrote.
 *
 * @param place where: in a file, or on the command line
 * @param message what was found, what is allowed, what to do: one or two sentences
 */
public record Problem(Location place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
