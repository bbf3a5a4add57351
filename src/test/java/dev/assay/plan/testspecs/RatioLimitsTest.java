package dev.assay.plan.testspecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Plan;
import dev.assay.plan.Selection;
import dev.assay.plan.Thresholds;
import dev.assay.plan.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioLimitsTest {
    private static final String TWO_LOAD_TESTS = """
                  - cell: cold
                    workload: short-256-64
                    concurrency: 4
                    limits:
                      tpot.mean: {max: 39.2 ms}
                  - cell: warm
                    workload: short-256-64
                    concurrency: 4
                    limits:
                      tpot.mean: {max: 39.2 ms}
            """;

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeTwoLoadTests() {
        workspace = new Workspace(directory);
    }

    /** The limit is on line 11. */
    private void with(String ratio) {
        var one = Workspace.GOOD.substring(
                Workspace.GOOD.indexOf("      - cell:"), Workspace.GOOD.indexOf("    accuracy:"));
        workspace.write(
                "thresholds.yaml",
                Workspace.GOOD
                        .replace("    load:\n", "    ratios:\n      " + ratio + "\n    load:\n")
                        .replace(one, TWO_LOAD_TESTS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ttft.p90 of warm / cold: {max: 0.4}                            | ttft.p90 / cold                      | at most 0.4
            ttft.p90 of warm/cold: {min: 2}                                | ttft.p90 / cold                      | at least 2
            `tpot.mean of warm / cold: {between: [0.9, 1.1], window: steady}` | tpot.mean (steady) / cold          | between 0.9 and 1.1
            `tpot.mean of warm / cold: {max: 1.1, enforce: false}`         | tpot.mean / cold (tolerated)         | at most 1.1
            """)
    void belongToTheTestBeforeTheStroke(String ratio, String name, String bound) {
        with(ratio);

        var deployment = workspace.read().deployments().getFirst();

        assertThat(deployment.tests()).extracting(TestSpec::name).endsWith("cold", "warm");
        assertThat(deployment.tests().get(2).limits()).hasSize(1);
        var limit = deployment.tests().get(3).limits().getLast();
        assertThat(limit.named()).isEqualTo(name);
        assertThat(limit.bound()).hasToString(bound);
        assertThat(limit.added()).isTrue();
        assertThat(limit.place()).hasToString("thresholds.yaml:11:7");
    }

    @Test
    void areNoTestsOfAHypothesis() {
        with("ttft.p90 of warm / cold: {max: 0.4}");

        var deployment = workspace.read().deployments().getFirst();

        assertThat(deployment.tests().get(3).limits()).noneMatch(Limit::isStatistical);
    }

    @Test
    void mayHaveAWaiver() {
        with("ttft.p90 of warm / cold: {max: 0.4, waive: {until: 2027-03-01, reason: why}}");

        assertThat(workspace
                        .read()
                        .deployments()
                        .getFirst()
                        .tests()
                        .get(3)
                        .limits()
                        .getLast()
                        .waiver())
                .hasToString("waived until 2027-03-01: why");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ttft.p90 / cold: {max: 0.4}             | 7  | 'ratios' needs a figure and two load tests, such as 'ttft.p50 of warm / cold'; found [ttft.p90 / cold]
            ttft.p91 of warm / cold: {max: 0.4}     | 7  | unknown figure 'ttft.p91' in 'ratios'; the most similar names are ttft.p90, tpot.mean, qps; docs/figures.md lists all
            ttft.p90 of warm / cald: {max: 0.4}     | 7  | 'ttft.p90 of warm / cald': this deployment has no load test [cald]; it has: cold, warm. Did you mean 'cold'?
            ttft.p90 of first_light_v1 / cold: {max: 0.4} | 7 | 'ttft.p90 of first_light_v1 / cold': this deployment has no load test [first_light_v1]; it has: cold, warm
            ttft.p90 of cold / cold: {max: 0.4}     | 7  | 'ttft.p90 of cold / cold' divides a figure by itself: name two different load tests
            ttft.p90 of warm / cold: {max: 40 ms}   | 38 | 'max' of a ratio needs a number above zero without a unit, such as '0.4'; found the text [40 ms]
            ttft.p90 of warm / cold: {max: 0}       | 38 | 'max' of a ratio needs a number above zero without a unit, such as '0.4'; found the number [0]
            ttft.p90 of warm / cold: {max: -1}      | 38 | 'max' of a ratio needs a number above zero without a unit, such as '0.4'; found the number [-1]
            ttft.p90 of warm / cold: {}             | 7  | the limit of 'ttft.p90 of warm / cold' needs exactly one of max, min and between: [low, high]
            ttft.p90 of warm / cold: {max: 1, min: 0.5} | 7 | the limit of 'ttft.p90 of warm / cold' needs exactly one of max, min and between: [low, high]
            `ttft.p90 of warm / cold: {between: [1, 0.5]}` | 42 | the low end [1] is above the high end [0.5]
            ttft.p90 of warm / cold: 0.4            | 32 | the limit of 'ttft.p90 of warm / cold' must be a mapping of keys to values, found the number [0.4]
            ttft.p90 of warm / cold: {max: 1, confidence: 95 %} | 41 | unknown key 'confidence' in the limit of 'ttft.p90 of warm / cold'; allowed: max, min, between, enforce, window, waive
            """)
    void areRefusedIfTheyAreNotClear(String ratio, int column, String message) {
        with(ratio);

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:11:" + column + ": " + message);
    }

    @Test
    void areRefusedIfOneIsWrittenTwice() {
        with("ttft.p90 of warm / cold: {max: 0.4}\n      ttft.p90 of warm/cold: {max: 0.5}");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:12:7: 'ttft.p90 / cold' of [warm] has two limits with the same 'window' and"
                        + " 'enforce': remove one");
    }

    private static Plan select(Thresholds thresholds, List<String> cells, @Nullable String only) {
        return Plan.of(thresholds, new Selection(List.of(), null, cells, false, only));
    }

    @Test
    void areLeftOutIfOneOfTheTwoIsNotSelected() {
        with("ttft.p90 of warm / cold: {max: 0.4}");

        var both = select(workspace.read(), List.of("cold", "warm"), null);
        var one = select(workspace.read(), List.of("warm"), null);

        assertThat(both.tests().getLast().test().limits())
                .extracting(Limit::named)
                .contains("ttft.p90 / cold");
        assertThat(both.unjudgedRatios()).isEmpty();
        assertThat(one.partial()).isTrue();
        assertThat(one.tests().getLast().test().limits())
                .extracting(Limit::named)
                .containsExactly("tpot.mean");
        assertThat(one.unjudgedRatios())
                .containsExactly("smollm2-135m warm ttft.p90 / cold is not judged, since only one of its load tests is"
                        + " selected");
    }

    @Test
    void selectBothLoadTestsByTheNameOfTheirTest() {
        with("ttft.p90 of warm / cold: {max: 0.4}");

        var plan = select(workspace.read(), List.of(), "smollm2-135m warm ttft.p90 / cold");

        assertThat(plan.tests())
                .extracting(Plan.Planned::name)
                .containsExactly("smollm2-135m cold", "smollm2-135m warm");
        assertThat(plan.unjudgedRatios()).isEmpty();
    }
}
