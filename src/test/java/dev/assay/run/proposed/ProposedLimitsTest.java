package dev.assay.run.proposed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.gate.Judge;
import dev.assay.gate.Repeat;
import dev.assay.gate.comparison.References;
import dev.assay.gate.results.RunVerdict;
import dev.assay.input.InputException;
import dev.assay.plan.Plan;
import dev.assay.plan.Selection;
import dev.assay.plan.Thresholds;
import dev.assay.run.checked.CheckedPlan;
import dev.assay.run.console.Console;
import dev.assay.run.options.ProposalOptions;
import dev.assay.testing.Plans;
import dev.assay.testing.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposedLimitsTest {
    private static final String FILE = """
            version: 1
            workloads:
              tiny: {input-tokens: 256, output-tokens: 3, api: completions}
            deployments:
              smollm2-135m:
                model: HuggingFaceTB/SmolLM2-135M-Instruct
                tokenizer: tokenizers/smollm2.json
                precision: bf16
                engine: vllm
                load:
                  # Nobody knows the machine yet.
                  - cell: c4
                    workload: tiny
                    concurrency: 4
                    requests: 4
                    warmup: 0
                    limits:
                      tpot.mean: calibrate   # the time between tokens
                      qps: {min: 1/s}
            """;

    @TempDir
    private Path folder;

    private final List<String> printed = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("tokenizers"));
        Files.writeString(folder.resolve("tokenizers/smollm2.json"), "{}");
        Files.writeString(folder.resolve("thresholds.yaml"), FILE);
    }

    /** Returns a run of three starts whose tokens come every 9.6, 10 and 10.4 ms. */
    private RunVerdict run() {
        var thresholds = Thresholds.read(folder, CheckedPlan.knownNames());
        var plan = Plan.of(thresholds, Selection.ALL);
        var tests = plan.tests().stream()
                .filter(planned -> !planned.test().limits().isEmpty())
                .map(planned ->
                        Judge.judge(planned, List.of(repeat(1, 9.6), repeat(2, 10), repeat(3, 10.4)), References.NONE))
                .toList();
        return new RunVerdict("r-1", "processes", plan, tests);
    }

    private static Repeat repeat(int number, double gap) {
        var traces = IntStream.rangeClosed(1, 4)
                .mapToObj(k -> Traces.whole("c4-00" + k, 0, 20, gap, 3))
                .toList();
        return new Repeat.Recorded(
                number, "run r-1, repeat " + number, () -> Plans.started(Plans.recording(traces), "start " + number));
    }

    private void show(boolean write, String sha256) {
        new ProposedLimits(
                        new ProposalOptions(3, 0.01, write),
                        folder,
                        sha256,
                        CheckedPlan.knownNames(),
                        new Console(line -> printed.addAll(line.lines().toList())))
                .show(run(), Map.of("cpu", "AMD EPYC", "processors", "2"), "-Dassay.run=runs/r-1 ");
    }

    private String sha256() {
        return Thresholds.read(folder, CheckedPlan.knownNames()).sha256();
    }

    private String content() throws IOException {
        return Files.readString(folder.resolve("thresholds.yaml"));
    }

    /** Two limits share 1 %: t.isf(0.005, 2) √(4/3) = 11.4602; 10 + 11.4602 · 0.4 = 14.58 and 100.03 − 11.4602 · 2.1 = 75.96. */
    @Test
    void showsTheDifferenceAndWritesNothing() throws IOException {
        show(false, sha256());

        assertThat(printed)
                .containsExactly(
                        "[assay] proposed limits, from 3 starts each; chance fails a test in at most 1 of 100 runs:",
                        "[assay] smollm2-135m c4",
                        "[assay]   tpot.mean at most 14.6 ms (was calibrate): slack of 11.5 sd, from 3 runs: fails by chance in 1 of"
                                + " 201; sees a change of 5.949 ms (59.5 %) in 95 of 100 runs",
                        "[assay]   qps at least 75/s (was at least 1/s): slack of 11.9 sd, from 3 runs: fails by chance in 1 of 216;"
                                + " sees a change of 32.111/s (32.1 %) in 95 of 100 runs",
                        "[assay] --- thresholds.yaml",
                        "[assay] +++ thresholds.yaml",
                        "[assay] @@ -15,5 +15,5 @@",
                        "[assay]          requests: 4",
                        "[assay]          warmup: 0",
                        "[assay]          limits:",
                        "[assay] -          tpot.mean: calibrate   # the time between tokens",
                        "[assay] -          qps: {min: 1/s}",
                        "[assay] +          tpot.mean: {max: 14.6 ms, from: {mean: 10 ms, sd: 0.4 ms, runs: 3, rate: 1 %, date:"
                                + " 2026-11-21, machine: \"AMD EPYC, 2 processors\"}, review-after: 2027-02-19}   # the time"
                                + " between tokens",
                        "[assay] +          qps: {min: 75/s, from: {mean: 100.03/s, sd: 2.1/s, runs: 3, rate: 1 %, date: 2026-11-21,"
                                + " machine: \"AMD EPYC, 2 processors\"}, review-after: 2027-02-19}",
                        "[assay] thresholds.yaml was not changed. To write this: -Dassay.run=runs/r-1 -Dassay.calibrate=3"
                                + " -Dassay.calibrate.write");
        assertThat(content()).isEqualTo(FILE);
    }

    @Test
    void writesWhatItShowed() throws IOException {
        show(true, sha256());

        assertThat(printed.getLast()).isEqualTo("[assay] thresholds.yaml is changed");
        assertThat(content())
                .isEqualTo(FILE.replace(
                                "calibrate   #",
                                "{max: 14.6 ms, from: {mean: 10 ms, sd: 0.4 ms, runs: 3, rate: 1 %, date: 2026-11-21, machine:"
                                        + " \"AMD EPYC, 2 processors\"}, review-after: 2027-02-19}   #")
                        .replace(
                                "{min: 1/s}",
                                "{min: 75/s, from: {mean: 100.03/s, sd: 2.1/s, runs: 3, rate: 1 %, date: 2026-11-21, machine:"
                                        + " \"AMD EPYC, 2 processors\"}, review-after: 2027-02-19}"));
        // What it wrote is what the next run reads, and that keeps it.
        assertThat(run().tests()).extracting(test -> test.verdict().word()).containsExactly("PASS");
    }

    @Test
    void refusesAFileThatWasChangedSinceTheRunBegan() throws IOException {
        assertThatThrownBy(() -> show(true, "another"))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "command line: -Dassay.calibrate does not change thresholds.yaml: it was changed since this run"
                                + " began.");
        assertThat(content()).isEqualTo(FILE);
    }
}
