package dev.assay.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processes that a gate has started, with all that they started in turn, known by a variable of their environment that every child
 * inherits. So they are found when their parents are gone, and when the gate that started them was killed; where there is no /proc, only
 * what still has its parent is found.
 *
 * @param mark of the gate that started it
 */
record Started(Mark mark, ProcessHandle process) {
    private static final Path PROC = Path.of("/proc");

    /** Returns all that runs and was started by a gate of this user. */
    static List<Started> all() {
        try (var entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .flatMap(pid -> of(Long.parseLong(pid)).stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Started> of(long pid) {
        try {
            var environment = Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
            return Arrays.stream(environment.split("\0", -1))
                    .filter(variable -> variable.startsWith(Mark.NAME + "="))
                    .map(variable -> new Mark(variable.substring(Mark.NAME.length() + 1)))
                    .findFirst()
                    .flatMap(mark -> ProcessHandle.of(pid).map(process -> new Started(mark, process)));
        } catch (IOException e) {
            // Another user's, or gone since.
            return Optional.empty();
        }
    }

    /** Ends them at once. */
    static void kill(Stream<ProcessHandle> processes) {
        var all = processes.toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }
}
