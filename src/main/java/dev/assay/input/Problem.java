package dev.assay.input;

/**
 * One fault in a file that a person wrote.
 *
 * @param place where
 * @param message what was found, what is allowed, what to do: one or two sentences
 */
public record Problem(Location place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
