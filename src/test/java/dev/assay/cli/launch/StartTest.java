package dev.assay.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Java may start the gate. */
class StartTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.8", "9", "11", "17", "20"})
    void refusesAnOlderJava(String version) {
        assertThat(Start.isTooOld(version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"21", "25", "100"})
    void takesTheOldestAndEachLaterJava(String version) {
        assertThat(Start.isTooOld(version)).isFalse();
    }

    @Test
    void asksForTheJavaOfTheBuild() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<java.level>" + Start.OLDEST + "</java.level>");
    }
}
