package dev.assay.plan.testspecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.plan.Thresholds;
import dev.assay.plan.Workspace;
import dev.assay.plan.thresholds.Bound;
import dev.assay.plan.thresholds.Direction;
import dev.assay.plan.thresholds.KnownNames;
import dev.assay.plan.thresholds.Unit;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {
    @TempDir
    private Path directory;

    private Workspace workspace;

    @BeforeEach
    void writeGoodFiles() {
        workspace = new Workspace(directory);
    }

    @Test
    void takesAFirstMeasurementOnlyAgainstABaseline() {
        workspace.with(
                "tpot.mean: {max: 39.2 ms}", "ttft.p90: {regression: {against: baseline, first: true, margin: 3 %}}");
        assertThat(workspace.read().deployments()).isNotEmpty();

        workspace.with(
                "tpot.mean: {max: 39.2 ms}", "ttft.p90: {regression: {against: qwen3, first: true, margin: 3 %}}");
        assertThat(workspace.refusal())
                .contains(
                        "thresholds.yaml:15:58: 'first' says that there is no baseline yet, so it goes only with 'against:"
                                + " baseline'; found 'against: qwen3'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                          | 11 | the limit of 'ttft.p90' needs exactly one of max, min, between and regression
            {max: 2 ms, min: 1 ms}      | 11 | the limit of 'ttft.p90' needs exactly one of max, min, between and regression
            {between: 1 ms}             | 31 | 'between' must be a list of the lowest and the highest allowed value: [low, high]
            {between: [1 ms]}           | 31 | 'between' must be a list of the lowest and the highest allowed value: [low, high]
            {between: [900 ms, 1 ms]}   | 31 | 'ttft.p90': the low end [900 ms] is above the high end [1 ms]
            {between: [1, 2 ms]}        | 32 | 'ttft.p90' needs a duration: expected e.g. '39.2 ms', found [1]
            {max: [1 ms]}               | 27 | 'ttft.p90' needs a duration: expected e.g. '39.2 ms', found a list
            39.2 ms                     | 21 | the limit of 'ttft.p90' must be a mapping of keys to values, or calibrate; found the text [39.2 ms]
            calibrat                    | 21 | the limit of 'ttft.p90' must be a mapping of keys to values, or calibrate; found the text [calibrat]. Did you mean 'calibrate'?
            []                          | 21 | the list of limits of 'ttft.p90' is empty: add a limit, or remove the figure
            [[{max: 1 ms}]]             | 22 | the limit of 'ttft.p90' must be a mapping of keys to values, found a list
            [{max: 2 ms}, {max: 3 ms}]  | 35 | 'ttft.p90' has two limits with the same 'window' and 'enforce': remove one, or change its 'window' or 'enforce'
            [{max: 2 ms, window: steady}, {max: 3 ms, window: steady}] | 51 | 'ttft.p90 (steady)' has two limits with the same 'window' and 'enforce': remove one, or change its 'window' or 'enforce'
            [{max: 2 ms}, {min: 1 ms, window: steady}] | 41 | 'ttft.p90' is limited to at least this, and less of it is better: every worse value would pass. Write 'max', or 'between: [low, high]' if both ends are meant
            {max: 2 ms, enforce: 0}     | 42 | 'enforce' must be true or false, found the number [0]
            {max: 2 ms, on-inconclusive: skip} | 50 | 'on-inconclusive' must be one of warn; found [skip]
            {max: 2 ms, confidence: 0.95} | 45 | 'confidence' needs a percentage above 50 % and below 100 %, such as '95 %'; found the number [0.95]
            {max: 2 ms, repeats: 3}     | 33 | unknown key 'repeats' in the limit of 'ttft.p90'; allowed: max, min, between, regression, enforce, on-inconclusive, window, over, confidence, from, review-after, waive
            {max: 2 ms, window: stedy}  | 41 | 'window' must be one of whole, steady; found [stedy]. Did you mean 'steady'?
            {regression: {against: baseline, first: 1, margin: 3 %}} | 61 | 'first' must be true or false, found the number [1]
            {regression: {margin: 3 %}} | 34 | a regression limit needs 'against'
            {max: 2 ms, margin: 3 %}    | 33 | unknown key 'margin' in the limit of 'ttft.p90'; allowed: max, min, between, regression, enforce, on-inconclusive, window, over, confidence, from, review-after, waive
            {max: 2 ms, mix: 1 ms}      | 33 | unknown key 'mix' in the limit of 'ttft.p90'; allowed: max, min, between, regression, enforce, on-inconclusive, window, over, confidence, from, review-after, waive. Did you mean 'max'?
            """)
    void rejectsABoundThatIsNotClear(String written, int column, String message) {
        workspace.with("tpot.mean: {max: 39.2 ms}", "ttft.p90: " + written);

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:15:" + column + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            qps: {max: 0.30/s}                        | 22 | 'qps' is limited to at most this, and more of it is better: every worse value would pass. Write 'min', or 'between: [low, high]' if both ends are meant
            output-tps: {enforce: false, max: 1 tok/s} | 45 | 'output-tps' is limited to at most this, and more of it is better: every worse value would pass. Write 'min', or 'between: [low, high]' if both ends are meant
            tpot.mean: {min: 40 ms}                   | 28 | 'tpot.mean' is limited to at least this, and less of it is better: every worse value would pass. Write 'max', or 'between: [low, high]' if both ends are meant
            """)
    void rejectsALimitThatEveryWorseValueKeeps(String written, int column, String message) {
        workspace.with("tpot.mean: {max: 39.2 ms}", written);

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:15:" + column + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            qps: {between: [0.20/s, 0.30/s]} | between 0.20/s and 0.30/s
            tpot.mean: {between: [1 ms, 40 ms]} | between 1 ms and 40 ms
            n.mean: {max: 64 tokens}         | at most 64 tokens
            n.mean: {min: 64 tokens}         | at least 64 tokens
            """)
    void allowsBothEndsForAnyFigureAndOneEndForFiguresWithoutABetterDirection(String written, String bound) {
        workspace.with("tpot.mean: {max: 39.2 ms}", written);

        var limits = workspace.read().deployments().getFirst().tests().get(2).limits();

        assertThat(limits).extracting(limit -> limit.bound().toString()).containsExactly(bound);
    }

    @Test
    void readsWhichLimitsAreTolerated() {
        workspace.with("""
                        limits:
                          tpot.mean: {max: 39.2 ms}
                """, """
                        enforce: false
                        limits:
                          tpot.mean: {max: 39.2 ms}
                          ttft.p90: {max: 1 s, enforce: true, on-inconclusive: warn}
                """);

        var limits = workspace.read().deployments().getFirst().tests().get(2).limits();

        assertThat(limits).extracting(Limit::enforced).containsExactly(false, true);
        assertThat(limits).extracting(Limit::warns).containsExactly(false, true);
    }

    @Test
    void readsSeveralLimitsOnOneFigure() {
        workspace.with(
                "tpot.mean: {max: 39.2 ms}",
                "tpot.mean: [{max: 80 ms}, {max: 78 ms, window: steady, enforce: false}, {max: 79 ms, enforce: false}, {max: 81 ms, window: steady}]");

        var limits = workspace.read().deployments().getFirst().tests().get(2).limits();

        assertThat(limits)
                .extracting(Limit::named)
                .containsExactly(
                        "tpot.mean", "tpot.mean (steady) (tolerated)", "tpot.mean (tolerated)", "tpot.mean (steady)");
        assertThat(limits)
                .extracting(limit -> limit.bound().toString())
                .containsExactly("at most 80 ms", "at most 78 ms", "at most 79 ms", "at most 81 ms");
        assertThat(limits).extracting(Limit::added).containsExactly(false, true, true, true);
        assertThat(limits).extracting(limit -> limit.place().toString()).startsWith("thresholds.yaml:15:23");
    }

    @Test
    void givesTheOnlyLimitOfAListNoTestOfItsOwn() {
        workspace.with("tpot.mean: {max: 39.2 ms}", "tpot.mean: [{max: 80 ms, window: steady, enforce: false}]");

        var limits = workspace.read().deployments().getFirst().tests().get(2).limits();

        assertThat(limits).extracting(Limit::added).containsExactly(false);
    }

    @Test
    void readsTheWindow() {
        workspace.with("tpot.mean: {max: 39.2 ms}", "tpot.mean: {max: 39.2 ms, window: steady}");

        var limits = workspace.read().deployments().getFirst().tests().get(2).limits();

        assertThat(limits).extracting(Limit::window).containsExactly(Limit.Window.STEADY);
        assertThat(limits).extracting(Limit::subject).containsExactly("tpot.mean (steady)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `tpot.mean: {max: {on: {H100: 35 ms, L40S: 61 ms}}}`       | at most 35 ms on H100, at most 61 ms on L40S
            `qps: {min: {on: {H100: 2/s, RTX 4090: 1/s}}}`             | at least 2/s on H100, at least 1/s on RTX 4090
            """)
    void readsABoundForEachGpu(String written, String bound) {
        workspace.with("tpot.mean: {max: 39.2 ms}", written);

        var limits = workspace.read().deployments().getFirst().tests().get(2).limits();

        assertThat(limits).extracting(limit -> limit.bound().toString()).containsExactly(bound);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tpot.mean: {max: {H100: 35 ms}}               | 28 | a bound of 'tpot.mean' needs 'on'
            tpot.mean: {max: {H100: 35 ms}}               | 29 | unknown key 'H100' in a bound of 'tpot.mean'; allowed: on
            tpot.mean: {max: {on: 35 ms}}                 | 33 | 'on' must be a mapping of keys to values, found the text [35 ms]
            tpot.mean: {max: {on: {}}}                    | 33 | 'on' must name a GPU with its bound, found none
            tpot.mean: {max: {on: {H100: 35}}}            | 40 | 'tpot.mean' needs a duration: expected e.g. '39.2 ms', found [35]
            `tpot.mean: {max: {on: {"-": 35 ms}}}`        | 34 | 'on' needs names of GPUs with letters or digits, such as H100; found [-]
            `tpot.mean: {max: {on: {H100: 35 ms, H100 PCIe: 40 ms}}}` | 47 | 'on' has [H100] and [H100 PCIe], and one GPU can have both names: make them different, such as [H100 PCIe] and [H100 80GB]
            `tpot.mean: {min: {on: {H100: 35 ms}}}`       | 28 | 'tpot.mean' is limited to at least this, and less of it is better: every worse value would pass. Write 'max', or 'between: [low, high]' if both ends are meant
            """)
    void rejectsBoundsForGpusThatAreNotClear(String written, int column, String message) {
        workspace.with("tpot.mean: {max: 39.2 ms}", written);

        assertThat(workspace.refusal()).contains("thresholds.yaml:15:" + column + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `{until: 2027-03-01, issue: SERVE-7, reason: slow sampler}` | waived until 2027-03-01: SERVE-7, slow sampler
            `{until: "2027-03-01", issue: 7, reason: slow sampler}`     | waived until 2027-03-01: 7, slow sampler
            `{until: 2027-03-01, reason: slow sampler}`                 | waived until 2027-03-01: slow sampler
            """)
    void readsAWaiver(String written, String words) {
        workspace.with("{max: 39.2 ms}", "{max: 39.2 ms, waive: " + written + "}");

        var limits = workspace.read().deployments().getFirst().tests().get(2).limits();

        assertThat(limits).extracting(limit -> String.valueOf(limit.waiver())).containsExactly(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {reason: why}                           | 44 | 'waive' needs 'until'
            {until: 2027-03-01}                     | 44 | 'waive' needs 'reason'
            {until: 2027-03-01, reason: ' '}        | 72 | 'reason' must not be empty
            {until: 2027-02-29, reason: why}        | 52 | 'until' must be a day such as 2026-11-29; found [2027-02-29]
            {until: next March, reason: why}        | 52 | 'until' must be a day such as 2026-11-29; found [next March]
            {until: 2027, reason: why}              | 52 | 'until' must be text, found the number [2027]: put it in quotes, so that it stays as written
            {until: [2027-03-01], reason: why}      | 52 | 'until' must be text, found a list
            2027-03-01                              | 44 | 'waive' must be a mapping of keys to values, found the text [2027-03-01]
            {until: 2027-03-01, reason: why, isue: 7} | 77 | unknown key 'isue' in 'waive'; allowed: until, issue, reason. Did you mean 'issue'?
            {until: 2027-03-01, reason: why}, enforce: false | 44 | 'waive' has no effect on a limit that is not enforced: remove it, or 'enforce: false'
            """)
    void rejectsAWaiverWithoutADateAndAReason(String written, int column, String message) {
        workspace.with("{max: 39.2 ms}", "{max: 39.2 ms, waive: " + written + "}");

        assertThat(workspace.refusal()).isEqualTo("thresholds.yaml:15:" + column + ": " + message);
    }

    @Test
    void readsALimitToCalibrate() {
        workspace.with("""
                        limits:
                          tpot.mean: {max: 39.2 ms}
                """, """
                        enforce: false
                        limits:
                          tpot.mean: calibrate
                          ttft.p90: "calibrate"
                """);

        var limits = workspace.read().deployments().getFirst().tests().get(2).limits();

        assertThat(limits).extracting(Limit::bound).containsOnly(new Bound.Calibrate());
        assertThat(limits).extracting(Limit::enforced).containsOnly(false);
    }

    @Test
    void allowsBothEndsOfBetweenToBeEqual() {
        workspace.with("{max: 39.2 ms}", "{between: [2 ms, 2 ms]}");

        assertThat(workspace
                        .read()
                        .deployments()
                        .getFirst()
                        .tests()
                        .get(2)
                        .limits()
                        .getFirst()
                        .bound())
                .hasToString("between 2 ms and 2 ms");
    }

    @Test
    void rejectsAMistypedFigure() {
        workspace.with("tpot.mean:", "tpot.men:");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:15:11: unknown figure 'tpot.men' in the limits of a load test; similar"
                        + " names: tpot.mean");
    }

    @Test
    void namesTheThreeMostSimilarOfManyFigures() {
        var figures = new HashMap<>(Workspace.VOCABULARY.loadFigures());
        for (var name : List.of("e2e.mean", "e2e.p99", "itl.mean", "itl.p99", "ttst.mean", "ttst.p99", "goodput")) {
            figures.put(name, Workspace.figure(name, Unit.MILLISECONDS, Direction.LESS));
        }
        var vocabulary = new KnownNames(
                figures,
                Workspace.VOCABULARY.objectives(),
                Workspace.VOCABULARY.accuracyFigures(),
                Workspace.VOCABULARY.textFigures(),
                Workspace.VOCABULARY.engines(),
                Workspace.VOCABULARY.scoringEngines());
        workspace.with("tpot.mean:", "p99:");

        assertThatThrownBy(() -> Thresholds.read(workspace.directory(), vocabulary))
                .hasMessage("thresholds.yaml:15:11: unknown figure 'p99' in the limits of a load test; the most"
                        + " similar names are"
                        + " e2e.p99, itl.p99, ttst.p99; docs/figures.md lists all");
    }

    @Test
    void namesTheFigureThatASynonymStandsFor() {
        workspace.with("tpot.mean:", "tpot.avg:");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:15:11: unknown figure 'tpot.avg' in the limits of a load test; similar"
                        + " names: tpot.mean");
    }

    @Test
    void rejectsAFigureOfTheOtherKindOfTest() {
        workspace.with("tpot.mean: {max: 39.2 ms}", "accuracy: {min: 85 %}");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:15:11: unknown figure 'accuracy' in the limits of a load test;"
                        + " allowed: n.mean, ok, output-tps, qps, tpot.mean, ttft.p90");
    }

    @Test
    void rejectsAReferenceThatDoesNotExist() {
        workspace.with("accuracy: {min: 1/2}", "no-worse: {against: qwen3-32b-bf16, margin: 3 pp}");

        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:19:31: 'against' names baseline or a deployment of this file, found [qwen3-32b-bf16]");
    }

    @Test
    void saysWhatToWriteForAShareWithoutAUnit() {
        workspace.with("min: 1/2", "min: 0.5");
        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:19:27: 'accuracy' needs a share: expected e.g. '85 %' or '31/40', found [0.5];"
                                + " write '50 %'");

        workspace.with("min: 1/2", "min: 2");
        assertThat(workspace.refusal())
                .isEqualTo(
                        "thresholds.yaml:19:27: 'accuracy' needs a share: expected e.g. '85 %' or '31/40', found [2];"
                                + " write '2/2' or '2 %'");
    }

    @Test
    void rejectsARatioThatIsNotOutOfAllQuestions() {
        workspace.with("min: 1/2", "min: 31/40");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:19:27: 31/40: the evalset has 2 questions;"
                        + " write the ratio out of 2 or 77.5 %");
    }

    @Test
    void saysWhichRatioToWriteIfItIsExact() {
        workspace.with("min: 1/2", "min: 5/10");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:19:27: 5/10: the evalset has 2 questions; write 1/2 or 50 %");
    }

    @Test
    void rejectsARatioThatIsNotOutOfAllRequests() {
        workspace.with("tpot.mean: {max: 39.2 ms}", "ok: {min: 31/40}");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:15:21: 31/40: the load test has 100 requests;"
                        + " write the ratio out of 100 or 77.5 %");
    }

    @Test
    void rejectsLimitsThatAreAList() {
        workspace.with("          accuracy: {min: 1/2}", "          - accuracy: {min: 1/2}");

        assertThat(workspace.refusal())
                .isEqualTo("thresholds.yaml:19:11: 'limits' must be a mapping of keys to values, found a list");
    }
}
