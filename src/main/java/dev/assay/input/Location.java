package dev.assay.input;

import java.util.Comparator;

/**
 * A place in a file or on the command line. It prints as {@code file:line:column}, which terminals and editors show as a link; in a file
 * without lines as {@code file, row 7}.
 *
 * <p>Locations are ordered by file, line and column; the command line comes first.
 *
 * @param file the file's name, relative to the directory in which the gate was started
 * @param line the line or the row, from 1; 0 only on the command line, which has none
 * @param column the column of the line, from 1; 0 on the command line, and if {@code line} is a row
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

    /**
     * Returns the place of a row in a file that has no lines.
     *
     * @param row from 1
     */
    public static Location row(String file, int row) {
        return new Location(file, row, 0);
    }

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ", row " + line : file + ":" + line + ":" + column;
    }
}
