package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate when only its plan is asked for. */
@Tag("slow")
class PlannedGateTest {
    private static final String INPUT = "thresholds.yaml, evalsets and properties are valid";
    private static final String COMPLETE = "every planned test has a verdict";

    @TempDir
    Path folder;

    @BeforeEach
    void ship() throws IOException {
        GateRun.small(folder);
        Files.writeString(folder.resolve("thresholds.yaml"), """
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
                        limits:
                          accuracy: {min: 5/10}
                          wrong: {between: [10 %, 50 %]}
                          truncated: {max: 0, enforce: false}
                    load:
                      - cell: c4
                        workload: short-256-64
                        concurrency: 4
                        requests: 60
                        limits:
                          tpot.mean: {max: 80 ms}
                          ttft.p95: {max: 5 s}
                          ttft.p50: {between: [1 ms, 5 s]}
                          decode-tps.p50: {min: 10 tok/s}
                """);
    }

    @Test
    void saysWhatWouldRunAndWhatItCanDecide() {
        var run = GateRun.in(folder, "plan=true");

        assertThat(run.broken()).isNull();
        assertThat(run.console()).containsExactly("""
                        [assay] plan: 3 tests, 78 requests, about 7 s against a server, without 1 test of unknown time
                        [assay] smollm2-135m protocol: 4 requests for 7 checks of the endpoint, one at a time
                        [assay]   time: about 2 s, as its recording of 2026-11-22 took
                        [assay] smollm2-135m first_light_v1: 10 questions, 4 in flight, at most 64 tokens out
                        [assay]   accuracy at least 5/10: 10 questions; the 95 % interval of a share just there is 23.7 % to 76.3 % (± 26.3 points)
                        [assay]   wrong between 10 % and 50 %: 10 questions; the 95 % interval at the low end is 1.8 % to 40.4 % (± 19.3 points), \
                        at the high end 23.7 % to 76.3 % (± 26.3 points)
                        [assay]   truncated at most 0, not enforced: 10 questions; the 95 % interval of a share just there is 0.0 % to 27.8 % (± 13.9 points)
                        [assay]   time: about 5 s, as its recording of 2026-11-21 took
                        [assay]   warning: thresholds.yaml:13:11: 'accuracy' at least 5/10 will flake: at 7/10 with each answer drawn anew, \
                        chance alone misses it in 6.2 % of runs. Leave more room, or ask more questions.
                        [assay]   warning: thresholds.yaml:14:11: 'wrong' between 10 % and 50 % will flake: at 3/10 with each answer drawn anew, \
                        chance alone misses it in 8.4 % of runs. Leave more room, or ask more questions.
                        [assay] smollm2-135m c4: 60 requests after 4 to warm up, 4 in flight, 256 tokens in, 64 out, prompts unique
                        [assay]   tpot.mean at most 80 ms: judged as it is, over 60 requests
                        [assay]   ttft.p95 at most 5 s: passes with none of 60 requests above it
                        [assay]   ttft.p50 between 1 ms and 5 s: passes with at most 23 of 60 requests above and at most 23 below
                        [assay]   decode-tps.p50 at least 10 tok/s: passes with at most 23 of 60 requests below it
                        [assay]   time: not known
                        [assay] This is only the plan: nothing was sent, judged or written.""".split("\n"));
    }

    @Test
    void showsOnlyTheTestsOfTheGroups() {
        assertThat(titles("load")).containsExactly("PARTIAL plan: 1 test, 64 requests", "smollm2-135m c4: 60 requests");
        assertThat(titles("accuracy"))
                .containsExactly("PARTIAL plan: 1 test, 10 requests", "smollm2-135m first_light_v1: 10 questions");
        assertThat(titles("protocol | load"))
                .containsExactly(
                        "PARTIAL plan: 2 tests, 68 requests",
                        "smollm2-135m protocol: 4 requests",
                        "smollm2-135m c4: 60 requests");
        assertThat(titles("protocol | accuracy | load"))
                .hasSize(4)
                .first()
                .asString()
                .startsWith("plan: 3 tests, ");
    }

    private List<String> titles(String groups) {
        return GateRun.of(groups, folder, "plan=true").console().stream()
                .filter(line -> line.matches("\\[assay] (PARTIAL )?(plan|smollm2-135m .*):.*"))
                .map(line -> line.replace("[assay] ", "").replaceAll("(requests|questions)( after|,| for) .*", "$1"))
                .toList();
    }

