package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ratio of two recorded load tests, which were measured in one run. */
@Tag("slow")
class RatioGateTest {
    private static final String RATIO = "smollm2-135m c1 tpot.mean / c4";

    @TempDir
    Path folder;

    @BeforeEach
    void ship() {
        GateRun.ship(folder);
    }

    private GateRun run(String most, String selection) throws IOException {
        var file = folder.resolve("thresholds.yaml");
        var text = Files.readString(Path.of("thresholds.yaml"));
        assertThat(text).contains("    load:\n      - cell: c1\n");
        Files.writeString(
                file,
                text.replaceFirst(
                        "    load:\n      - cell: c1\n",
                        "    ratios:\n      tpot.mean of c1 / c4: {max: " + most + "}\n    load:\n      - cell: c1\n"));
        return GateRun.of("load", folder, "deployment=smollm2-135m", selection);
    }

    @Test
    void isJudgedByBothOfARun() throws IOException {
        var kept = run("1.2", "cells=c1,c4");

        assertThat(kept.with("failed")).isEmpty();
        assertThat(kept.with("error")).isEmpty();
        assertThat(kept.with("passed")).contains("smollm2-135m c1", "smollm2-135m c4", RATIO);
    }

    @Test
    void failsAsATestOfItsOwnAndFailsTheTestThatItBelongsTo() throws IOException {
        var missed = run("0.01", "only=" + RATIO);

        assertThat(missed.with("failed")).containsExactlyInAnyOrder("smollm2-135m c1", RATIO);
        assertThat(missed.with("passed")).contains("smollm2-135m c4");
        assertThat(missed.test(RATIO).message())
                .matches(
                        "FAIL smollm2-135m c1: tpot\\.mean / c4 0\\.\\d{3} \\(\\d+\\.\\d{3} ms of \\[c1\\] / \\d+\\.\\d{3} ms of"
                                + " \\[c4\\]\\), allowed at most 0\\.01, n=1 \\(recorded 2026-\\d\\d-\\d\\d\\)");
    }

    @Test
    void isNotJudgedIfOneOfTheTwoIsNotSelected() throws IOException {
        var run = run("0.01", "cells=c1");

        assertThat(run.with("failed")).isEmpty();
        assertThat(run.test("smollm2-135m c1").status()).isEqualTo("passed");
        assertThat(run.console())
                .contains("[assay] " + RATIO + " is not judged, since only one of its load tests is selected");
    }
}
