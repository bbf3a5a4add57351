package dev.assay.fuzzing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Files of this repository from which the fuzzer starts. */
public final class Seeds {
    /** Longer files are cut: a short input runs more often, and a cut one is a good input too. */
    private static final int LONGEST = 6000;

    private static final Path ROOT = Path.of(System.getProperty("basedir", ""));

    private Seeds() {}

    /** Returns a file of the repository. */
    public static byte[] file(String name) {
        try {
            return Files.readAllBytes(ROOT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a first input", e);
        }
    }

    /** Returns the beginnings of all files in a folder and below whose names end in one of these ways, sorted by name. */
    public static Stream<byte[]> below(String folder, String... endings) {
        return names(folder, endings).map(Seeds::file).map(Seeds::beginning);
    }

    /** Returns the same as {@link #below}, each behind its name and a line end. */
    public static Stream<byte[]> named(String folder, String... endings) {
        return names(folder, endings).map(name -> named(Path.of(name).getFileName() + "", beginning(file(name))));
    }

    /** Returns a content behind a name and a line end. */
    public static byte[] named(String name, byte[] content) {
        var both = new ByteArrayOutputStream();
        both.writeBytes((name + "\n").getBytes(UTF_8));
        both.writeBytes(content);
        return both.toByteArray();
    }

    private static Stream<String> names(String folder, String... endings) {
        try (var files = Files.walk(ROOT.resolve(folder))) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> ROOT.relativize(file).toString())
                    .filter(name -> Arrays.stream(endings).anyMatch(name::endsWith))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list first inputs", e);
        }
    }

    private static byte[] beginning(byte[] whole) {
        return whole.length <= LONGEST ? whole : Arrays.copyOf(whole, LONGEST);
    }
}
