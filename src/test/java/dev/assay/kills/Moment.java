package dev.assay.kills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** When a gate is killed. */
sealed interface Moment {
    /** Returns whether it has come. */
    boolean has(Duration sinceStart);

    /** Returns it in words. */
    String words();

    /** Some time after the start. */
    record After(Duration time) implements Moment {
        @Override
        public boolean has(Duration sinceStart) {
            return sinceStart.compareTo(time) >= 0;
        }

        @Override
        public String words() {
            return "after a time";
        }
    }

    /** As soon as the traces of the run have so many bytes. */
    record OfBytes(Path gate, long bytes) implements Moment {
        @Override
        public boolean has(Duration sinceStart) {
            return measured(gate) >= bytes;
        }

        @Override
        public String words() {
            return String.format(Locale.ROOT, "when its traces had %,d bytes", bytes);
        }

        /** Returns how many bytes the traces of the newest run have, without those set aside. */
        static long measured(Path gate) {
            var run = Disk.run(gate);
            if (run.isEmpty() || !Files.isDirectory(traces(gate, run.get()))) {
                return 0;
            }
            try (Stream<Path> files = Files.walk(traces(gate, run.get()))) {
                return files.filter(file -> file.toString().matches(".*\\.(jsonl|bodies\\.gz)"))
                        .mapToLong(OfBytes::size)
                        .sum();
            } catch (IOException | UncheckedIOException e) {
                // A file was renamed meanwhile.
                return 0;
            }
        }

        private static Path traces(Path gate, Path run) {
            return gate.resolve(run).resolve("traces");
        }

        private static long size(Path file) {
            try {
                return Files.size(file);
            } catch (IOException e) {
                return 0;
            }
        }
    }

    /**
     * While a file is being written, or as soon as it is whole.
     *
     * @param before when it was last written, and when the file that is renamed to it was; absent: there was none
     */
    record OfFile(Path gate, String name, boolean half, List<Optional<FileTime>> before) implements Moment {
        static OfFile of(Path gate, String name, boolean half) {
            return new OfFile(gate, name, half, List.of(written(file(gate, name)), written(part(gate, name))));
        }

        @Override
        public boolean has(Duration sinceStart) {
            return isNew(file(gate, name), before.getFirst()) || (half && isNew(part(gate, name), before.getLast()));
        }

        private static boolean isNew(Path file, Optional<FileTime> before) {
            var now = written(file);
            return now.isPresent() && !now.equals(before);
        }

        private static Path file(Path gate, String name) {
            var folder = name.startsWith("runs/") ? Optional.of(Path.of("")) : Disk.run(gate);
            return gate.resolve(folder.orElse(Path.of("runs/none"))).resolve(name);
        }

        private static Path part(Path gate, String name) {
            var file = file(gate, name);
            return file.resolveSibling(file.getFileName() + Disk.PART);
        }

        private static Optional<FileTime> written(Path file) {
            try {
                return Optional.of(Files.getLastModifiedTime(file));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String words() {
            return (half ? "while it wrote " : "when it had written ") + name.replaceFirst(".*/", "");
        }
    }
}
