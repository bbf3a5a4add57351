package dev.assay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.suite.GateRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates of other projects, imported as a person does it. */
@Tag("slow")
class GateImportTest {
    private static final String CONFIG = """
            model_name: example/Calc-8B
            accuracy_threshold: 0.62
            num_questions: 1319
            num_fewshot: 5
            seed: 42
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeAConfig() throws IOException {
        Files.createDirectories(folder.resolve("theirs"));
        Files.writeString(folder.resolve("theirs/calc.yaml"), CONFIG);
    }

    @Test
    void showsTheRowsAndWritesNothing() throws IOException {
        Files.writeString(folder.resolve("theirs/other.yaml"), "services: {}\n");

        var run = GateRun.in(folder, "import=theirs");

        assertThat(run.broken()).isNull();
        assertThat(run.tests().values()).extracting(GateRun.Outcome::status).doesNotContain("error", "failed");
        assertThat(run.console())
                .containsSubsequence(
                        "[assay] files without a gate: other.yaml",
                        "[assay] --- thresholds.yaml",
                        "[assay] version: 1",
                        "[assay]         source: \"calc.yaml:2: accuracy_threshold 0.62, tolerance 0.08, vLLM's default\"",
                        "[assay]           accuracy: {min: 54 %}",
                        "[assay] --- evalsets/gsm8k-vllm-5shot-256.yaml",
                        "[assay] ---",
                        "[assay] not translated: calc.yaml:5:7: 'seed': an evalset that is asked with temperature 0 sends no seed",
                        "[assay] needed: copy the folder evalsets/gsm8k from Assay's repository to evalsets/gsm8k",
                        "[assay] translated 1 deployment of 1 × a GSM8K config of vLLM. Nothing was judged.",
                        "[assay] nothing was written. To write these files: -Dassay.import.write=DIRECTORY");
        assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("theirs") && !file.endsWith("reports"));
    }

    @Test
    void writesThemWhereNoneOfThemExists() throws IOException {
        var run = GateRun.in(folder, "import=theirs/calc.yaml", "import.write=mine");

        assertThat(run.console().getLast())
                .startsWith("[assay] written into ")
                .endsWith("mine: thresholds.yaml, evalsets/gsm8k-vllm-5shot-256.yaml");
        assertThat(folder.resolve("mine/thresholds.yaml")).content().startsWith("version: 1\n");

        GateRun.copy(Path.of("evalsets/gsm8k"), folder.resolve("mine/evalsets/gsm8k"));
        var plan = GateRun.in(folder.resolve("mine"), "plan=true");
        assertThat(plan.broken()).isNull();
        assertThat(plan.console()).anySatisfy(line -> assertThat(line).contains("gsm8k-vllm-5shot-256"));
    }

    @Test
    void overwritesNothing() throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), "mine");

        var run = GateRun.in(folder, "import=theirs/calc.yaml", "import.write=.");

        assertThat(run.console())
                .filteredOn(line -> line.contains("thresholds.yaml"))
                .singleElement()
                .asString()
                .endsWith(
                        "thresholds.yaml:1:1: this file exists, and no file is overwritten: nothing was written. Remove it, or name"
                                + " another directory");
        assertThat(folder.resolve("thresholds.yaml")).hasContent("mine");
        assertThat(folder.resolve("evalsets")).doesNotExist();
    }

    @Test
    void writesNothingIfOneOfSeveralGatesHasAMistake() throws IOException {
        Files.writeString(folder.resolve("theirs/wrong.yaml"), CONFIG.replace("0.62", "62"));

        var shown = GateRun.in(folder, "import=theirs");
        var written = GateRun.in(folder, "import=theirs", "import.write=mine");

        var mistake = "wrong.yaml:2:21: 'accuracy_threshold' must be from 0 to 1, found [62]; 62 % is 0.62";
        assertThat(shown.console())
                .anySatisfy(line -> assertThat(line).startsWith("[assay] UNMEASURED " + mistake))
                .contains("[assay]           accuracy: {min: 54 %}");
        assertThat(written.console()).contains("[assay] " + mistake);
        assertThat(folder.resolve("mine")).doesNotExist();
    }

    @Test
    void writingNeedsAnImport() {
        assertThat(GateRun.in(folder, "import.write=").console())
                .containsAll(List.of(
                        "[assay] command line: -Dassay.import.write is the directory that gets thresholds.yaml and evalsets, found [].",
                        "[assay] command line: -Dassay.import.write writes the gates that -Dassay.import reads. Give"
                                + " -Dassay.import=PATH too."));
    }
}