    @Test
    void isRefusedWhereTheGroupsLeaveNoTest() throws IOException {
        var file = folder.resolve("thresholds.yaml");
        var text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.indexOf("    load:")));

        var run = GateRun.of("load", folder, "plan=true");

        assertThat(run.broken())
                .hasMessageContaining("nothing would run. The selection leaves no test of thresholds.yaml.");
        assertThat(run.console()).isEmpty();
    }

    @Test
    void takesTheTimeOfATestFromItsRecording() throws IOException {
        plan("requests: 60", "requests: 40");
        plan("ttft.p95", "ttft.p90");

        assertThat(plan()).contains("[assay]   time: about 74 s, as its recording of 2026-11-21 took");
        assertThat(plan().getFirst()).endsWith(", about 81 s against a server");
    }

    @Test
    void takesTheTimeOfATestThatWasNotRecordedFromTheNewestRunThatMeasuredItInFull() throws IOException {
        plan("requests: 60", "requests: 40");
        plan("ttft.p95", "ttft.p90");
        keepAsRun("20261121-210400-000");
        keepAsRun("20261121-210500-000");
        var interrupted = folder.resolve("runs/20261121-210500-000/traces/smollm2-135m/c4.jsonl");
        Files.write(interrupted, Files.readAllLines(interrupted).subList(0, 20));
        Files.delete(folder.resolve("tapes/smollm2-135m/c4.jsonl"));

        assertThat(plan()).contains("[assay]   time: about 74 s, as run 20261121-210400-000 took");
    }

    private void keepAsRun(String name) throws IOException {
        var traces = folder.resolve("runs").resolve(name).resolve("traces/smollm2-135m");
        Files.createDirectories(traces);
        for (var file : List.of("c4.jsonl", "c4.bodies.gz")) {
            Files.copy(folder.resolve("tapes/smollm2-135m").resolve(file), traces.resolve(file));
        }
    }

    @Test
    void knowsNoTimeOfATestWhoseRecordingCannotBeRead() throws IOException {
        Files.writeString(folder.resolve("tapes/smollm2-135m/first_light_v1.jsonl"), "{}\n");

        assertThat(plan())
                .startsWith(
                        "[assay] plan: 3 tests, 78 requests, about 2 s against a server, without 2 tests of unknown time")
                .contains("[assay]   time: not known");
    }

    @Test
    void warnsOfALimitThatWillFlake() throws IOException {
        plan("accuracy: {min: 5/10}", "accuracy: {min: 6/10}");
        var warning =
                "[assay]   warning: thresholds.yaml:13:11: 'accuracy' at least 6/10 will flake: at 7/10 with each answer"
                        + " drawn anew, chance alone misses it in 18.3 % of runs. Leave more room, or ask more questions.";

        assertThat(plan()).contains(warning);
        assertThat(GateRun.in(folder).console()).contains(warning.replace("  warning", "warning"));
    }

    @Test
    void saysThatALimitIsYetToBeSet() throws IOException {
        plan("accuracy: {min: 5/10}", "accuracy: calibrate");
        plan("ttft.p95: {max: 5 s}", "ttft.p95: calibrate");

        assertThat(plan())
                .contains(
                        "[assay]   accuracy calibrate: measured, and INCONCLUSIVE until a limit is set",
                        "[assay]   ttft.p95 calibrate: measured, and INCONCLUSIVE until a limit is set");
    }

    private List<String> plan() {
        return GateRun.in(folder, "plan=true").console();
    }

    private void plan(String from, String to) throws IOException {
        var file = folder.resolve("thresholds.yaml");
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    @Test
    void saysWhatTheRequestsOfALoadTestAre() throws IOException {
        var file = folder.resolve("thresholds.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("api: completions", "api: completions, prompt-form: token-ids")
                        .replace(
                                "        requests: 60\n",
                                "        requests: 60\n        max-in-flight: 3\n        prompts: identical\n"));

        assertThat(GateRun.in(folder, "plan=true", "cells=c4").console())
                .contains("[assay] smollm2-135m c4: 60 requests after 4 to warm up, concurrency 4, max-in-flight 3,"
                        + " 256 tokens in, 64 out, prompts identical, as token-ids");
    }

    @Test
    void showsNoTestAsPassedAndEndsGreen() {
        var run = GateRun.in(folder, "plan=");

        assertThat(run.broken()).isNull();
        assertThat(run.tests()).containsOnlyKeys(INPUT, COMPLETE);
        assertThat(run.with("passed")).containsExactly(INPUT);
        assertThat(run.test(COMPLETE).status()).isEqualTo("skipped");
        assertThat(run.test(COMPLETE).message())
                .isEqualTo("only the plan was asked for: nothing was sent, and no test has a verdict");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void contactsNoServerAndNeedsNoKey() throws IOException {
        var file = folder.resolve("thresholds.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("    engine: vllm\n", "    engine: vllm\n    key: ASSAY_TEST_NOT_SET\n"));

        var run = GateRun.in(folder, "plan=true", "endpoint=http://127.0.0.1:1");

        assertThat(run.broken()).isNull();
        assertThat(run.with("error")).isEmpty();
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void showsTheSelectedPartOnly() {
        var run = GateRun.in(folder, "plan=true", "only=smollm2-135m first_light_v1 sum-01");

        assertThat(run.test(INPUT).message()).isEmpty();
        assertThat(run.console()).containsExactly("""
                        [assay] PARTIAL plan: 1 test, 1 request, about 5 s against a server
                        [assay] smollm2-135m first_light_v1: 1 question, 4 in flight, at most 64 tokens out
                        [assay]   no limit is judged: the test passes if the answer is correct
                        [assay]   time: about 5 s, as its recording of 2026-11-21 took
                        [assay] This is only the plan: nothing was sent, judged or written.""".split("\n"));
    }

    @Test
    void stillRefusesWhatCannotBeUsed() throws IOException {
        var file = folder.resolve("thresholds.yaml");
        Files.writeString(file, Files.readString(file).replace("engine: vllm", "engine: vlm"));

        assertThat(GateRun.in(folder, "plan=true").with("error")).containsExactly(INPUT);
    }
}
