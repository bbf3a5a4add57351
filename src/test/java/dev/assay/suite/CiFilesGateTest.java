package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The files for CI in the directory of a run of the gate. */
@Tag("slow")
@ExtendWith(SmallRun.class)
class CiFilesGateTest {
    @Test
    void standBesideTheResult(GateRun run) throws IOException {
        var files = directory(run);

        assertThat(files.resolve("comment.md")).content().startsWith("<!-- assay -->\n## Assay: 3 PASS\n");
        assertThat(files.resolve("metrics.txt"))
                .content()
                .contains(
                        "assay_tests{verdict=\"PASS\"} 3\n",
                        "assay_accuracy_ratio{deployment=\"smollm2-135m\",test=\"first_light_v1\",provenance=\"recorded\"} 0.7\n")
                .endsWith("# EOF\n");
        assertThat(files.resolve("benchmark-smaller.json")).content().contains("smollm2-135m c4 tpot.mean");
        assertThat(files.resolve("benchmark-bigger.json")).content().contains("smollm2-135m c4 qps");
        assertThat(files.resolve("gl-code-quality-report.json")).hasContent("[ ]");
    }

    private static Path directory(GateRun run) throws IOException {
        try (var runs = Files.list(run.folder().resolve("runs")).filter(Files::isDirectory)) {
            return runs.findFirst().orElseThrow();
        }
    }
}
