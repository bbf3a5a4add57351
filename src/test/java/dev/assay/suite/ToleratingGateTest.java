package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Limits that are told and not enforced, over the run that the repository's recordings give. */
@ExtendWith(SmallRun.class)
@Tag("slow")
class ToleratingGateTest {
    private static final String CELL = "smollm2-135m c4";
    private static final String EVALSET = "smollm2-135m first_light_v1";
    private static final String TOLERATED = " (tolerated)";

    @TempDir
    Path folder;

    private String finished = "";

    @BeforeEach
    void ship(GateRun made) {
        GateRun.small(folder);
        finished = SmallRun.copy(made, folder);
    }

    /** Judges the finished run by the limits that were written. */
    private GateRun judged() {
        return GateRun.in(folder, "run=" + finished);
    }

    /** Writes the only limits of the load test, and what stands before them in its test. */
    private void loadTest(String limits, String test) throws IOException {
        write(test, limits, "", "accuracy: {min: 1/10}");
    }

    private void evalset(String limits, String test) throws IOException {
        write("", "tpot.mean: {max: 10 min}", test, limits);
    }

    private void write(String loadTest, String loadTestLimits, String evalset, String evalsetLimits)
            throws IOException {
        Files.writeString(
                folder.resolve("thresholds.yaml"), """
                version: 1
                workloads:
                  short-256-64: {input-tokens: 256, output-tokens: 64, api: completions}
                deployments:
                  smollm2-135m:
                    model: HuggingFaceTB/SmolLM2-135M-Instruct
                    tokenizer: tokenizers/smollm2.json
                    precision: bf16
                    engine: vllm
                    accuracy:
                      - evalset: first_light_v1
                        %s
                        limits: {%s}
                    load:
                      - cell: c4
                        %s
                        workload: short-256-64
                        concurrency: 4
                        requests: 40
                        limits: {%s}
                """.formatted(evalset, evalsetLimits, loadTest, loadTestLimits));
    }

