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
 * A process that a gate has started, directly or indirectly. An environment variable marks it, which every child process inherits. So it is found
 * even when its parent is gone or the gate was killed. Without /proc no process is found in this way.
 *
 * @param tag the tag of the gate that started it
 */
record TaggedProcess(OwnerTag tag, ProcessHandle process) {
    private static final Path PROC = Path.of("/proc");
    /** How long to wait for the end of killed processes. */
    private static final Duration TO_END = Duration.ofSeconds(20);

    /** Returns all running processes of this user that a gate started. */
    static List<TaggedProcess> all() {
        try (var entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .flatMap(pid -> of(Long.parseLong(pid)).stream())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<TaggedProcess> of(long pid) {
        try {
            var environment = Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
            return Arrays.stream(environment.split("\0", -1))
                    .filter(variable -> variable.startsWith(OwnerTag.NAME + "="))
                    .map(variable -> new OwnerTag(variable.substring(OwnerTag.NAME.length() + 1)))
                    .findFirst()
                    .flatMap(tag -> ProcessHandle.of(pid).map(process -> new TaggedProcess(tag, process)));
        } catch (IOException e) {
            // The process belongs to another user, or has ended.
            return Optional.empty();
        }
    }

    /** Kills processes; returns those that are still there: a process that waits for a device that hangs cannot be killed. */
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
            // The processes that are left are returned.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return all.stream().filter(ProcessHandle::isAlive).toList();
    }

    /** Returns a message about killed processes that do not end; empty if all have ended. */
    static Optional<String> message(List<ProcessHandle> left) {
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of((left.size() == 1 ? "process " : "processes ")
                        + left.stream().map(each -> "" + each.pid()).collect(Collectors.joining(", "))
                        + (left.size() == 1 ? " was killed and does" : " were killed and do")
                        + " not end, perhaps because a driver hangs: GPU memory may stay in use");
    }
}
