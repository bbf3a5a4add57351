package dev.assay.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Waits for what other processes write into a folder. */
final class Watched {
    /** After this without a change a wait has failed, however busy the machine is. */
    private static final int GUARD_SECONDS = 900;

    private Watched() {}

    /** Waits until there is a file with a text that is as it should be, and returns the text. The folder need not be there yet. */
    static String await(Path file, Predicate<String> wanted) throws IOException, InterruptedException {
        var folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(folder);
        try (var watch = file.getFileSystem().newWatchService()) {
            folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            while (true) {
                if (Files.exists(file)) {
                    var text = Files.readString(file);
                    if (wanted.test(text)) {
                        return text;
                    }
                }
                var key = watch.poll(GUARD_SECONDS, TimeUnit.SECONDS);
                if (key == null) {
                    throw new AssertionError("nothing was written into " + folder + " for " + GUARD_SECONDS + " s, and "
                            + file.getFileName() + " is not as it should be");
                }
                key.pollEvents();
                key.reset();
            }
        }
    }
}