    @Test
    void tellsThatATestWouldFailAndStaysGreen() throws IOException {
        loadTest("tpot.mean: {max: 0.001 ms}", "enforce: false");

        var run = judged();

        assertThat(run.broken()).isNull();
        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("error")).isEmpty();
        assertThat(run.with("skipped")).contains(CELL + TOLERATED);
        assertThat(run.test(CELL + TOLERATED).message())
                .matches("would FAIL smollm2-135m c4: tpot\\.mean \\S+ ms, allowed at most 0\\.001 ms, n=40"
                        + " \\(recorded .*\\)");
        assertThat(run.console()).anyMatch(line -> line.matches("\\[assay] run \\S+: 2 PASS, 1 would FAIL"));
        assertThat(run.result())
                .contains("\"verdict\" : \"FAIL\",\n    \"tolerated\" : true")
                .contains("\"enforced\" : false");
    }

    @Test
    void tellsThatALimitWouldFailWhereTheOthersAreKept() throws IOException {
        loadTest("ttft.mean: {max: 10 min}, tpot.mean: {max: 0.001 ms, enforce: false}", "");

        var run = judged();

        assertThat(run.test(CELL).status()).isEqualTo("skipped");
        assertThat(run.test(CELL).message()).startsWith("would FAIL smollm2-135m c4: tpot.mean ");
    }

    @Test
    void staysGreenWhereOnlyAToleratedLimitOfAnEvalsetHasNoValue() throws IOException {
        evalset("accuracy: {min: 1/10}, accept-length: {min: 2 tokens, enforce: false}", "");

        var run = judged();

        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("error")).isEmpty();
        assertThat(run.test(EVALSET + " accuracy").status()).isEqualTo("passed");
        assertThat(run.test(EVALSET + " accept-length" + TOLERATED).message())
                .startsWith(
                        "would be UNMEASURED smollm2-135m first_light_v1: accept-length has no value, allowed at least 2"
                                + " tokens");
        assertThat(run.with("passed").stream().filter(name -> name.startsWith(EVALSET)))
                .hasSizeGreaterThan(1);
    }

    @Test
    void failsForALimitThatIsEnforcedBesideOneThatIsNot() throws IOException {
        loadTest("tpot.mean: {max: 0.001 ms, enforce: false}, ttft.mean: {max: 0.001 ms}", "");

        var run = judged();

        assertThat(run.with("failed")).containsExactly(CELL);
        assertThat(run.test(CELL).message())
                .startsWith("FAIL smollm2-135m c4: ttft.mean ")
                .doesNotContain("more");
    }

    /** The second limit on a figure is named by its window, or by its being tolerated. */
    @Test
    void givesEachAddedLimitOfALoadTestATestOfItsOwn() throws IOException {
        loadTest(
                "tpot.mean: [{max: 10 min}, {max: 0.001 ms, enforce: false}, {max: 10 min, window: steady},"
                        + " {max: 0.001 ms, window: steady, enforce: false}]",
                "");

        var run = judged();

        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("error")).isEmpty();
        assertThat(run.test(CELL + " tpot.mean (steady)").status()).isEqualTo("passed");
        assertThat(run.test(CELL + " tpot.mean (tolerated)").message())
                .matches(
                        "would FAIL smollm2-135m c4: tpot\\.mean \\S+ ms, allowed at most 0\\.001 ms, n=40 \\(recorded .*\\)");
        assertThat(run.test(CELL + " tpot.mean (steady) (tolerated)").message())
                .startsWith("would FAIL smollm2-135m c4: tpot.mean (steady) ");
    }

    @Test
    void failsForALimitThatIsEnforcedInATestThatIsNot() throws IOException {
        loadTest("tpot.mean: {max: 0.001 ms, enforce: true}", "enforce: false");

        assertThat(judged().with("failed")).containsExactly(CELL);
    }

    @Test
    void warnsOfWhatTheSamplesCannotDecideWhereTheLimitSaysSo(GateRun made) throws IOException {
        var p50 = "ttft.p50: {max: %s, on-inconclusive: warn}".formatted(betweenMedianAndMost(made));
        loadTest(p50, "");

        var run = judged();

        assertThat(run.with("error")).isEmpty();
        assertThat(run.test(CELL).status()).isEqualTo("skipped");
        assertThat(run.test(CELL).message())
                .startsWith("INCONCLUSIVE (warned) smollm2-135m c4: ttft.p50 ")
                .contains(" of 40 requests lie above the limit");
        assertThat(run.console())
                .anyMatch(line -> line.matches("\\[assay] run \\S+: 1 INCONCLUSIVE \\(warned\\), 2 PASS"));
        assertThat(run.result())
                .contains("\"verdict\" : \"INCONCLUSIVE\",\n    \"tolerated\" : true")
                .contains("\"on_inconclusive\" : \"warn\"");
    }

    /** Returns a limit just above the median, which so few requests cannot prove. */
    private static String betweenMedianAndMost(GateRun made) {
        var result = made.result();
        var at = result.indexOf("\"value\" : ", result.indexOf("\"ttft.p50\" : {")) + 10;
        return Double.parseDouble(result.substring(at, result.indexOf(',', at))) + 0.001 + " ms";
    }

    @Test
    void isRedWhereTheSamplesCannotDecideAndTheLimitDoesNotSaySo(GateRun made) throws IOException {
        loadTest("ttft.p50: {max: %s}".formatted(betweenMedianAndMost(made)), "");

        assertThat(judged().with("error")).containsExactly(CELL);
    }

    @Test
    void tellsThatAnEvalsetWouldFailAndSkipsItsWrongQuestions() throws IOException {
        evalset("accuracy: {min: 10/10}", "enforce: false");

        var run = judged();

        assertThat(run.with("failed")).isEmpty();
        assertThat(run.with("skipped"))
                .containsExactly(
                        EVALSET + " accuracy" + TOLERATED,
                        EVALSET + " month-01" + TOLERATED,
                        EVALSET + " planet-01" + TOLERATED,
                        EVALSET + " story-01" + TOLERATED);
        assertThat(run.test(EVALSET + " accuracy" + TOLERATED).message())
                .isEqualTo("would FAIL smollm2-135m first_light_v1: accuracy 7/10 (95 % interval 39.7 % to 89.2 %),"
                        + " allowed at least 10/10, n=10 (recorded 2026-11-21)");
        assertThat(run.test(EVALSET + " story-01" + TOLERATED).message())
                .isEqualTo("WRONG, expected 7 apples, found 6 (last number); the evalset would FAIL");
    }

    @Test
    void tellsThatATestWouldBeUnmeasured() throws IOException {
        loadTest("tpot.mean: {max: 10 min}", "enforce: false");
        Files.delete(folder.resolve("tapes/smollm2-135m/c4.jsonl"));
        Files.delete(folder.resolve("tapes/smollm2-135m/first_light_v1.jsonl"));

        var run = GateRun.in(folder);

        assertThat(run.test(CELL + TOLERATED).status()).isEqualTo("skipped");
        assertThat(run.test(CELL + TOLERATED).message())
                .startsWith("would be UNMEASURED smollm2-135m c4: nothing is recorded for it");
        assertThat(run.with("error")).containsExactly(EVALSET + " accuracy");
    }

    @Test
    void neverFailsAQuestionOfATestThatIsNotEnforcedBeItPickedWithOrWithoutItsMark() throws IOException {
        evalset("accuracy: {min: 10/10}", "enforce: false");
        var wrong = EVALSET + " story-01";

        var run = GateRun.in(folder, "only=" + wrong);
        var marked = GateRun.in(folder, "only=" + wrong + TOLERATED);

        assertThat(run.with("skipped")).containsExactly(wrong + TOLERATED);
        assertThat(marked.tests()).isEqualTo(run.tests());
    }
}
