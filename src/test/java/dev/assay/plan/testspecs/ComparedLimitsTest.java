package dev.assay.plan.testspecs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plan.Workspace;
import dev.assay.plan.thresholds.Bound;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedLimitsTest {
    private static final String LOAD = "tpot.mean: {max: 39.2 ms}";
    private static final String ACCURACY = "accuracy: {min: 1/2}";

    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    private List<Limit> limits() {
        return workspace.read().deployments().getFirst().tests().stream()
                .flatMap(test -> test.limits().stream())
                .toList();
    }

    private Bound bound(String replaced, String written) {
        workspace.with(replaced, written);
        return limits().stream()
                .map(Limit::bound)
                .filter(Bound.Compared.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tpot.mean: {regression: baseline} | 35 | a regression limit must be a mapping of keys to values, found the text [baseline]
            tpot.mean: {regression: {margin: 3 %}} | 35 | a regression limit needs 'against'
            tpot.mean: {regression: {against: baseline}} | 35 | a regression limit needs 'margin'
            tpot.mean: {regression: {against: [baseline], margin: 3 %}} | 45 | 'against' must be text, found a list
            tpot.mean: {regression: {against: baseline, margin: 3}} | 63 | 'margin' of 'tpot.mean' needs a part below 100 % or an amount, above zero and with its unit: '3 %', '2 ms' or '3 % or 2 ms' (the larger of both holds); found [3]
            tpot.mean: {regression: {against: baseline, margin: 3 pp}} | 63 | 'margin' of 'tpot.mean' needs a part below 100 % or an amount, above zero and with its unit: '3 %', '2 ms' or '3 % or 2 ms' (the larger of both holds); found [3 pp]
            tpot.mean: {regression: {against: baseline, margin: 0 %}} | 63 | 'margin' of 'tpot.mean' needs a part below 100 % or an amount, above zero and with its unit: '3 %', '2 ms' or '3 % or 2 ms' (the larger of both holds); found [0 %]
            tpot.mean: {regression: {against: baseline, margin: 100 %}} | 63 | 'margin' of 'tpot.mean' needs a part below 100 % or an amount, above zero and with its unit: '3 %', '2 ms' or '3 % or 2 ms' (the larger of both holds); found [100 %]
            tpot.mean: {regression: {against: baseline, margin: 3 % or 2 %}} | 63 | 'margin' of 'tpot.mean' needs a part below 100 % or an amount, above zero and with its unit: '3 %', '2 ms' or '3 % or 2 ms' (the larger of both holds); found [3 % or 2 %]
            tpot.mean: {regression: {against: baseline, margin: 3 % or 2 ms or 1 ms}} | 63 | 'margin' of 'tpot.mean' needs a part below 100 % or an amount, above zero and with its unit: '3 %', '2 ms' or '3 % or 2 ms' (the larger of both holds); found [3 % or 2 ms or 1 ms]
            tpot.mean: {regression: {against: baseline, margin: [3 %]}} | 63 | 'margin' of 'tpot.mean' needs a part below 100 % or an amount, above zero and with its unit: '3 %', '2 ms' or '3 % or 2 ms' (the larger of both holds); found a list
            output-tps: {regression: {against: baseline, margin: 3 ms}} | 64 | 'margin' of 'output-tps' needs a part below 100 % or an amount, above zero and with its unit: '3 %', '2 tok/s' or '3 % or 2 tok/s' (the larger of both holds); found [3 ms]
            qps: {regression: {against: baseline, margin: 3}} | 57 | 'margin' of 'qps' needs a part below 100 % or an amount, above zero and with its unit: '3 %', '2/s' or '3 % or 2/s' (the larger of both holds); found [3]
            ok: {regression: {against: baseline, margin: 3 %}} | 56 | 'margin' of 'ok' needs percentage points above zero and below 100, such as '2 pp'; found [3 %]
            tpot.mean: {regression: {against: baseline, margin: 3 %, ignore: 0}} | 76 | 'ignore' of 'tpot.mean' needs a part below 100 % or an amount, above zero and with its unit: '3 %', '2 ms' or '3 % or 2 ms' (the larger of both holds); found [0]
            tpot.mean: {regression: {against: baseline, margin: 3 %, ignore: 3 %}} | 76 | 'ignore' is a change too small to matter, so it must be smaller than 'margin'; found [3 %] and [3 %]
            tpot.mean: {regression: {against: baseline, margin: 3 % or 2 ms, ignore: 1 % or 3 ms}} | 84 | 'ignore' is a change too small to matter, so it must be smaller than 'margin'; found [1 % or 3 ms] and [3 % or 2 ms]
            tpot.mean: {regression: {against: baseline, margin: 3 %, marign: 1}} | 68 | unknown key 'marign' in a regression limit; allowed: against-test, against, first, margin, ignore. Did you mean 'margin'?
            tpot.mean: {regression: {against: baseline, margin: 3 %}, max: 3 ms} | 11 | the limit of 'tpot.mean' needs exactly one of max, min, between and regression
            tpot.mean: {regression: {against: baseline, margin: 3 %}, confidence: 95 %} | 69 | unknown key 'confidence' in the limit of 'tpot.mean'; allowed: max, min, between, regression, enforce, on-inconclusive, window, waive
            tpot.mean: [{regression: {against: baseline, margin: 3 %}}, {regression: {against: baseline, margin: 4 %}}] | 71 | 'tpot.mean against baseline' has two limits with the same 'window' and 'enforce': remove one, or change its 'window' or 'enforce'
            n.mean: {regression: {against: baseline, margin: 3 %}} | 32 | 'n.mean' cannot get worse, since neither more nor less of it is better: write 'between: [low, high]'
            no-worse: {against: baseline, margin: 3 pp} | 11 | 'no-worse' is a limit of evalsets; compare a figure of a load test with 'regression', such as 'tpot.mean: {regression: {against: baseline, margin: 3 %}}'
            regression: {against: baseline, margin: 3 %} | 11 | 'regression' is the limit of a figure, such as 'tpot.mean: {regression: {against: baseline, margin: 3 %}}'
            tpot.mean: {max: 3 ms, confidence: 45 %} | 46 | 'confidence' needs a percentage above 50 % and below 100 %, such as '95 %'; found the text [45 %]
            tpot.mean: {max: 3 ms, confidence: 100 %} | 46 | 'confidence' needs a percentage above 50 % and below 100 %, such as '95 %'; found the text [100 %]
            tpot.mean: {max: 3 ms, confidence: [95 %]} | 46 | 'confidence' needs a percentage above 50 % and below 100 %, such as '95 %'; found a list
            tpot.mean: {max: 3 ms, confidence: 95 %, over: median} | 58 | 'confidence' is a bound of the mean over the repeats: remove 'over: median', or 'confidence'
            tpot.mean: {max: 3 ms, over: mode} | 40 | 'over' must be one of mean, median; found [mode]
            """)
    void rejectsAComparisonOfALoadTestThatIsNotClear(String written, int column, String message) {
        workspace.with(LOAD, written);

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:15:" + column + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no-worse: {against: baseline, margin: 3 %} | 49 | 'margin' of 'no-worse' needs percentage points above zero and below 100, such as '3 pp'; found [3 %]; write '3 pp'
            no-worse: {against: baseline, margin: 3} | 49 | 'margin' of 'no-worse' needs percentage points above zero and below 100, such as '3 pp'; found [3]
            no-worse: {against: baseline, margin: 0 pp} | 49 | 'margin' of 'no-worse' needs percentage points above zero and below 100, such as '3 pp'; found [0 pp]
            no-worse: {against: baseline, margin: 100 pp} | 49 | 'margin' of 'no-worse' needs percentage points above zero and below 100, such as '3 pp'; found [100 pp]
            no-worse: {against: baseline, margin: [3 pp]} | 49 | 'margin' of 'no-worse' needs percentage points above zero and below 100, such as '3 pp'; found a list
            no-worse: {against: baseline} | 21 | the limit of 'no-worse' needs 'margin'
            no-worse: {margin: 3 pp} | 21 | the limit of 'no-worse' needs 'against'
            no-worse: calibrate | 21 | the limit of 'no-worse' must be a mapping of keys to values, found the text [calibrate]
            no-worse: {against: baseline, margin: 3 pp, window: steady} | 55 | unknown key 'window' in the limit of 'no-worse'; allowed: margin, reference, against-test, against, first, enforce, on-inconclusive, waive
            no-worse: {reference: 0.92, margin: 3 pp} | 33 | 'reference' must be a mapping of keys to values, found the number [0.92]
            no-worse: {reference: {score: 92, n: 1319}, margin: 3 pp} | 41 | 'score' needs a share as it was published, '0.92' or '92 %'; found [92]
            no-worse: {reference: {score: 1.2, n: 1319}, margin: 3 pp} | 41 | 'score' needs a share as it was published, '0.92' or '92 %'; found [1.2]
            no-worse: {reference: {score: [0.92], n: 1319}, margin: 3 pp} | 41 | 'score' needs a share as it was published, '0.92' or '92 %'; found a list
            no-worse: {reference: {score: 120 %, n: 1319}, margin: 3 pp} | 41 | 'score' must be from 0 % to 100 %, found [120 %]
            no-worse: {reference: {score: 0.92}, margin: 3 pp} | 33 | 'reference' needs 'n'
            no-worse: {reference: {n: 3}, margin: 3 pp} | 33 | 'reference' needs 'score'
            no-worse: {reference: {score: 0.92, n: 0}, margin: 3 pp} | 50 | 'n' must be a whole number from 1 to 100000000, found the number [0]
            no-worse: {reference: {score: 0.92, n: 1319, sd: 1}, margin: 3 pp} | 56 | unknown key 'sd' in 'reference'; allowed: score, n
            no-worse: {reference: {score: 0.92, n: 1319}, against: baseline, margin: 3 pp} | 66 | 'no-worse' has 'against' (the same questions, asked of something else) or 'reference' (a score that somebody published), not both
            recovery: {against: baseline, min: 0.95} | 46 | 'recovery' needs a share: expected e.g. '85 %' or '31/40', found [0.95]; write '95 %'
            recovery: {against: baseline, min: 0 %} | 46 | 'min' of 'recovery' must be above 0 %: at 0 % the limit cannot fail
            recovery: {against: baseline, min: 105 %} | 46 | 'recovery' must be from 0 % to 100 %, found [105 %]
            recovery: {against: baseline} | 21 | the limit of 'recovery' needs 'min'
            recovery: {min: 95 %} | 21 | the limit of 'recovery' needs 'against'
            accuracy: {regression: {against: baseline, margin: 3 pp}} | 11 | 'regression' is for figures of load tests: compare an evalset with 'no-worse' or 'recovery'
            no-wrose: {against: baseline, margin: 3 pp} | 11 | unknown figure 'no-wrose' in the limits of an evalset; similar names: no-worse
            """)
    void rejectsAComparisonOfAnEvalsetThatIsNotClear(String written, int column, String message) {
        workspace.with(ACCURACY, written);

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:19:" + column + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 %          | 0.03  | 0
            2 ms         | 0     | 2
            0.5 s        | 0     | 500
            3 % or 2 ms  | 0.03  | 2
            2 ms or 3 %  | 0.03  | 2
            1.5%  or 2ms | 0.015 | 2
            """)
    void readsAPartOrAnAmountOrBoth(String written, double relative, double absolute) {
        var bound = bound(LOAD, "tpot.mean: {regression: {against: baseline, margin: " + written + "}}");

        var margin = ((Bound.Regression) bound).margin();
        assertThat(margin.relative()).isEqualTo(relative);
        assertThat(margin.absolute()).isEqualTo(absolute);
        assertThat(margin.of(50)).isEqualTo(Math.max(relative, absolute / 50));
        assertThat(bound)
                .hasToString("worse than its baseline by less than " + written)
                .extracting(Bound::asked)
                .isEqualTo("margin " + written);
    }

    @Test
    void readsWhatIsIgnored() {
        var regression = (Bound.Regression)
                bound(LOAD, "tpot.mean: {regression: {against: baseline, margin: 3 % or 2 ms, ignore: 1.5 % or 1 ms}}");

        assertThat(regression.ignore().relative()).isEqualTo(0.015);
        assertThat(regression.ignore().absolute()).isEqualTo(1);
        assertThat(((Bound.Regression) bound(LOAD, "tpot.mean: {regression: {against: baseline, margin: 3 %}}"))
                        .ignore()
                        .of(50))
                .isZero();
    }

    @Test
    void readsPercentagePointsOfAShare() {
        var regression = (Bound.Regression) bound(LOAD, "ok: {regression: {against: baseline, margin: 3 pp}}");

        assertThat(regression.margin().absolute()).isEqualTo(0.03);
    }

    @Test
    void readsAComparisonOfAccuracyBesideALimitOnIt() {
        var bound = bound(ACCURACY, """
                accuracy: {min: 1/2}
                          no-worse: {against: baseline, margin: 3 pp, on-inconclusive: warn}
                          recovery: {against: baseline, min: 95 %, enforce: false}""");

        assertThat(bound).hasToString("lower than its baseline by less than 3 pp");
        assertThat(limits().stream().map(Limit::named))
                .containsExactly(
                        "accuracy",
                        "accuracy no-worse against baseline",
                        "accuracy recovery against baseline (tolerated)",
                        "tpot.mean");
        // Each has a JUnit test of its own, with its own name.
        assertThat(limits().stream().map(Limit::added)).containsExactly(false, true, true, false);
        assertThat(limits().get(1).warns()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.92, 0.92", ".92, 0.92", "1, 1", "1.00, 1", "92 %, 0.92"})
    void readsAPublishedScore(String written, double score) {
        var bound = (Bound.NoWorseThanScore)
                bound(ACCURACY, "no-worse: {reference: {score: " + written + ", n: 1319}, margin: 3 pp}");

        assertThat(bound.score().value()).isEqualTo(score);
        assertThat(bound.n()).isEqualTo(1319);
        assertThat(bound.margin().share()).isEqualTo(0.03);
        assertThat(bound.against()).isEmpty();
    }

    @Test
    void readsARecovery() {
        assertThat(bound(ACCURACY, "recovery: {against: baseline, min: 95 %}"))
                .hasToString("at least 95 % of the accuracy of its baseline")
                .extracting(Bound::asked)
                .isEqualTo("allowed at least 95 %");
    }

    @Test
    void comparisonsAndBoundsWithConfidenceAreStatistical() {
        workspace.with(
                LOAD, "tpot.mean: [{max: 39.2 ms, confidence: 95 %}, {max: 50 ms, enforce: false, over: median}]");
        assertThat(limits().stream().map(Limit::isStatistical)).containsExactly(false, true, false);
        assertThat(limits().stream().map(limit -> limit.repeats().median())).containsExactly(false, false, true);
        assertThat(limits().get(1).repeats().confidence()).hasValue(0.95);

        workspace.with(LOAD, "tpot.mean: {regression: {against: baseline, margin: 3 %}}");
        assertThat(limits().stream().map(Limit::isStatistical)).containsExactly(false, true);
        assertThat(workspace.read().deployments().getFirst().statisticalLimits())
                .isEqualTo(1);
        assertThat(new Workspace(directory).read().deployments().getFirst().statisticalLimits())
                .isEqualTo(1);
    }
}
