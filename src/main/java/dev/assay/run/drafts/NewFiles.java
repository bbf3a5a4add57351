package dev.assay.run.drafts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Files that are written into a directory, where none of them may exist.
 *
 * @param directory is created if it does not exist
 * @param texts by their names, relative to the directory, in the order in which they are written
 */
public record NewFiles(Path directory, Map<String, String> texts) {
    public NewFiles {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /** Returns a problem for each file that exists. */
    public List<Problem> problems() {
        return texts.keySet().stream()
                .filter(name -> Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS))
                .map(this::exists)
                .toList();
    }

    private Problem exists(String name) {
        return new Problem(
                Location.startOf(directory.resolve(name).toString()),
                "this file exists, and no file is overwritten: nothing was written. Remove it, or name another directory");
    }

    /**
     * Writes all files, or none if one of them exists.
     *
     * @throws InputException with every file that exists
     */
    public void write() {
        if (!problems().isEmpty()) {
            throw new InputException(problems());
        }
        texts.forEach(this::write);
    }

    /** Removes the files after they were written. */
    public void remove() {
        texts.keySet().forEach(name -> {
            try {
                Files.deleteIfExists(directory.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + directory.resolve(name), e);
            }
        });
    }

    private void write(String name, String text) {
        var file = directory.resolve(name);
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.writeString(file, text, UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new InputException(List.of(exists(name)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
