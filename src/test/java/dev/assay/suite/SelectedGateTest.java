package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The gate on a part of the file. */
@ExtendWith(SmallRun.class)
@Tag("slow")
class SelectedGateTest {
    private static final String INPUT = "thresholds.yaml, evalsets and properties are valid";
    private static final String COMPLETE = "every planned test has a verdict";

    @TempDir
    Path folder;

    @BeforeEach
    void ship() {
        GateRun.small(folder);
    }

    @Test
    void runsOneLoadTestByTheNameOfItsTest() {
        var run = GateRun.in(folder, "only=smollm2-135m c4");

        assertThat(run.broken()).isNull();
        assertThat(run.tests()).containsOnlyKeys(INPUT, "smollm2-135m c4", COMPLETE);
        assertThat(run.with("passed")).hasSize(3);
        assertThat(run.result()).contains("\"partial\" : true");
        assertThat(run.console()).anyMatch(line -> line.startsWith("[assay] PARTIAL run "));
    }

    @Test
    void leavesEvalsetsOutWhereLoadTestsAreNamed() {
        var run = GateRun.in(folder, "cells=c4");

        assertThat(run.tests().keySet())
                .filteredOn(name -> !name.startsWith("smollm2-135m protocol "))
                .containsExactlyInAnyOrder(INPUT, "smollm2-135m c4", COMPLETE);
    }

    @Test
    void asksOneQuestionThatIsRightAndJudgesNoLimit(GateRun all) {
        var right = question(all, "passed");

        var run = GateRun.in(folder, "only=" + right);

        assertThat(run.broken()).isNull();
        assertThat(run.tests()).containsOnlyKeys(INPUT, right, COMPLETE);
        assertThat(run.with("passed")).hasSize(3);
        assertThat(run.console())
                .anyMatch(line -> line.matches("\\[assay] smollm2-135m first_light_v1: 1 request, .*"))
                .anyMatch(line -> line.matches("\\[assay] PASS smollm2-135m first_light_v1: "
                        + right.substring(right.lastIndexOf(' ') + 1)
                        + " CORRECT, .*; only this question was asked, no limit was judged \\(recorded .*\\)"))
                .contains("[assay] PASS          smollm2-135m first_light_v1  no limit was judged");
    }

    @Test
    void failsOneQuestionThatIsWrong(GateRun all) {
        var wrong = question(all, "skipped");

        var run = GateRun.in(folder, "only=" + wrong);

        assertThat(run.with("failed")).containsExactly(wrong);
        assertThat(run.test(wrong).message()).matches("FAIL " + wrong + ": [A-Z_]+, expected .*");
        assertThat(run.with("passed")).containsExactlyInAnyOrder(INPUT, COMPLETE);
    }

    /** Returns a question of the recorded run that this became of. */
    private static String question(GateRun all, String status) {
        return all.with(status).stream()
                .filter(name -> name.startsWith("smollm2-135m first_light_v1 ") && !name.endsWith(" accuracy"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void refusesASelectionThatNamesNothingAndSendsNothing() {
        var run = GateRun.in(folder, "only=smollm2-135m c5", "cells=c4,");

        assertThat(run.test(INPUT).message())
                .isEqualTo("command line: -Dassay.cells is a list of names such as c1,c10, found [c4,].");
        assertThat(folder.resolve("runs")).doesNotExist();
    }
}
