package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The gate beside other tools: what it writes for them, and what it reads of them. */
@ExtendWith(SmallRun.class)
@Tag("slow")
class ExchangeGateTest {
    @TempDir
    Path folder;

    private static Path samples(Path run) throws IOException {
        try (var files = Files.list(run.resolve("samples/smollm2-135m"))) {
            var all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    @Test
    void writesTheAnswersForOtherToolsAndWritesThemAgainFromTheTraces(GateRun run) throws IOException {
        GateRun.small(folder);
        var finished = SmallRun.copy(run, folder);
        var first = samples(folder.resolve(finished));
        assertThat(first.getFileName().toString())
                .matches("samples_first_light_v1_2026-11-2\\dT\\d\\d-\\d\\d-\\d\\d\\.\\d{6}\\.jsonl\\.gz");

        GateRun.in(folder, "run=" + finished);

        try (var runs = Files.list(folder.resolve("runs"))) {
            var again = samples(runs.sorted().toList().getLast());
            assertThat(again.getFileName()).isEqualTo(first.getFileName());
            assertThat(again).hasSameBinaryContentAs(first);
        }
    }
}
