package dev.assay.secrets;

import static dev.assay.testing.GateFiles.KEPT;
import static dev.assay.testing.GateFiles.cell;
import static dev.assay.testing.GateFiles.tests;

import dev.assay.cli.SeveralCommands;
import dev.assay.run.checked.JvmFlags;
import dev.assay.testing.GateFiles;
import dev.assay.testing.StubSmi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A gate in a folder of its own that gets secrets from its environment. What its processes print, the command lines that the server sees and those of the
 * programs that the gate starts are files in the same folder.
 */
final class SecretGate {
    /** After this a wait has failed, however busy the machine is. */
    private static final int GUARD_SECONDS = 1800;

    private final Path folder;
    private final GateFiles files;
    private final Path seen;

    /** @param keys further keys of the deployment, a line each */
    SecretGate(Path folder, String... keys) throws IOException {
        this.folder = folder;
        this.seen = Files.createDirectories(folder.resolve("seen"));
        this.files = GateFiles.in(folder).sums("sums", 4);
        Files.createDirectories(folder.resolve("temporary"));
        write(keys);
        var programs = Files.createDirectories(folder.resolve("programs"));
        StubSmi.h100(
                programs,
                StubSmi.UUID + ", " + ProcessHandle.current().pid() + ", 70000, python --api-key "
                        + Secret.KEY.text().replace("'", "") + "\n",
                StubSmi.look("312.55", 1980, 41, "0x0000000000000000"));
        var git = Files.writeString(
                programs.resolve("git"), "#!/bin/sh\necho \"$0 $*\" >> " + seen.resolve("git") + "\necho abcdef\n");
        Files.setPosixFilePermissions(git, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path folder() {
        return folder;
    }

    /** Returns the folder of what is seen beside the gate. */
    Path seen() {
        return seen;
    }

    /** Writes thresholds.yaml. */
    void write(String... keys) {
        write(files, keys);
    }

    /** Writes another gate into a folder of its own, and returns the option that names the folder. */
    String beside(String name, String... keys) {
        var other = folder.resolve(name);
        write(GateFiles.in(other).sums("sums", 4), keys);
        return " --directory=" + other;
    }

    private static void write(GateFiles files, String... keys) {
        var all = Stream.concat(
                Stream.of("key: SERVING_API_KEY", "headers: {X-Upstream: \"${UPSTREAM_AUTH}\"}"), Stream.of(keys));
        files.deployment(
                all.toList(),
                tests("accuracy", "{evalset: sums, limits: {accuracy: {min: 4/4}}}"),
                tests(
                        "load",
                        cell("c1", 3, KEPT),
                        "{cell: c2, workload: tiny, concurrency: 1, requests: 3, warmup: 0, prefix-cache: reset,"
                                + " limits: {preemptions: {max: 0}}}"));
    }

    /** Runs commands of assay.jar in one process, and returns what they printed. Their words stand in no command line. */
    String run(String... commands) throws IOException, InterruptedException {
        return end(start(Map.of(), commands));
    }

    /** Runs commands with further variables. */
    String run(Map<String, String> more, String... commands) throws IOException, InterruptedException {
        return end(start(more, commands));
    }

    /** A process of a gate, and the file with what it prints. */
    record Started(Process process, Path printed) {}

    /** Starts commands. */
    Started start(Map<String, String> more, String... commands) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JvmFlags.WRITTEN.split(" ")));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Djava.io.tmpdir=" + folder.resolve("temporary"),
                "-cp",
                System.getProperty("java.class.path"),
                SeveralCommands.class.getName(),
                Files.write(
                                Files.createTempFile(folder.resolve("programs"), "commands", ".txt"),
                                Stream.of(commands).map(this::inFolder).toList())
                        .toString()));
        return start(command, more);
    }

    private String inFolder(String command) {
        if (command.contains(" --directory=")) {
            return command;
        }
        return command + (command.startsWith("init ") ? " " + folder.resolve("first") : " --directory=" + folder);
    }

    /** Starts a command with the secrets in its environment. */
    Started start(List<String> command, Map<String, String> more) throws IOException {
        var printed = Files.createTempFile(seen, "printed", ".txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().putAll(environment());
        builder.environment().putAll(more);
        return new Started(builder.start(), printed);
    }

    private Map<String, String> environment() {
        return Map.of(
                "SERVING_API_KEY",
                Secret.KEY.text(),
                "UPSTREAM_AUTH",
                "Basic " + Secret.PASSWORD.inBasic(),
                "HF_TOKEN",
                Secret.HF_TOKEN.text(),
                "GITHUB_TOKEN",
                Secret.CI_TOKEN.text(),
                "CI_JOB_TOKEN",
                Secret.CI_TOKEN.text(),
                "HTTPS_PROXY",
                "http://gate:" + Secret.PROXY.text() + "@127.0.0.1:9",
                "GITHUB_ACTIONS",
                "true",
                "GITHUB_STEP_SUMMARY",
                folder.resolve("step.md").toString(),
                "ASSAY_CACHE",
                folder.resolve("cache").toString(),
                "PATH",
                folder.resolve("programs") + ":" + System.getenv("PATH"));
    }

    /** Waits for the end, and returns what was printed. */
    static String end(Started started) throws IOException, InterruptedException {
        if (!started.process().waitFor(GUARD_SECONDS, TimeUnit.SECONDS)) {
            started.process().destroyForcibly();
            throw new AssertionError("did not end: " + Files.readString(started.printed()));
        }
        return Files.readString(started.printed());
    }

    /** Returns the directories of its runs, the oldest first. */
    List<Path> runs() {
        return files.runs();
    }

    /** Returns where secrets are in the folder, but for the files in which the test wrote them. */
    List<String> found() {
        return SecretSearch.ofAll().in(folder).stream()
                .filter(each -> !each.matches("(\\S*/)?thresholds\\.yaml has .*|foreign/.*|programs/.*"))
                .toList();
    }
}
