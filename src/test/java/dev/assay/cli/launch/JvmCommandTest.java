package dev.assay.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command that starts the gate's JVM. */
class JvmCommandTest {
    private static final GateJar GATE =
            new GateJar(Path.of("cache", "assay-1.jar"), List.of("-XX:NewSize=512m", "-Da=b"));

    private static final ClassArchive NONE = ClassArchive.of(GATE, "jvm", 7);

    private static List<String> command(List<String> own, String... arguments) {
        return JvmCommand.of(GATE, NONE, own, Map.of(), List.of(arguments)).words();
    }

    private static boolean archives(String... arguments) {
        return JvmCommand.of(GATE, NONE, List.of(), Map.of(), List.of(arguments))
                .archives();
    }

    @Test
    void archivesTheClassesOfARunThatJudgesRecordings() {
        assertThat(archives("verify", "--tier=pr")).isTrue();
        assertThat(command(List.of(), "verify")).contains("-XX:ArchiveClassesAtExit=" + NONE.part());

        assertThat(archives("verify", "--help")).isFalse();
        assertThat(archives("verify", "--plan")).isFalse();
        assertThat(archives("verify", "--endpoint=http://127.0.0.1:8000")).isFalse();
        assertThat(archives("lint")).isFalse();
        assertThat(archives()).isFalse();
    }

    @Test
    void usesTheArchiveOnceThereIsOne(@TempDir Path folder) throws IOException {
        var gate = new GateJar(folder.resolve("assay-1.jar"), List.of());
        var archive = ClassArchive.of(gate, "jvm", 7);
        Files.createFile(archive.file());

        var command = JvmCommand.of(gate, archive, List.of(), Map.of(), List.of("verify"));

        assertThat(command.words()).contains("-XX:SharedArchiveFile=" + archive.file());
        assertThat(command.archives()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--endpoint",
                "--endpoint=http://127.0.0.1:8000",
                "-Dassay.endpoint=a=http://127.0.0.1:8000",
                "--target=process",
                "-Dassay.target=container"
            })
    void hasTheFlagsOfExactTimesIfAServerIsMeasured(String option) {
        assertThat(command(List.of(), "verify", option))
                .contains("-XX:NewSize=512m", "-Da=b")
                .doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(command(List.of(option))).contains("-XX:NewSize=512m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--only=--endpoint", "endpoint", "--targets"})
    void startsQuicklyIfNoneIs(String option) {
        assertThat(command(List.of(), "verify", option))
                .contains("-XX:TieredStopAtLevel=1", "-Da=b")
                .doesNotContain("-XX:NewSize=512m");
    }

    @Test
    void endsWithTheArgumentsOfTheGate() {
        assertThat(command(List.of(), "verify", "--tier=pr"))
                .endsWith("-jar", GATE.file().toString(), "verify", "--tier=pr");
    }

    /** A JVM that is asked for two collectors does not start. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseParallelGC", "-XX:+UseZGC", "-XX:+UseSerialGC"})
    void leavesTheCollectorToWhoeverAskedForOne(String collector) {
        assertThat(command(List.of("-Xmx4g", collector), "verify"))
                .filteredOn(word -> word.startsWith("-XX:+Use"))
                .containsExactly(collector);
    }

    /** {@code gate.jvm} cannot look at what the user asks for, and the step of the build that can has the same rule as this command. */
    @Test
    void hasTheRuleOfTheBuild() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));

        assertThat(pom).contains("pattern=\"" + JvmCommand.COLLECTOR.pattern() + "\"");
        assertThat(pom.lines().filter(line -> line.contains("<gate.jvm>") || line.contains("<assay.jvm>")))
                .isNotEmpty()
                .noneMatch(line -> JvmCommand.COLLECTOR.matcher(line).find());
    }

    /** The last of two flags counts, so the user's come after ours. */
    @Test
    void passesOnTheFlagsOfTheLauncher() {
        assertThat(command(List.of("-Xmx4g"), "verify")).containsSubsequence("-XX:+UseSerialGC", "-Xmx4g", "-jar");
    }

    /** The gate's JVM reads the variable itself, and nobody but its user can read it there. */
    @Test
    void doesNotRepeatWhatAVariableTellsEachJvm() {
        var environment = Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Dhttp.proxyPassword=one -Da=\"b c\" -Xmx2g",
                "JDK_JAVA_OPTIONS",
                "-javaagent:agent.jar=token");
        var own = List.of("-Dhttp.proxyPassword=one", "-Da=b c", "-Xmx2g", "-javaagent:agent.jar=token", "-Down=1");

        assertThat(JvmCommand.of(GATE, NONE, own, environment, List.of("verify"))
                        .words())
                .containsSubsequence("-Xmx2g", "-Down=1", "-jar")
                .noneMatch(word -> word.contains("proxyPassword") || word.contains("b c") || word.contains("agent"));
    }
}
