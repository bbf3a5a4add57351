package dev.assay.server.gpu;

import dev.assay.plan.launch.Gpus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the processes of a server on this machine: the process that listens on its port, and its descendants. Works only on Linux, and not for
 * another user's server or one in a container.
 */
final class ServerProcesses {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENS = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String VISIBLE = "CUDA_VISIBLE_DEVICES=";

    private final Set<ProcessHandle> listeners;
    private final Gpus seen;

    private ServerProcesses(Set<ProcessHandle> listeners, Gpus seen) {
        this.listeners = listeners;
        this.seen = seen;
    }

    /** Returns whether a server at this address runs on this machine. */
    static boolean isHere(URI server) {
        var host = server.getHost();
        return host != null && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    }

    /**
     * Finds the processes of the server at an address of this machine.
     *
     * @param seen which GPUs the server can see
     */
    static ServerProcesses of(URI server, Gpus seen) {
        var port = server.getPort() < 0 ? (server.getScheme().equals("https") ? 443 : 80) : server.getPort();
        var sockets = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> listening(read(PROC.resolve(table)), port).stream())
                .map(inode -> "socket:[" + inode + "]")
                .collect(Collectors.toUnmodifiableSet());
        var listeners = sockets.isEmpty()
                ? Set.<ProcessHandle>of()
                : ProcessHandle.allProcesses()
                        .filter(process -> holds(process.pid(), sockets))
                        .collect(Collectors.toUnmodifiableSet());
        return new ServerProcesses(listeners, seen);
    }

    /** Returns the inodes of the sockets that listen on a port, from a table of Linux's {@code /proc/net}. */
    static Set<String> listening(String table, int port) {
        return table.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(parts -> parts.length > INODE && parts[STATE].equals(LISTENS))
                .filter(parts -> parts[1].matches("[0-9A-F]+:[0-9A-F]{4}")
                        && Integer.parseInt(parts[1].substring(parts[1].indexOf(':') + 1), 16) == port)
                .map(parts -> parts[INODE])
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (var open = Files.list(PROC.resolve(pid + "/fd"))) {
            return open.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException | UncheckedIOException e) {
            // The process belongs to another user, or has ended.
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the process numbers of all that run now, including descendants started since. */
    Set<Long> pids() {
        return listeners.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the names of the GPUs or MIG parts that the server was given; empty if it may use all, or if that is unknown. */
    Set<String> visible() {
        return seen instanceof Gpus.Some some ? Set.copyOf(some.ids()) : ofEnvironment();
    }

    private Set<String> ofEnvironment() {
        return listeners.stream()
                .flatMap(process -> Arrays.stream(
                        read(PROC.resolve(process.pid() + "/environ")).split("\0", -1)))
                .filter(variable -> variable.startsWith(VISIBLE))
                .flatMap(variable ->
                        Arrays.stream(variable.substring(VISIBLE.length()).split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
