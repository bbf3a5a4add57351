package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A summary of finished runs for people outside the team, through the whole gate. */
@Tag("slow")
@ExtendWith(SmallRun.class)
class CustomerGateTest {
    @TempDir
    private Path folder;

    @Test
    void writesTheSummaryOfSeveralRunsAndKeepsWhatAPersonWrote(GateRun made) throws IOException {
        GateRun.small(folder);
        var run = SmallRun.copy(made, folder);
        GateRun.copy(folder.resolve(run), folder.resolve("runs/20991231-000000-000"));
        var asked = new String[] {"customer=records/small.md", "run=" + run + ",runs/20991231-000000-000"};

        var first = GateRun.in(folder, asked);

        var chinese = folder.resolve("records/small.zh.md");
        assertThat(first.broken()).isNull();
        assertThat(first.with("failed")).isEmpty();
        assertThat(first.with("error")).isEmpty();
        assertThat(first.console())
                .contains("[assay] summary for customer: " + folder.resolve("records/small.md"))
                .contains("[assay] summary for customer: " + chinese);
        assertThat(chinese)
                .content()
                .contains("## 测试概览", "| 20991231-000000-000 |", "| 7/10 |", "smollm2-135m c4 在运行 1 与运行 2 中是同一次测量")
                .doesNotContain(folder.toString());

        assertThat(folder.resolve("records/small.pictures"))
                .isDirectoryContaining("glob:**/accuracy-first_light_v1.png")
                .isDirectoryContaining("glob:**/load-256-64.zh.png");
        assertThat(chinese)
                .content()
                .contains("](small.pictures/accuracy-first_light_v1.zh.png)", "](small.pictures/load-256-64.zh.png)");

        var written = "\r\n请核对：http://10.0.0.7:8000\r\n";
        Files.writeString(
                chinese,
                Files.readString(chinese)
                        .replace("<!-- assay:begin next -->\n\n", "<!-- assay:begin next -->\n" + written));

        var second = GateRun.in(folder, asked);

        assertThat(chinese).content().contains("<!-- assay:begin next -->\n" + written + "<!-- assay:end next -->");
        assertThat(second.console())
                .anyMatch(line -> line.startsWith("[assay] warning: " + chinese + ": the block 'next'"));
    }

    @Test
    void writesNothingIfAMarkerIsDamaged(GateRun made) throws IOException {
        GateRun.small(folder);
        var run = SmallRun.copy(made, folder);
        GateRun.in(folder, "customer=small.md", "run=" + run);
        var english = folder.resolve("small.md");
        var chinese = folder.resolve("small.zh.md");
        var damaged = Files.readString(chinese).replace("<!-- assay:end review -->\n", "");
        Files.writeString(chinese, damaged);
        Files.writeString(english, Files.readString(english).replace("begin notes -->\n", "begin notes -->\nMine.\n"));
        var before = Files.readString(english);

        var refused = GateRun.in(folder, "customer=small.md", "run=" + run);

        assertThat(refused.test("thresholds.yaml, evalsets and properties are valid")
                        .message())
                .contains("small.zh.md:")
                .contains("expected the marker '<!-- assay:end review -->'");
        assertThat(english).hasContent(before);
        assertThat(chinese).hasContent(damaged);
    }
}
