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
 * @param gate who started it: the gate's process and when that began, so that another process of the same number is not taken for it
 */
record Started(String gate, ProcessHandle process) {
    static final String VARIABLE = "ASSAY_GATE";
    private static final Path PROC = Path.of("/proc");

    /** Returns what the variable holds for servers of this gate. */
    static String here() {
        return mark(ProcessHandle.current());
    }

    private static String mark(ProcessHandle gate) {
        return gate.pid() + "@"
                + gate.info().startInstant().map(Object::toString).orElse("unknown");
    }

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
                    .filter(variable -> variable.startsWith(VARIABLE + "="))
                    .map(variable -> variable.substring(VARIABLE.length() + 1))
                    .findFirst()
                    .flatMap(gate -> ProcessHandle.of(pid).map(process -> new Started(gate, process)));
        } catch (IOException e) {
            // Another user's, or gone since.
            return Optional.empty();
        }
    }

    /** Returns whether the gate that started it is gone. */
    boolean orphaned() {
        var pid = gate.replaceFirst("@.*", "");
        return !pid.matches("[0-9]+")
                || ProcessHandle.of(Long.parseLong(pid))
                        .map(owner -> !mark(owner).equals(gate))
                        .orElse(true);
    }

    /** Ends them at once. */
    static void kill(Stream<ProcessHandle> processes) {
        var all = processes.toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }
}
