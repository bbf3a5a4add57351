package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.suite.GateRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands and their exit status, by a small gate and its recordings. */
@Tag("slow")
class GateCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void makeAGate() {
        GateRun.small(folder);
    }

    private int verify(String... options) {
        return assay("verify", options);
    }

    private int assay(String command, String... options) {
        out.getBuffer().setLength(0);
        var arguments = new ArrayList<>(List.of(command, "--directory", folder.toString()));
        arguments.addAll(List.of(options));
        return Assay.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
    }

    private void change(String part, String instead) throws IOException {
        var file = folder.resolve("thresholds.yaml");
        var text = Files.readString(file);
        assertThat(text).contains(part);
        Files.writeString(file, text.replace(part, instead));
    }

    @Test
    void isZeroIfEveryVerdictIsPass() {
        assertThat(verify()).isZero();

        assertThat(out.toString()).contains("[assay] PASS          smollm2-135m c4 ");
        assertThat(folder.resolve("reports/TEST-dev.assay.suite.LoadTest.xml"))
                .content()
                .contains("<testcase name=\"smollm2-135m c4\"");
    }

    @Test
    void isOneIfALimitIsMissedWhateverElseIsRed() throws IOException {
        change("tpot.mean: {max: 70 ms}", "tpot.mean: {max: 60 ms}");
        change("accuracy: {min: 5/10}", "accuracy: calibrate");

        assertThat(verify()).isEqualTo(1);
    }

    @Test
    void isTwoIfAMeasurementCannotBeUsed() throws IOException {
        change("tpot.mean: {max: 70 ms}", "tpot.mean: {regression: {against: baseline, margin: 3 %}}");
        change("accuracy: {min: 5/10}", "accuracy: calibrate");

        assertThat(verify()).isEqualTo(2);
    }

    @Test
    void isThreeIfALimitIsStillToBeSet() throws IOException {
        change("accuracy: {min: 5/10}", "accuracy: calibrate");

        assertThat(verify()).isEqualTo(3);
    }

    @Test
    void isZeroIfTheMissedLimitIsTolerated() throws IOException {
        change("tpot.mean: {max: 70 ms}", "tpot.mean: {max: 60 ms, enforce: false}");

        assertThat(verify()).isZero();
    }

    @Test
    void isSixtyFourIfTheFileHasAMistake() throws IOException {
        change("concurrency: 4\n        requests", "concurrency: four\n        requests");

        assertThat(verify()).isEqualTo(64);

        assertThat(out.toString())
                .startsWith("[assay] Nothing was sent: the input has problems.")
                .contains(
                        "thresholds.yaml:24:22: 'concurrency' must be a whole number from 1 to 10000, found the text [four]");
    }

    @Test
    void isSixtyFourIfTheSelectionLeavesNothing() {
        assertThat(verify("--groups", "speed")).isEqualTo(64);
        assertThat(out.toString())
                .contains("-Dgroups=speed names no group of the gate, whose groups are protocol, accuracy and load.");

        assertThat(verify("--cells", "c4", "--groups", "accuracy")).isEqualTo(64);
        assertThat(out.toString())
                .contains("[assay] assay: nothing was judged. The selection leaves no test of thresholds.yaml.")
                .endsWith("[assay] Nothing was judged (recordings in tapes).\n");

        assertThat(assay("plan", "--cells", "c4", "--groups", "accuracy")).isEqualTo(64);
        assertThat(out.toString())
                .isEqualTo("[assay] assay: nothing would run. The selection leaves no test of thresholds.yaml.\n");
    }

    @Test
    void runsOnlyTheKindThatIsAskedFor() {
        assertThat(verify("-Dgroups=load")).isZero();

        assertThat(out.toString()).contains("smollm2-135m c4").doesNotContain("first_light_v1");
    }

    private List<String> runs() throws IOException {
        var runs = folder.resolve("runs");
        if (!Files.exists(runs)) {
            return List.of();
        }
        try (var files = Files.list(runs)) {
            return files.map(run -> folder.relativize(run).toString()).sorted().toList();
        }
    }

    @Test
    void planShowsWhatWouldRunAndWritesNothing() throws IOException {
        assertThat(assay("plan")).isZero();

        assertThat(out.toString()).startsWith("[assay] plan: ").contains("smollm2-135m c4: ");
        assertThat(runs()).isEmpty();
    }

    @Test
    void reportJudgesARunAgainByTheLimitsOfToday() throws IOException {
        assertThat(verify()).isZero();
        change("tpot.mean: {max: 70 ms}", "tpot.mean: {max: 60 ms}");

        assertThat(assay("report", runs().getFirst())).isEqualTo(1);

        assertThat(out.toString()).contains("FAIL smollm2-135m c4: tpot.mean 63.412 ms, allowed at most 60 ms");
        assertThat(folder.resolve(runs().getLast()).resolve("summary.md"))
                .content()
                .contains("FAIL");
    }

    @Test
    void compareShowsARunBesideAnother() throws IOException {
        assertThat(verify()).isZero();
        assertThat(verify()).isZero();

        assertThat(assay("compare", runs().get(1), runs().get(0))).isZero();

        assertThat(out.toString()).contains("[assay] compared with " + runs().get(0) + ":");
    }

    @Test
    void reportJudgesSeveralRunsAsOne() throws IOException {
        assertThat(verify()).isZero();
        assertThat(verify()).isZero();

        assertThat(assay("report", runs().get(0), runs().get(1))).isEqualTo(64);

        assertThat(out.toString()).contains("a copy is no repeat. Leave out one of them.");
    }

    @Test
    void compareTakesTheRecordingsOfADeployment() {
        assertThat(assay("compare", "smollm2-135m", "smollm2-135m")).isEqualTo(64);

        assertThat(out.toString()).contains("-Dassay.against=smollm2-135m names the deployment that is tested itself.");
    }

    @Test
    void importRefusesWhatIsNoResult() {
        assertThat(assay("import", "thresholds.yaml")).isEqualTo(64);

        assertThat(out.toString()).contains("expected a result file of ");
    }

    @Test
    void lintReadsEverythingAndJudgesNothing() throws IOException {
        assertThat(assay("lint")).isZero();

        assertThat(out.toString()).isEqualTo("[assay] no problem: thresholds.yaml has 1 deployment and 3 tests\n");
        assertThat(runs()).isEmpty();
    }

    @Test
    void lintShowsTheProblemsOfAllFiles() throws IOException {
        change("concurrency: 4\n        requests", "concurrency: four\n        requests");
        Files.writeString(folder.resolve("evalsets/unused.jsonl"), "{\"id\": \"a\"}\n");

        assertThat(assay("lint")).isEqualTo(64);

        assertThat(out.toString())
                .contains("[assay] evalsets/unused.jsonl:1:1: ")
                .contains("[assay] thresholds.yaml:24:22: 'concurrency' must be")
                .endsWith(" problems\n");
    }
}
