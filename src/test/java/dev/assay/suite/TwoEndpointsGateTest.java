package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.GateFiles;
import dev.assay.testing.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two deployments, each on a server of its own, that are compared in one run. */
@Tag("slow")
class TwoEndpointsGateTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeAGate() throws IOException {
        GateRun.small(folder);
        new GateFiles(folder).sums("sums", Sums.QUESTIONS);
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                deployments:
                  full:
                    model: owner/model
                    precision: bf16
                    engine: openai
                    accuracy:
                      - evalset: sums
                        limits: {accuracy: {min: 50 %}}
                  small:
                    model: owner/model
                    precision: int4
                    engine: openai
                    accuracy:
                      - evalset: sums
                        limits:
                          no-worse: {against: full, margin: 6 pp}
                """);
    }

    private GateRun run(int wrongOfFull, int wrongOfSmall) throws IOException {
        try (var full = new ScriptedEndpoint(request -> Sums.answer(request, number -> number <= wrongOfFull));
                var small = new ScriptedEndpoint(request -> Sums.answer(request, number -> number <= wrongOfSmall))) {
            return GateRun.of("accuracy", folder, "endpoint=full=" + full.base() + ",small=" + small.base());
        }
    }

    @Test
    void failsTheOneThatAnswersWorse() throws IOException {
        // 12 lost, none gained: p = 2^-12 = 0.00024.
        var run = run(0, 12);

        assertThat(run.test("full sums accuracy")).isEqualTo(new GateRun.Outcome("passed", "", ""));
        assertThat(run.test("small sums accuracy no-worse against full").message())
                .startsWith("FAIL small sums: accuracy no-worse against full ")
                .contains("48/60, was 60/60: -20.0 pp", "12 lost (sum-1, sum-2,", "margin 6 pp");
        // Tango: tango(12 lost, 0 gained, 60), two-sided 95 %.
        assertThat(String.join("\n", run.console()))
                .contains("small is worse than full at accuracy (-20.0 pp, 95 % interval -31.8 pp to -11.8 pp)");
    }

    @Test
    void passesTheOneThatAnswersAlike() throws IOException {
        var run = run(3, 3);

        assertThat(run.test("small sums accuracy no-worse against full").status())
                .isEqualTo("passed");
    }

    @Test
    void refusesADeploymentWithoutAnEndpoint() throws IOException {
        var run = GateRun.of("accuracy", folder, "endpoint=full=http://127.0.0.1:9", "deployment=full,small");

        assertThat(String.join("\n", run.console()))
                .contains(
                        "command line: -Dassay.endpoint has no server for the deployment [small], which is tested: add"
                                + " small=URL, or leave it out of -Dassay.deployment.");
    }
}
