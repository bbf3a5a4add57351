package dev.assay.bench.planted;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plants regressions and broken measurements, and writes docs/planted.md. This is not a test of the build; bench/README.md says how to run it. */
class PlantedBench {
    private static final int ALL = 1000;
    private static final int PLANTINGS = Integer.getInteger("bench.plantings", ALL);
    private static final long SEED = Long.getLong("bench.seed", 20);
    private static final String ONLY = System.getProperty("bench.only", "");
    /** Rows have seeds of their own. */
    private static final long BETWEEN_ROWS = 1_000_000_000;

    @TempDir
    private Path folder;

    @Test
    void findsWhatIsPlantedAndNothingElse() throws IOException {
        var lines = new ArrayList<PlantedPage.Line>();
        var rows = PlantedRows.all();
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if ((row.planted() + row.limits()).contains(ONLY)) {
                var before = processorTime();
                var line = new PlantedPage.Line(
                        row, row.judge(folder.resolve("row-" + i), SEED + i * BETWEEN_ROWS, PLANTINGS));
                lines.add(line);
                System.out.println(
                        line.cells() + " " + processorTime().minus(before).toSeconds() + " s");
                System.out.println(line.causes());
            }
        }
        var page = new PlantedPage(lines);
        var file = PLANTINGS >= ALL && ONLY.isEmpty() ? PlantedPage.FILE : Path.of("target", "planted", "planted.md");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, page.text(SEED, PLANTINGS, processorTime()));
        assertThat(page.misses()).isEmpty();
    }

    private static Duration processorTime() {
        return Duration.ofNanos(
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    }
}
