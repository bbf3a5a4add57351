package dev.assay.server.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.launch.Gpus;
import dev.assay.testing.Script;
import dev.assay.testing.ScriptedEndpoint;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses a server with an exporter's text, not a real exporter. */
class DcgmGpusTest {
    private static final Gpus ALL = new Gpus.All();
    private static final URI ELSEWHERE = URI.create("http://gpu.example:8000");

    @TempDir
    private Path folder;

    @Test
    void reportOfAServerOnAnyMachine() throws InterruptedException {
        try (var exporter = ScriptedEndpoint.of(Script.json(200, DcgmTextTest.WHOLE))) {
            var gpus = new DcgmGpus(URI.create(exporter.base() + "/metrics"));

            assertThat(gpus.facts(ELSEWHERE, ALL)).containsEntry("gpu", "NVIDIA A30");

            exporter.awaitRequest();
            try (var watch = gpus.watch(ELSEWHERE, ALL, () -> 0, folder.resolve("gpu/c4.txt"))
                    .orElseThrow()) {
                exporter.awaitRequest();
                var seen = watch.stop();

                assertThat(seen.source()).isEqualTo("a DCGM exporter");
                assertThat(seen.own()).isZero();
                assertThat(seen.gpus()).singleElement().satisfies(gpu -> {
                    assertThat(gpu.name()).isEqualTo("0: NVIDIA A30");
                    assertThat(gpu.partitioned()).isFalse();
                    assertThat(gpu.samples())
                            .extracting(sample -> sample.milliwatts())
                            .containsOnly(158_412L);
                });
            }
            assertThat(folder.resolve("gpu/c4.txt"))
                    .content()
                    .startsWith("# 0.000 ms\nDCGM_FI_DEV_SM_CLOCK{gpu=\"0\"")
                    .doesNotContain("node_load1");
        }
    }

    @Test
    void reportNothingIfTheExporterDoesNotAnswer() {
        try (var exporter = ScriptedEndpoint.of(Script.json(503, "{}"))) {
            var gpus = new DcgmGpus(URI.create(exporter.base() + "/metrics"));

            assertThat(gpus.facts(ELSEWHERE, ALL)).isEmpty();
            try (var watch = gpus.watch(ELSEWHERE, ALL, () -> 0, folder.resolve("c4.txt"))
                    .orElseThrow()) {
                assertThat(watch.stop().gpus()).isEmpty();
            }
        }
    }
}
