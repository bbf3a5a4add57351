package dev.assay.server.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Processes that a gate has started, with all that they started in turn, known by a variable of their environment that every child
 * inherits. So they are found when their parents are gone, and when the gate that started them was killed; where there is no /proc, only
 * what still has its parent is found.
 *
 * @param mark of the gate that started it
 */
record StartedProcesses(OwnerTag mark, ProcessHandle process) {
    private static final Path PROC = Path.of("/proc");
    /** How long what was killed may take to be gone. */
    private static final Duration TO_END = Duration.ofSeconds(20);

    /** Returns all that runs and was started by a gate of this user. */
    static List<StartedProcesses> all() {
        try (var entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .flatMap(pid -> of(Long.parseLong(pid)).stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<StartedProcesses> of(long pid) {
        try {
            var environment = Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
            return Arrays.stream(environment.split("\0", -1))
                    .filter(variable -> variable.startsWith(OwnerTag.NAME + "="))
                    .map(variable -> new OwnerTag(variable.substring(OwnerTag.NAME.length() + 1)))
                    .findFirst()
                    .flatMap(mark -> ProcessHandle.of(pid).map(process -> new StartedProcesses(mark, process)));
        } catch (IOException e) {
            // Another user's, or gone since.
            return Optional.empty();
        }
    }

    /** Ends them at once; returns those that are there all the same: one that waits for a device that hangs cannot be ended. */
    static List<ProcessHandle> kill(Stream<ProcessHandle> processes) {
        return kill(processes, TO_END);
    }

    static List<ProcessHandle> kill(Stream<ProcessHandle> processes, Duration patience) {
        var all = processes.distinct().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        var ends =
                CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            ends.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // What is left is told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return all.stream().filter(ProcessHandle::isAlive).toList();
    }

    /** Says that processes do not end though they were killed; empty where all have ended. */
    static Optional<String> remaining(List<ProcessHandle> left) {
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of((left.size() == 1 ? "process " : "processes ")
                        + left.stream().map(each -> "" + each.pid()).collect(Collectors.joining(", "))
                        + (left.size() == 1 ? " was killed and does" : " were killed and do")
                        + " not end, as where a driver hangs: what it holds of a GPU stays taken");
    }
}
