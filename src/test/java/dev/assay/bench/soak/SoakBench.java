package dev.assay.bench.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.checked.JvmFlags;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends a million requests by one process of the gate, and shows whether it grows or slows down. This is not a test of the build; bench/README.md says how to run it.
 */
class SoakBench {
    private static final long ALL = 1_000_000;
    private static final long REQUESTS = Long.getLong("bench.requests", ALL);
    private static final int EACH = Integer.getInteger("bench.requests-per-test", 10_000);

    @TempDir
    Path folder;

    private static List<String> java(List<String> flags, Class<?> main, Object... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    @Test
    void neitherGrowsNorSlowsDown() throws IOException, InterruptedException {
        var tests = Math.toIntExact(REQUESTS / EACH);
        var samples = new ArrayList<SoakSample>();
        var server = new ProcessBuilder(java(List.of(), SoakServer.class))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var address = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
            var flags = new ArrayList<>(List.of(JvmFlags.WRITTEN.split(" ")));
            flags.addAll(List.of("-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
            var gate = new ProcessBuilder(java(flags, SoakGate.class, folder, address.readLine(), tests, EACH))
                    .redirectErrorStream(true)
                    .start();
            try (var said = new BufferedReader(new InputStreamReader(gate.getInputStream(), UTF_8))) {
                for (var line = said.readLine(); line != null; line = said.readLine()) {
                    if (SoakSample.isOne(line)) {
                        samples.add(SoakSample.of(line));
                    } else {
                        System.out.println(line);
                    }
                }
            } finally {
                gate.destroy();
            }
            assertThat(gate.waitFor()).isZero();
        } finally {
            server.destroy();
        }
        assertThat(samples).as("tests with a verdict").hasSize(tests);

        var soak = new Soak(samples);
        var into = Files.createDirectories(REQUESTS >= ALL ? Path.of("docs") : Path.of("target", "soak"));
        Files.createDirectories(into.resolve("pictures"));
        SoakPicture.write(soak, into.resolve("pictures/soak.png"));
        Files.writeString(into.resolve("soak.md"), SoakPage.of(soak, REQUESTS, EACH));
        System.out.println(soak.table());
        assertThat(soak.quantities()).filteredOn(each -> !each.isFlat()).isEmpty();
    }
}
