package dev.assay.run.options;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** Finds which of the directories that an option names is named twice. Two names may lead to one directory: one with dots in it, or a link. */
final class NamedTwice {
    private NamedTwice() {}

    /** Returns what to say of each directory that is named more than once, {@code names [runs/a] twice}, without the option before it. */
    static List<String> of(List<Path> directories) {
        var first = new HashMap<Path, Path>();
        return directories.stream()
                .flatMap(directory -> {
                    var before = first.putIfAbsent(real(directory), directory);
                    return before == null
                            ? Stream.<String>empty()
                            : Stream.of("names [" + before + "] twice"
                                    + (before.equals(directory) ? "" : ", also as [" + directory + "]"));
                })
                .distinct()
                .toList();
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            // One that is not there is told elsewhere.
            return directory.toAbsolutePath().normalize();
        }
    }
}
