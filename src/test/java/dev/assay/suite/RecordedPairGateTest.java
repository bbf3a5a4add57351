package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recordings that ship, compared question by question: weights of 4 bits, and the same weights again. */
@Tag("slow")
class RecordedPairGateTest {
    @TempDir
    Path folder;

    @Test
    void failsTheWeightsOfFourBitsWithBoundAndFlipsAndKeepsTheSameWeights() {
        GateRun.ship(folder);

        var run = GateRun.of("accuracy", folder, "deployment=smollm2-135m-4bit,smollm2-135m-again");

        assertThat(run.test("smollm2-135m-4bit basics_v2 accuracy no-worse against smollm2-135m")
                        .message())
                .startsWith(
                        "FAIL smollm2-135m-4bit basics_v2: accuracy no-worse against smollm2-135m 7/100, was 53/100:"
                                + " -46.0 pp (95 % sure: at least -54.6 pp; lower by chance: p < 0.0001), 48 lost (add-01,");
        assertThat(run.test("smollm2-135m-again basics_v2 accuracy no-worse against smollm2-135m"))
                .isEqualTo(new GateRun.Outcome("passed", "", ""));
        assertThat(run.test("smollm2-135m-again basics_v2 accuracy recovery against smollm2-135m"))
                .isEqualTo(new GateRun.Outcome("passed", "", ""));
    }
}
