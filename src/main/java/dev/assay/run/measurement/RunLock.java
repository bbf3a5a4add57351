package dev.assay.run.measurement;

import dev.assay.input.InputException;
import dev.assay.run.options.Options;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a second process from continuing a run that still goes on: each would set aside what the other measures. The lock ends with the process, however that ends.
 * Where a file system has no locks, nothing is locked.
 */
public final class RunLock implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks the directory of a run.
     *
     * @return empty if it cannot be locked
     * @throws InputException if another process has locked it
     */
    public static Optional<RunLock> of(Path run) {
        var file = run.resolve(".lock");
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new InputException(List.of(Options.problem("-Dassay.resume=" + run
                        + ": that run still goes on in another process. Wait for its end, or end it.")));
            }
            return Optional.of(new RunLock(file, channel));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A file without a lock keeps nobody away.
        }
    }
}
