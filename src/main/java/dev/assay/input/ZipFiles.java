package dev.assay.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Reads the files in a zip archive, whether they are compressed with deflate or with zstd, as Python programs write them. */
public final class ZipFiles {
    private ZipFiles() {}

    /**
     * Returns the files of these names, in the order of the archive, each named {@code archive!name}; none, with a problem, if it is no archive.
     *
     * @param expected what the archive should be, for the message
     */
    public static List<InputFile> read(
            InputBytes archive, Predicate<String> names, String expected, Problems problems) {
        return read(archive, names, expected, new Unpacked(archive.name(), problems), problems);
    }

    static List<InputFile> read(
            InputBytes archive, Predicate<String> names, String expected, Unpacked unpacked, Problems problems) {
        var bytes = new byte[archive.content().remaining()];
        archive.content().duplicate().get(bytes);
        var files = new ArrayList<InputFile>();
        try (var channel = new SeekableInMemoryByteChannel(bytes);
                var zip = ZipFile.builder().setSeekableByteChannel(channel).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                if (names.test(entry.getName())) {
                    try (var in = zip.getInputStream(entry)) {
                        var content = unpacked.next(in);
                        if (content == null) {
                            return List.of();
                        }
                        files.add(new InputFile(
                                archive.name() + "!" + entry.getName(), new String(content, UTF_8), archive.sha256()));
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            problems.add(
                    Location.startOf(archive.name()),
                    "cannot be read as a zip archive (" + e.getMessage() + "); expected " + expected
                            + ". Copy it again.");
            return List.of();
        }
        return files;
    }
}
