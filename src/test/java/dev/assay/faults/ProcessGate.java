package dev.assay.faults;

import dev.assay.faults.Fault.Outcome;
import dev.assay.run.checked.JvmFlags;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gate in a process of its own, as assay.jar starts it. */
public final class ProcessGate {
    /** After this a wait has failed, however busy the machine is. */
    private static final int GUARD_SECONDS = 120;

    /** 128 and the number of the signal. */
    private static final int KILLED = 137;

    private static final Map<Integer, String> VERDICTS = Map.of(
            0,
            "PASS",
            1,
            "FAIL",
            2,
            "UNMEASURED",
            64,
            SmallGate.REFUSED,
            70,
            "broken",
            129,
            "interrupted",
            130,
            "interrupted",
            143,
            "interrupted",
            KILLED,
            "killed");

    private final SmallGate gate;
    private final Path printed;
    private final Process process;

    private ProcessGate(SmallGate gate, Path printed, Process process) {
        this.gate = gate;
        this.printed = printed;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param before a command that is started with the gate's command as its last words; empty: none
     * @param jvm further flags of its JVM
     */
    public static ProcessGate start(SmallGate gate, List<String> before, List<String> jvm, URI base, String... options)
            throws IOException {
        var command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JvmFlags.WRITTEN.split(" ")));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.assay.cli.Assay", "verify"));
        command.addAll(List.of("--directory=" + gate.folder(), "--groups=" + gate.tag(), "--endpoint=" + base));
        command.addAll(List.of(options));
        var printed = Files.createTempFile(gate.folder(), "printed", ".txt");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        return new ProcessGate(gate, printed, process);
    }

    /** Sends a signal, such as {@code INT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    }

    /** Kills it at once, as {@code kill -9} does, if it has not ended; returns whether that ended it. */
    public boolean kill() throws InterruptedException {
        process.destroyForcibly();
        return status() == KILLED;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end, and returns its exit status. */
    public int status() throws InterruptedException {
        // A second in which all processes of the machine were stopped counts once, however long it was.
        for (var second = 0; second < GUARD_SECONDS; second++) {
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        }
        process.destroyForcibly();
        throw new AssertionError("the gate did not end");
    }

    /** Returns the lines that a person must read: the verdict, the first warning, and why the run ended otherwise; else the last line. */
    private String told() throws IOException {
        var lines = printed().stream()
                .map(line -> line.replaceFirst("^\\[assay\\] ", "").replaceFirst("^[a-zA-Z.]*WithoutVerdict: ", ""))
                .toList();
        var told = Stream.of(
                        "(PASS|FAIL|UNMEASURED) " + gate.test() + ":.*", "warning: .*", "interrupted: .*", "assay: .*")
                .flatMap(pattern ->
                        lines.stream().filter(line -> line.matches(pattern)).limit(1))
                .map(line ->
                        line.replaceFirst("^(PASS|FAIL|UNMEASURED) ", "").replaceAll(" \\(measured [0-9-]+\\)$", ""))
                .collect(Collectors.joining(" / "));
        var thrown = lines.stream()
                .filter(line -> line.matches("[a-z.]+\\.[A-Za-z]+(Error|Exception).*"))
                .findFirst();
        return !told.isEmpty() ? told : thrown.orElse(lines.isEmpty() ? "nothing" : lines.getLast());
    }

    /** Returns what it printed. */
    public List<String> printed() throws IOException {
        try (Stream<String> lines = Files.lines(printed)) {
            return lines.toList();
        }
    }

    /** Waits for its end, and looks at what it said and left. A run without verdicts is resumed where nothing is wrong any more. */
    Outcome outcome(URI base) throws IOException, InterruptedException {
        var status = status();
        var kept = gate.folder().resolve("runs.kept");
        if (Files.exists(kept)) {
            Files.delete(gate.folder().resolve("runs"));
            Files.move(kept, gate.folder().resolve("runs"));
        }
        var verdict = VERDICTS.getOrDefault(status, "status " + status);
        return new Outcome(verdict, gate.said(told()), gate.left(run -> {
            var again = start(gate, List.of(), List.of(), base, "--resume=" + run);
            return VERDICTS.getOrDefault(again.status(), String.join("\n", again.printed()));
        }));
    }
}
