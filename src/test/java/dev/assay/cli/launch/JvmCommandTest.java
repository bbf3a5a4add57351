package dev.assay.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command that starts the gate's JVM. */
class JvmCommandTest {
    private static final GateJar GATE =
            new GateJar(Path.of("cache", "assay-1.jar"), List.of("-XX:NewSize=512m", "-Da=b"));

    private static List<String> command(List<String> own, String... arguments) {
        return JvmCommand.of(GATE, own, List.of(arguments)).words();
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

    /** The last of two flags counts, so the user's come after ours. */
    @Test
    void passesOnTheFlagsOfTheLauncher() {
        assertThat(command(List.of("-Xmx4g"), "verify")).containsSubsequence("-XX:+UseSerialGC", "-Xmx4g", "-jar");
    }
}
