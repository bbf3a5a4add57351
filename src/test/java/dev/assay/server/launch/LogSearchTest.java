package dev.assay.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.Location;
import dev.assay.plan.deployments.ServerLog;
import dev.assay.plan.deployments.ServerLog.Demand;
import dev.assay.plan.deployments.ServerLog.Rule;
import dev.assay.recording.ServerLogRecord;
import dev.assay.recording.ServerLogRecord.Seen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSearchTest {
    @TempDir
    private Path directory;

    private static ServerLog forbidding(String... patterns) {
        var place = new Location("thresholds.yaml", 10, 27);
        return new ServerLog(
                null,
                Arrays.stream(patterns)
                        .map(pattern -> new Rule(Demand.FORBID, pattern, place))
                        .toList());
    }

    private Path log(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("a-1.log"), bytes);
    }

    @Test
    void keepsTheFirstLineOfEachPattern() throws IOException {
        var log = log("""
                INFO starting
                \u001b[1;36mWARNING\u001b[0;0m falling back to a weight-only kernel
                WARNING falling back once more
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(LogSearch.of(
                        forbidding("^WARNING falling back", "FLASHINFER"), Optional.of(log), UnaryOperator.identity()))
                .contains(new ServerLogRecord(
                        log.toString(),
                        null,
                        List.of(
                                new Seen("^WARNING falling back", 2, "WARNING falling back to a weight-only kernel"),
                                new Seen("FLASHINFER", 0, ""))));
    }

    @Test
    void readsOnAfterBytesThatAreNotText() throws IOException {
        var log = log(new byte[] {(byte) 0xFF, '\n', 'b', 'a', 'd', '\n'});

        assertThat(LogSearch.of(forbidding("bad"), Optional.of(log), UnaryOperator.identity()))
                .map(found -> found.of("bad"))
                .contains(Optional.of(new Seen("bad", 2, "bad")));
    }

    @Test
    void removesSecretsAndShortensLongLines() throws IOException {
        var log = log(("args: --api-key s3cret " + "x".repeat(1000)).getBytes(StandardCharsets.UTF_8));

        var seen = LogSearch.of(forbidding("args"), Optional.of(log), line -> line.replace("s3cret", "******"))
                .orElseThrow()
                .seen()
                .getFirst();

        assertThat(seen.text()).isEqualTo("args: --api-key ****** " + "x".repeat(277) + "…");
    }

    @Test
    void searchesOnlyTheBeginningOfAVeryLongLine() throws IOException {
        var log = log(("x".repeat(1 << 20) + "bad\r\n\r\nlast bad\r\n").getBytes(StandardCharsets.UTF_8));

        assertThat(LogSearch.of(forbidding("bad"), Optional.of(log), UnaryOperator.identity()))
                .map(found -> found.of("bad"))
                .contains(Optional.of(new Seen("bad", 3, "last bad")));
    }

    @Test
    void saysWhyTheLogCouldNotBeSearched() {
        var missing = directory.resolve("no.log");

        assertThat(LogSearch.of(forbidding("a"), Optional.of(missing), UnaryOperator.identity()))
                .contains(new ServerLogRecord(
                        missing.toString(),
                        "it cannot be read: java.nio.file.NoSuchFileException: " + missing,
                        List.of()));
        assertThat(LogSearch.of(forbidding("a"), Optional.empty(), UnaryOperator.identity()))
                .contains(new ServerLogRecord(
                        "", "the gate did not start the server, and `server-log` names no `file`", List.of()));
    }

    @Test
    void readsNothingButARegularFile() {
        assertThat(LogSearch.of(forbidding("a"), Optional.of(directory), UnaryOperator.identity()))
                .contains(new ServerLogRecord(
                        directory.toString(), "it cannot be read: it is no regular file", List.of()));
    }

    /** The expressions of Java need a stack frame for each character of such a line. */
    @Test
    void searchesALongLineForAlternatives() throws IOException {
        var log = log(("a ".repeat(400_000) + "kernel").getBytes(StandardCharsets.UTF_8));

        assertThat(LogSearch.of(forbidding("(\\w|\\s)+kernel"), Optional.of(log), UnaryOperator.identity()))
                .map(found -> found.of("(\\w|\\s)+kernel").orElseThrow().line())
                .contains(1);
    }

    @Test
    void searchesNothingWithoutPatterns() {
        assertThat(LogSearch.of(ServerLog.UNREAD, Optional.empty(), UnaryOperator.identity()))
                .isEmpty();
    }
}
