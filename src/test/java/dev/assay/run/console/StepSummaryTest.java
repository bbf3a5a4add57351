package dev.assay.run.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSummaryTest {
    private static final String WHOLE = "runs/r-1/summary.md";
    private static final String CUT = "\nCut here, since GitHub shows at most 1 MiB. The rest is in " + WHOLE + ".\n";

    @TempDir
    private Path folder;

    private Optional<String> append(String summary) {
        return StepSummary.append(
                Map.of("GITHUB_STEP_SUMMARY", folder.resolve("step").toString()), summary, WHOLE);
    }

    private String step() throws IOException {
        return Files.readString(folder.resolve("step"));
    }

    @Test
    void writesNothingOutsideOfAWorkflow() {
        assertThat(StepSummary.append(Map.of(), "# Assay\n", WHOLE)).isEmpty();
        assertThat(StepSummary.append(Map.of("GITHUB_STEP_SUMMARY", ""), "# Assay\n", WHOLE))
                .isEmpty();
    }

    @Test
    void appendsToWhatTheStepSaidBefore() throws IOException {
        Files.writeString(folder.resolve("step"), "before");

        assertThat(append("# Assay: 1 通过\n")).isEmpty();

        assertThat(step()).isEqualTo("before\n# Assay: 1 通过\n");
    }

    @Test
    void makesTheFile() throws IOException {
        assertThat(append("# Assay\n")).isEmpty();

        assertThat(step()).isEqualTo("# Assay\n");
    }

    @Test
    void fillsThePageToItsLastByte() throws IOException {
        var summary = "通".repeat(StepSummary.MOST_BYTES / 3) + "\n"; // 3 × 349,525 + 1 = 1,048,576

        assertThat(append(summary)).isEmpty();

        assertThat(step()).isEqualTo(summary);
        assertThat(Files.size(folder.resolve("step"))).isEqualTo(1_048_576);
    }

    @Test
    void cutsWhatIsTooLongAtTheEndOfALineAndSaysSo() throws IOException {
        Files.writeString(folder.resolve("step"), "before");

        assertThat(append("通过\n".repeat(200_000))).isEmpty(); // 7 bytes a line

        var lines = (StepSummary.MOST_BYTES - "before\n".length() - CUT.getBytes(UTF_8).length) / 7;
        assertThat(step()).isEqualTo("before\n" + "通过\n".repeat(lines) + CUT);
        assertThat(Files.size(folder.resolve("step"))).isBetween(1_048_576L - 6, 1_048_576L);
    }

    @Test
    void addsNothingToAPageThatIsFull() throws IOException {
        Files.writeString(folder.resolve("step"), "x".repeat(StepSummary.MOST_BYTES - 10));

        assertThat(append("# Assay: 1 PASS\n")).contains("nothing was added to GITHUB_STEP_SUMMARY, which is full");

        assertThat(step()).hasSize(StepSummary.MOST_BYTES - 10);
    }

    @Test
    void saysWhyThePageCouldNotBeWritten() throws IOException {
        Files.createDirectory(folder.resolve("step"));

        assertThat(append("# Assay\n"))
                .contains("nothing was added to GITHUB_STEP_SUMMARY: java.nio.file.FileSystemException: "
                        + folder.resolve("step") + ": Is a directory");
    }

    @Test
    void takesASummaryWithHalfACharacter(@TempDir Path directory) {
        var file = directory.resolve("step.md");

        assertThat(StepSummary.append(Map.of(StepSummary.VARIABLE, file.toString()), "found [\ud83d]\n", "summary.md"))
                .isEmpty();
        assertThat(file).hasContent("found [?]\n");
    }
}
