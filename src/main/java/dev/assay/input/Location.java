package dev.assay.input;

/**
 * A place in a file that a person wrote; prints as {@code file:line:column}, which terminals and editors make clickable.
 *
 * @param file the file's name as the person knows it, relative to where the gate was started
 * @param line the line, from 1
 * @param column the column, from 1
 */
public record Location(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
