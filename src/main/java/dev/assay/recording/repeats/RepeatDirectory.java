package dev.assay.recording.repeats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The trace files of the repeats of one test: the first in the deployment's folder, each later one in {@code repeat-2}, {@code repeat-3}
 * below it.
 *
 * @param folder the folder of the deployment; it may not exist
 * @param name the file's name, the same for each repeat
 */
public record RepeatDirectory(Path folder, String name) {
    private static final Pattern REPEAT = Pattern.compile("repeat-([1-9]\\d{0,5})");

    /** Returns the files of the test of this name. */
    public static RepeatDirectory of(Path folder, String test) {
        return new RepeatDirectory(folder, test + ".jsonl");
    }

    /**
     * Returns the file of one repeat; it may not exist.
     *
     * @param repeat from 1
     */
    public Path file(int repeat) {
        return (repeat == 1 ? folder : folder.resolve("repeat-" + repeat)).resolve(name);
    }

    /** Returns the number of the last repeat that has a file; 0 if none has. A repeat before it whose file was lost counts too. */
    public int last() {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var entries = Files.list(folder)) {
            return IntStream.concat(
                            IntStream.of(1),
                            entries.map(each ->
                                            REPEAT.matcher(each.getFileName().toString()))
                                    .filter(each -> each.matches())
                                    .mapToInt(each -> Integer.parseInt(each.group(1))))
                    .filter(repeat -> Files.exists(file(repeat)))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** Returns the files of all repeats up to the last that has one; a lost one is among them. */
    public List<Path> all() {
        return IntStream.rangeClosed(1, last()).mapToObj(this::file).toList();
    }
}
