package dev.assay.report.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.summary.PublishedAccuracy.Count;
import dev.assay.stats.Proportion;
import dev.assay.testing.PublishedThresholds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document about the published records is what the audits say of them. */
class PublishedRecordsTest {
    private static final Path DOCUMENT = Path.of("docs/published-records.md");
    private static final String ACCURACY = "<!-- generated: accuracy -->\n";
    private static final String ROWS = "<!-- generated: rows -->\n";
    private static final List<Count> COUNTS = List.of(
            new Count("qwen3-32b-nvfp4", new Proportion(34, 40)),
            new Count("qwen3-32b-fp8", new Proportion(35, 40)),
            new Count("qwen3-32b-bf16", new Proportion(35, 40)));

    @Test
    void documentShowsWhatTheAuditsSay() throws IOException {
        var document = Files.readString(DOCUMENT);
        var written = document.substring(0, document.indexOf(ACCURACY));

        var expected = written
                + ACCURACY
                + "\n"
                + PublishedAccuracy.of(COUNTS)
                + "\n## Line by line\n\n"
                + ROWS
                + "\n"
                + PublishedRecords.of(PublishedThresholds.read()).stripTrailing()
                + "\n";
        var rendered = Path.of("target", DOCUMENT.getFileName().toString());
        Files.writeString(rendered, expected);

        assertThat(document)
                .as("To update it, look at what changed and: cp " + rendered + " " + DOCUMENT)
                .isEqualTo(expected);
    }
}
