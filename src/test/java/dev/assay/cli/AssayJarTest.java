package dev.assay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.InputBytes;
import dev.assay.suite.GateRun;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar assay.jar}, as the build makes it. */
@Tag("slow")
class AssayJarTest {
    private static final Path JAR = Path.of("target/assay.jar");
    /** After this a wait has failed, however busy the machine is. */
    private static final int GUARD_SECONDS = 120;

    @TempDir
    Path folder;

    @BeforeEach
    void makeAGate() {
        GateRun.small(folder);
    }

    private ProcessBuilder assay(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("ASSAY_CACHE", folder.resolve("cache").toString());
        return process;
    }

    @Test
    void givesTheResultAndTheReportsOfTheBuild() throws IOException, InterruptedException {
        var ofTheBuild = GateRun.in(folder);
        var reports = reports();
        var before = withoutRun(ofTheBuild.result());

        var gate = assay("verify", "--directory", folder.toString()).start();
        var printed = new String(gate.getInputStream().readAllBytes(), UTF_8);

        assertThat(gate.waitFor()).as(printed).isZero();
        assertThat(withoutRun(ofTheBuild.result())).isEqualTo(before);
        assertThat(reports()).isEqualTo(reports).hasSizeGreaterThan(3);
        assertThat(runs()).isEqualTo(2);
        assertThat(printed.lines()).allMatch(line -> line.startsWith("[assay] "));
    }

    @Test
    void saysWhichBuildItIs() throws IOException, InterruptedException {
        var shown = assay("--version").start();
        var printed = new String(shown.getInputStream().readAllBytes(), UTF_8);

        assertThat(shown.waitFor()).as(printed).isZero();
        try (var jar = new JarFile(JAR.toFile())) {
            var classes = jar.stream()
                    .filter(entry -> entry.getName().matches("lib/assay-[0-9].*\\.jar"))
                    .findFirst()
                    .orElseThrow();
            try (var bytes = jar.getInputStream(classes)) {
                assertThat(printed)
                        .isEqualToIgnoringNewLines("assay "
                                + classes.getName().replaceAll("lib/assay-|\\.jar", "")
                                + " (sha256 "
                                + InputBytes.sha256(bytes.readAllBytes()).substring(0, 12) + ")");
            }
        }
    }

    /** Another Java would end with 1, which is FAIL. */
    @Test
    void startsWithAClassThatJava8CanRead() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            var start = jar.getManifest().getMainAttributes().getValue("Main-Class");

            try (var bytes = jar.getInputStream(jar.getEntry(start.replace('.', '/') + ".class"))) {
                // The seventh and eighth byte are the version of the class file, which is 52 for Java 8.
                assertThat(bytes.readNBytes(8)).endsWith(0, 52);
            }
        }
    }

    private static String withoutRun(String result) {
        assertThat(result).containsPattern("\"run\" : \"[^\"]+\"");
        return result.replaceFirst("\"run\" : \"[^\"]+\"", "");
    }

    private long runs() throws IOException {
        try (var runs = Files.list(folder.resolve("runs"))) {
            return runs.count();
        }
    }

    /** Returns the reports, without times and without the ids of runs. */
    private Map<String, String> reports() throws IOException {
        var reports = new TreeMap<String, String>();
        try (var files = Files.list(folder.resolve("reports"))) {
            for (var file : files.toList()) {
                reports.put(
                        String.valueOf(file.getFileName()),
                        Files.readString(file)
                                .replaceAll(" time=\"[0-9.]+\"", "")
                                .replaceAll("[0-9]{8}-[0-9]{6}-[0-9]{3}", "RUN"));
            }
        }
        return reports;
    }

    @Test
    void passesOnTheExitStatus() throws IOException, InterruptedException {
        var gate =
                assay("verify", "--directory", folder.toString(), "--tier=pr").start();
        var printed = new String(gate.getInputStream().readAllBytes(), UTF_8);

        assertThat(gate.waitFor()).isEqualTo(64);
        assertThat(printed)
                .endsWith("[assay] command line: -Dassay.tier=pr: no test of thresholds.yaml names a tier, so remove"
                        + " this option\n");
    }

    /** A server that never ends its answer keeps the gate running until it is ended. */
    @Test
    void endsTheGateWhenItsLauncherIsKilled() throws Exception {
        try (var server = ScriptedEndpoint.of(Script.stream().untilClosed())) {
            var launcher = assay(
                            "verify",
                            "--directory",
                            folder.toString(),
                            "--endpoint",
                            server.base().toString(),
                            "--cells",
                            "c4")
                    .start();
            server.awaitRequest();
            var gate = launcher.children().findFirst().orElseThrow();

            launcher.destroyForcibly();

            gate.onExit().get(GUARD_SECONDS, TimeUnit.SECONDS);
            assertThat(gate.isAlive()).isFalse();
        }
    }

    @Test
    void holdsTheGateAndItsLibrariesAsTheyWerePublished() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            var names = jar.stream().map(entry -> entry.getName()).toList();

            assertThat(names).anyMatch(name -> name.matches("lib/assay-[^/]+\\.jar"));
            assertThat(names).anyMatch(name -> name.startsWith("lib/picocli-"));
            assertThat(names).noneMatch(name -> name.startsWith("lib/assertj"));
            assertThat(names.stream().filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("dev/assay/cli/launch/"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Assay-Jvm"))
                    .contains("-XX:PerMethodTrapLimit=0");
        }
    }
}
