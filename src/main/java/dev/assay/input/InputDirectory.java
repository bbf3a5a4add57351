package dev.assay.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The directory that file names are relative to. This package reads files only through it. */
public record InputDirectory(Path path) {
    /** The most bytes of a file, as it is and unpacked: 512 MiB. */
    static final int MOST_BYTES = 512 << 20;

    /** Returns whether there is a file of this name, relative to the directory. */
    public boolean has(String name) {
        try {
            return Files.isRegularFile(path.resolve(name));
        } catch (InvalidPathException e) {
            return false; // no file can have a name that the file system does not allow
        }
    }

    /** Returns whether there is a folder of this name, relative to the directory. */
    public boolean hasFolder(String name) {
        try {
            return Files.isDirectory(path.resolve(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Returns the names of the files in a folder that have this ending, sorted and without the ending; empty if there is no such folder.
     */
    public List<String> names(String folder, String ending) {
        try (var files = Files.list(path.resolve(folder))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        } catch (IOException | InvalidPathException e) {
            return List.of(); // a caller that needs one says what is missing
        }
    }

    /** Returns the names of all files in the directory and below, relative to it, with '/' between, sorted. */
    public List<String> tree() {
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the files of " + path, e);
        }
    }

    /**
     * Reads a file of UTF-8 text.
     *
     * @param name relative to the directory
     * @param expected what the file should be, for the message: {@code the limits to check}
     * @return absent, with a problem, if it cannot be read
     */
    public @Nullable InputFile read(String name, String expected, Problems problems) {
        var read = readBytes(name, expected, problems);
        return read == null ? null : read.text(expected, problems);
    }

    /**
     * Reads the bytes of a file.
     *
     * @param name relative to the directory
     * @param expected what the file should be, for the message
     * @return absent, with a problem, if it cannot be read
     */
    public @Nullable InputBytes readBytes(String name, String expected, Problems problems) {
        var start = Location.startOf(name);
        if (!has(name)) {
            problems.add(start, "there is no such file in [" + path + "]; expected " + expected);
            return null;
        }
        try {
            var size = Files.size(path.resolve(name));
            if (size > MOST_BYTES) {
                problems.add(
                        start,
                        "has " + size + " bytes; a file may have at most " + MOST_BYTES
                                + ": split it, or leave out what is not needed");
                return null;
            }
            var bytes = Files.readAllBytes(path.resolve(name));
            return new InputBytes(name, ByteBuffer.wrap(bytes).asReadOnlyBuffer(), InputBytes.sha256(bytes));
        } catch (IOException e) {
            problems.add(start, "cannot be read (" + e + "); expected " + expected);
            return null;
        }
    }
}
