package dev.assay.run.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out whether a terminal shows what this process prints. */
final class Terminal {
    /** Set in a process that Maven's plugins for tests start, whose output Maven reads and prints. */
    private static final String STARTED_BY_MAVEN = "surefire.test.class.path";

    private Terminal() {}

    /** Returns whether a terminal shows the output of this process, or, if Maven started it, that of Maven. Without Linux's {@code /proc}, Maven's output counts as none. */
    static boolean showsThisProcess(Map<String, String> properties) {
        return isTerminal(Path.of("/proc/self/fd/1"))
                || isConsole()
                || (properties.containsKey(STARTED_BY_MAVEN)
                        && starter(ProcessHandle.current())
                                .filter(Terminal::printsToTerminal)
                                .isPresent());
    }

    /** Returns the process that started this one by way of a shell: the nearest one that runs Java. */
    private static Optional<ProcessHandle> starter(ProcessHandle process) {
        return Stream.iterate(process.parent(), Optional::isPresent, each -> each.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream)
                .filter(each -> each.info()
                        .command()
                        .filter(command -> command.endsWith("java"))
                        .isPresent())
                .findFirst();
    }

    private static boolean printsToTerminal(ProcessHandle process) {
        return isTerminal(Path.of("/proc", Long.toString(process.pid()), "fd", "1"));
    }

    /** Returns whether a link of {@code /proc} to an open file leads to a terminal. */
    static boolean isTerminal(Path output) {
        try {
            var file = Files.readSymbolicLink(output).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Java 22 and later have a console even if the output goes to a file, and a method that tells; Java 21 then has none. */
    @SuppressWarnings("SystemConsoleNull") // both kinds are told apart below
    private static boolean isConsole() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) console.getClass().getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
