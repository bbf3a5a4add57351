package dev.assay.report.ci;

import dev.assay.input.Location;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Where the files of the gate are in the checkout that CI shows.
 *
 * @param root the root of the checkout, absolute
 * @param directory the folder of thresholds.yaml, absolute
 */
public record SourceTree(Path root, Path directory) {
    public SourceTree {
        root = root.normalize();
        directory = directory.normalize();
    }

    /** Returns the line of a place; empty if it is on the command line, in a file without lines, or in a file outside of the checkout. */
    public Optional<SourceLine> of(Location place) {
        if (place.column() == 0) {
            return Optional.empty();
        }
        try {
            var file = directory.resolve(place.file()).normalize();
            return file.startsWith(root) && !file.equals(root)
                    ? Optional.of(new SourceLine(slashed(root.relativize(file)), place.line()))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String slashed(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
