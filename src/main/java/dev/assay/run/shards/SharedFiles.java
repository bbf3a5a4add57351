package dev.assay.run.shards;

import dev.assay.recording.files.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Small files in the shared directory. No file is locked: locks of network file systems are not to be relied on. A file is created by one process alone, or renamed
 * into its place as a whole.
 *
 * @param root the shared directory
 */
record SharedFiles(Path root) {
    /** Creates a file; returns false, and changes nothing, if it exists. */
    boolean create(String name, String text) {
        try {
            var file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + root.resolve(name), e);
        }
    }

    /** Writes or replaces a file. */
    void put(String name, String text) {
        try {
            AtomicFile.write(root.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + root.resolve(name), e);
        }
    }

    /** Returns the text of a file; empty if there is no such file, or nothing in it yet. */
    Optional<String> text(String name) {
        try {
            return Optional.of(Files.readString(root.resolve(name), StandardCharsets.UTF_8)
                            .strip())
                    .filter(text -> !text.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root.resolve(name), e);
        }
    }

    /** Returns the names of the files in a folder; none if there is no such folder. */
    Set<String> names(String folder) {
        try (var files = Files.list(root.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toUnmodifiableSet());
        } catch (NoSuchFileException e) {
            return Set.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root.resolve(folder), e);
        }
    }

    /** Returns when the file server says that a file was last written, in nanoseconds since 1970; empty if there is no such file. */
    OptionalLong stamp(String name) {
        try {
            return OptionalLong.of(Files.getLastModifiedTime(root.resolve(name)).to(TimeUnit.NANOSECONDS));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root.resolve(name), e);
        }
    }

    /**
     * Writes a file that only its time is wanted of, and lets a network file system look at its folder again: a client that has changed a folder does not believe
     * what it remembers of it.
     */
    void touch(String name) {
        var file = root.resolve(name);
        var beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(beside, name, StandardCharsets.UTF_8);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Deletes a file, if it is there. */
    void delete(String name) {
        try {
            Files.deleteIfExists(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + root.resolve(name), e);
        }
    }

    /** Writes a file in place, and returns the time stamp that it got. */
    long stampNow(String name) throws IOException {
        var file = root.resolve(name);
        Files.write(
                file,
                new byte[] {'.'},
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        return Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
    }
}
