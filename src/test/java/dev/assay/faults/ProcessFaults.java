package dev.assay.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.faults.Fault.Place;
import dev.assay.testing.GateFiles;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Faults of the machine for which the gate needs a process of its own. */
final class ProcessFaults {
    private static final String MOUNT = "mkdir -p \"$0\" && mount -t tmpfs -o size=SIZE none \"$0\" &&"
            + " { \"$@\"; status=$?; cp -r \"$0\" \"$0.kept\"; exit $status; }";
    private static final String READ_ONLY =
            "mkdir -p \"$0\" && mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"";

    private ProcessFaults() {}

    /** Runs the command with file systems of its own. */
    private static List<String> mounted(Path folder, String script) {
        assumeTrue(succeeds("unshare", "-rm", "true"), "this machine gives no mounts to a process");
        return List.of(
                "unshare", "-rm", "sh", "-c", script, folder.resolve("runs").toString());
    }

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script, "sh");
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a gate with questions to its end behind a command, against a server that answers well. */
    private static Fault.Plant behind(Function<Path, List<String>> before, String... jvm) {
        return folder -> {
            var gate = SmallGate.asking(folder);
            try (var server = new ScriptedEndpoint(Answers.to(Answers::sum))) {
                return ProcessGate.start(gate, before.apply(folder), List.of(jvm), server.base())
                        .outcome(server.base());
            }
        };
    }

    /** Sends a signal while the second request is being answered. What starts this process may have told it to ignore signals. */
    private static Fault.Plant signalled(String signal) {
        return folder -> {
            var gate = SmallGate.asking(folder);
            var requests = new AtomicInteger();
            var arrived = new CountDownLatch(1);
            try (var server = new ScriptedEndpoint(Answers.to(request -> {
                if (requests.incrementAndGet() == 2) {
                    arrived.countDown();
                    return Script.stream().untilClosed();
                }
                return Answers.sum(request);
            }))) {
                var process = ProcessGate.start(gate, List.of("env", "--default-signal"), List.of(), server.base());
                arrived.await();
                process.signal(signal);
                return process.outcome(server.base());
            }
        };
    }

    /** The wall clock steps when the second request arrives. */
    private static Fault.Plant clock(Duration step) {
        return folder -> {
            var library = folder.resolve("clock.so");
            assumeTrue(
                    succeeds(
                            "cc",
                            "-shared",
                            "-fPIC",
                            "-o",
                            library.toString(),
                            "src/test/resources/dev/assay/faults/clock.c",
                            "-ldl"),
                    "this machine has no compiler of C");
            var when = folder.resolve("step");
            var gate = SmallGate.load(folder, GateFiles.cell("c1", 3, "e2e.max: {max: 60 s}"));
            var requests = new AtomicInteger();
            var stepped =
                    List.of("env", "LD_PRELOAD=" + library, "CLOCK_WHEN=" + when, "CLOCK_SECONDS=" + step.toSeconds());
            write(when);
            // Otherwise the row would plant nothing.
            assertThat(ahead(stepped)).isBetween(step.toSeconds() - 600, step.toSeconds() + 600);
            Files.delete(when);
            try (var server = new ScriptedEndpoint(Answers.to(request -> {
                if (requests.incrementAndGet() == 2) {
                    write(when);
                }
                return Answers.slow();
            }))) {
                return ProcessGate.start(gate, stepped, List.of(), server.base())
                        .outcome(server.base());
            }
        };
    }

    /** Prints the wall clock of a JVM. */
    static final class WallClock {
        private WallClock() {}

        public static void main(String[] none) {
            System.out.print(Instant.now().getEpochSecond());
        }
    }

    /** Returns by how many seconds the wall clock of a JVM behind a command is ahead of that of this one. */
    private static long ahead(List<String> before) throws IOException {
        var command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WallClock.class.getName()));
        var clock = new ProcessBuilder(command).start();
        var printed = new String(clock.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Long.parseLong(printed) - Instant.now().getEpochSecond();
    }

    private static void write(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two gates begin together. */
    private static Fault.Plant together() {
        return folder -> {
            var gate = SmallGate.asking(folder);
            try (var server = new ScriptedEndpoint(Answers.to(Answers::sum))) {
                var first = ProcessGate.start(gate, List.of(), List.of(), server.base());
                var second = ProcessGate.start(gate, List.of(), List.of(), server.base());
                assertThat(List.of(first.status(), second.status())).containsExactly(0, 0);
                var seen = first.outcome(server.base());
                assertThat(second.outcome(server.base()).sentence()).isEqualTo(seen.sentence());
                assertThat(Files.readAllLines(folder.resolve("runs/history.csv")))
                        .hasSize(3);
                return seen;
            }
        };
    }

    /** Answers of 50 MiB, and a heap of 90 MiB. */
    private static Fault.Plant large() {
        return folder -> {
            var gate = SmallGate.asking(folder);
            var event =
                    Answers.event("\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "4".repeat(60_000) + "\"}}]");
            var chunk = "%x\r\n%s\r\n".formatted(event.length(), event).getBytes(StandardCharsets.ISO_8859_1);
            try (var server = new ScriptedEndpoint(
                    Answers.to(request -> Script.stream().flood(chunk, 50 << 20).end()))) {
                return ProcessGate.start(gate, List.of(), List.of("-XX:NewSize=8m", "-Xmx90m"), server.base())
                        .outcome(server.base());
            }
        };
    }

    private static Fault.Plant small() {
        return folder -> {
            var gate = SmallGate.in(folder);
            try (var server = new ScriptedEndpoint(Answers.to(request -> Answers.good()))) {
                return ProcessGate.start(gate, List.of(), List.of("-XX:NewSize=8m", "-Xmx64m"), server.base())
                        .outcome(server.base());
            }
        };
    }

    static List<Fault> rows() {
        return new Rows(Place.HOST)
                .unmeasured(
                        "no room on the disk for the plan",
                        behind(folder -> mounted(folder, MOUNT.replace("SIZE", "4k"))))
                .unmeasured(
                        "no room on the disk for the traces",
                        behind(folder -> mounted(folder, MOUNT.replace("SIZE", "12k"))))
                .unmeasured(
                        "no room on the disk for the verdicts",
                        behind(folder -> mounted(folder, MOUNT.replace("SIZE", "16k"))))
                .harmless(
                        "no room on the disk for the report",
                        "the verdicts are there",
                        behind(folder -> mounted(folder, MOUNT.replace("SIZE", "28k"))))
                .unmeasured("files may have only 4 KiB", behind(folder -> shell("ulimit -f 4; exec \"$@\"")))
                .unmeasured("runs/ is read-only", behind(folder -> mounted(folder, READ_ONLY)))
                .row(
                        "broken",
                        "too few file handles for the program itself",
                        behind(folder -> shell("ulimit -n 20; exec \"$@\"")))
                .unmeasured("answers that are larger than the memory", large())
                .row(SmallGate.REFUSED, "too little memory for the plan", small())
                .harmless(
                        "the clock steps an hour ahead",
                        "times are of a clock that only runs",
                        clock(Duration.ofHours(1)))
                .harmless(
                        "the clock steps an hour back",
                        "times are of a clock that only runs",
                        clock(Duration.ofHours(-1)))
                .row("interrupted", "SIGINT", signalled("INT"))
                .row("interrupted", "SIGTERM", signalled("TERM"))
                .row("interrupted", "SIGHUP", signalled("HUP"))
                .row("killed", "kill -9", signalled("KILL"))
                .harmless(
                        "two gates begin together in one directory",
                        "each has a run of its own, and the history has both",
                        together())
                .harmless(
                        "standard output is closed",
                        "the run directory has all of it",
                        behind(folder -> shell("exec \"$@\" >&-")))
                .rows();
    }
}
