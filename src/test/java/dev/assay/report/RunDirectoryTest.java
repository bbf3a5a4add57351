package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.report.summary.Golden;
import dev.assay.testing.Plans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void writesThePlanAndTheEnvironmentBeforeAnythingIsSent() throws IOException {
        var environment = new LinkedHashMap<String, String>();
        environment.put("time", "2026-11-21T21:04:00Z");
        environment.put("java", "25");
        var run = new RunDirectory(directory.resolve("runs/r-1"));

        run.begin(Runs.mixed().plan(), environment);

        assertThat(run.path()).isDirectoryNotContaining("glob:**result.json");
        assertThat(Files.readString(run.path().resolve("plan.json"))).isEqualTo(Golden.read("plan.json"));
        assertThat(Files.readString(run.path().resolve("environment.json"))).isEqualTo("""
                {
                  "format" : "environment/1",
                  "time" : "2026-11-21T21:04:00Z",
                  "java" : "25"
                }
                """);
    }

    @Test
    void belongsToOneGateAlone() {
        var run = new RunDirectory(directory.resolve("runs/r-1"));
        run.create();

        assertThatThrownBy(run::create)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot create " + run.path())
                .hasCauseInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void writesTheResultAtTheEnd() throws IOException {
        var run = new RunDirectory(directory.resolve("runs/r-1"));

        run.end(Runs.mixed());

        assertThat(Files.readString(run.path().resolve("result.json"))).isEqualTo(Golden.read("result.json"));
        assertThat(run.summary()).isEqualTo(run.path().resolve("summary.md")).hasContent(Golden.read("summary.md"));
        assertThat(run.path().resolve("summary.zh.md")).hasContent(Golden.read("summary.zh.md"));
        assertThat(run.path().resolve("other-tools.md")).hasContent(Golden.read("other-tools.md"));
    }

    @Test
    void keepsTracesByDeploymentAndRow() {
        assertThat(new RunDirectory(Path.of("runs/r-1")).traces(Plans.planned(Plans.loadTest(1, 3))))
                .isEqualTo(Path.of("runs/r-1/traces/smollm2-135m/c4.jsonl"));
    }
}
