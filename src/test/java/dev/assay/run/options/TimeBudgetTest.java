package dev.assay.run.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.verdicts.Verdict;
import dev.assay.suite.GateRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class TimeBudgetTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"20m, PT20M", "20 min, PT20M", "90s, PT1M30S", "2h, PT2H", "1ms, PT0.001S"})
    void readsATime(String written, Duration duration) {
        assertThat(TimeBudget.read(written)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "0m", "-1m", "m", "1.5h", "20 minutes"})
    void readsNothingElse(String written) {
        assertThat(TimeBudget.read(written)).isEmpty();
    }

    @Test
    void startsTestsWhileTheTimeSpentIsBelowIt() {
        assertThat(new TimeBudget(Optional.of(Duration.ofMinutes(20)), () -> 1_199_999_999_999L).objection())
                .isEmpty();
        assertThat(new TimeBudget(Optional.of(Duration.ofMinutes(20)), () -> 1_200_000_000_000L).objection())
                .contains(new Verdict.Unmeasured(
                        "the budget of 20 min was spent", "Raise -Dassay.budget, or select fewer tests."));
    }

    @Test
    void startsEveryTestWithoutOne() {
        assertThat(new TimeBudget(Optional.empty(), () -> Long.MAX_VALUE).objection())
                .isEmpty();
    }

    @Test
    void leavesTestsUnmeasuredWhenItIsSpent() {
        GateRun.small(folder);

        var run = GateRun.in(folder, "budget=1ms");

        assertThat(run.test("smollm2-135m c4").status()).isEqualTo("error");
        assertThat(run.test("smollm2-135m c4").message())
                .isEqualTo("UNMEASURED smollm2-135m c4: the budget of 1 ms was spent."
                        + " Raise -Dassay.budget, or select fewer tests.");
    }

    @Test
    void isRefusedWhereItIsNoTime() {
        GateRun.small(folder);

        var run = GateRun.in(folder, "budget=20");

        assertThat(run.test("thresholds.yaml, evalsets and properties are valid")
                        .message())
                .isEqualTo("command line: -Dassay.budget is a time above zero such as 20m, 90s or 2h, found [20].");
    }
}
