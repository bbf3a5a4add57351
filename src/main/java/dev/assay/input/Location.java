package dev.assay.input;

import java.util.Comparator;

/**
 * A place in a file or on the command line. It prints as {@code file:line:column}, which terminals and editors show as a link.
 *
 * <p>Locations are ordered by file, line and column; the command line comes first.
 *
 * @param file the file's name, relative to the directory in which the gate was started
 * @param line the line, from 1; 0 only on the command line, which has none
 * @param column the column, from 1; 0 only on the command line
 */
public record Location(String file, int line, int column) implements Comparable<Location> {
    private static final Location COMMAND_LINE = new Location("command line", 0, 0);
    private static final Comparator<Location> ORDER = Comparator.comparing((Location place) -> place.line > 0)
            .thenComparing(Location::file)
            .thenComparingInt(Location::line)
            .thenComparingInt(Location::column);

    /** Returns the place for options of the command line; it prints as {@code command line}. */
    public static Location commandLine() {
        return COMMAND_LINE;
    }

    /** Returns the place for a problem of the file as a whole. */
    public static Location startOf(String file) {
        return new Location(file, 1, 1);
    }

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
