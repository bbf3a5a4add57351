package dev.assay.run.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gates in one directory, each in a process of its own. */
@Tag("slow")
class HistoryOfTwoProcessesTest {
    private static final int LINES = 60;

    @Test
    void neitherLosesALineOfTheOther(@TempDir Path runs) throws IOException, InterruptedException {
        var processes = new ArrayList<Process>();
        for (var name : List.of("one", "two")) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Adding.class.getName(),
                            runs.toString(),
                            name)
                    .redirectErrorStream(true)
                    .start());
        }
        for (var process : processes) {
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            assertThat(printed.lines()).hasSize(LINES).allMatch(line -> line.endsWith("1 line added"));
        }

        var lines = Files.readAllLines(new HistoryFile(runs).path());
        assertThat(lines).hasSize(2 * LINES + 1).doesNotHaveDuplicates();
        assertThat(lines.getFirst()).startsWith("time,branch,run,");
    }

    /** Adds lines one by one, each as the end of a run would. */
    static final class Adding {
        private Adding() {}

        public static void main(String[] arguments) {
            for (var i = 0; i < LINES; i++) {
                new HistoryFile(Path.of(arguments[0]))
                        .add(HistoryFileTest.line(arguments[1] + "-" + i))
                        .forEach(System.out::println);
            }
        }
    }
}
