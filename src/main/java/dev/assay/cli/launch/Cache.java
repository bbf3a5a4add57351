package dev.assay.cli.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder in which the jars of the gate are unpacked, and in which the JVM keeps an archive of their classes. {@code ASSAY_CACHE} names it; otherwise it is
 * {@code assay} in {@code XDG_CACHE_HOME} or in {@code ~/.cache}. If it cannot be written, a temporary folder takes its place and is deleted at the end.
 *
 * @param temporary whether it is deleted at the end
 */
record Cache(Path folder, boolean temporary) implements AutoCloseable {
    static Cache of(Map<String, String> environment, String home) throws IOException {
        var named = environment.get("ASSAY_CACHE");
        var shared = environment.get("XDG_CACHE_HOME");
        if (named != null && !named.isEmpty()) {
            return new Cache(Files.createDirectories(Path.of(named)).toRealPath(), false);
        }
        var folder = (shared == null || shared.isEmpty() ? Path.of(home, ".cache") : Path.of(shared)).resolve("assay");
        try {
            Files.createDirectories(folder);
            if (Files.isWritable(folder)) {
                return new Cache(folder.toRealPath(), false);
            }
        } catch (IOException e) {
            // A user without a home: a container often has none.
        }
        return new Cache(Files.createTempDirectory("assay"), true);
    }

    /** Deletes a temporary folder. */
    @Override
    public void close() throws IOException {
        if (temporary) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
