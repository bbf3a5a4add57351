package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports that cannot be written change no verdict. */
@Tag("slow")
class UnwritableReportsTest {
    private static final List<String> REPORTS =
            List.of("summary.md", "report.html", "comment.md", "metrics.txt", "gl-code-quality-report.json");

    @Test
    void areToldAndLeaveTheVerdictsAndTheResult(@TempDir Path folder) {
        GateRun.small(folder);

        var run = GateRun.watched(folder, line -> {
            if (line.contains("PASS smollm2-135m first_light_v1")) {
                occupy(folder);
            }
        });

        assertThat(run.broken()).isNull();
        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("error")).isEmpty();
        assertThat(run.result()).contains("\"PASS\"");
        assertThat(run.console())
                .anyMatch(line -> line.startsWith("[assay] warning: report.html could not be made: cannot write "))
                .anyMatch(line -> line.startsWith("[assay] warning: a summary could not be made: cannot write "))
                .anyMatch(line -> line.startsWith("[assay] warning: a file for CI could not be made: cannot write "))
                .anyMatch(line ->
                        line.startsWith("[assay] warning: a file in samples/ could not be made: cannot write "));
        assertThat(run.lastLine()).contains("were judged");
    }

    /** A build that finds no reports of JUnit may take that for a run without failures. */
    @Test
    void ofJunitStopTheRunBeforeAnythingIsSent(@TempDir Path folder) throws IOException {
        GateRun.small(folder);
        var file = Files.writeString(folder.resolve("reports"), "a file");
        var said = new ArrayList<String>();

        var endings = new Suite(Map.of("assay.directory", folder.toString()), file, Optional.empty())
                .run(new Console(said::add));

        assertThat(endings).containsExactly(Ending.REFUSED);
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("[assay] Nothing was sent: the reports for JUnit cannot be written into [" + file + "] (")
                .endsWith("): name another folder with --reports.");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    /** Puts folders where reports are to be written, and a file where a folder is. */
    private static void occupy(Path folder) {
        try (var runs = Files.list(folder.resolve("runs")).filter(Files::isDirectory)) {
            var run = runs.findFirst().orElseThrow();
            for (var report : REPORTS) {
                Files.createDirectories(run.resolve(report).resolve("occupied"));
            }
            Files.writeString(run.resolve("samples"), "a file");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
