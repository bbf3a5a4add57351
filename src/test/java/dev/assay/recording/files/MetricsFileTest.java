package dev.assay.recording.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final URI PAGE = URI.create("http://127.0.0.1:8000/metrics");
    private static final URI OTHER = URI.create("http://127.0.0.1:8001/metrics");

    @TempDir
    Path folder;

    private static String read(Path file) throws IOException {
        try (var packed = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void keepsAPageWholeAndThenWhatIsNewOfIt() throws IOException {
        var path = MetricsFile.beside(folder.resolve("traces/c4.jsonl"));
        try (var file = new MetricsFile(path)) {
            file.append(NOON, PAGE, "# TYPE a counter\na 1\nb 2\n");
            file.append(NOON.plusSeconds(1), PAGE, "# TYPE a counter\na 3\nb 2\n");
            file.append(NOON.plusSeconds(1), OTHER, "a 3\n");
            file.appendFailure(NOON.plusSeconds(2), PAGE, "no whole answer within 2000 ms");
        }

        assertThat(path).isEqualTo(folder.resolve("traces/c4.metrics.gz"));
        assertThat(read(path)).isEqualTo("""
                ## 2026-11-22T12:00:00Z http://127.0.0.1:8000/metrics
                # TYPE a counter
                a 1
                b 2
                ## 2026-11-22T12:00:01Z http://127.0.0.1:8000/metrics
                a 3
                ## 2026-11-22T12:00:01Z http://127.0.0.1:8001/metrics
                a 3
                ## 2026-11-22T12:00:02Z http://127.0.0.1:8000/metrics failed: no whole answer within 2000 ms
                """);
    }

    @Test
    void isNotThereWhereNothingWasRead() {
        new MetricsFile(folder.resolve("c4.metrics.gz")).close();

        assertThat(folder).isEmptyDirectory();
    }

    /** The end of the packed stream is missing; each reading was flushed. */
    @Test
    void holdsWhatWasReadBeforeARunWasKilled() throws IOException {
        var path = folder.resolve("c4.metrics.gz");
        var file = new MetricsFile(path);
        file.append(NOON, PAGE, "a 1\n");
        var killed = folder.resolve("killed.gz");
        Files.copy(path, killed);
        file.close();

        var read = new byte[200];
        try (var packed = new GZIPInputStream(Files.newInputStream(killed))) {
            var length = packed.read(read);
            assertThat(new String(read, 0, length, StandardCharsets.UTF_8))
                    .isEqualTo("## 2026-11-22T12:00:00Z http://127.0.0.1:8000/metrics\na 1\n");
        }
    }
}
