package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.SmallServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Baselines, joined runs, and a run beside what was measured before. */
@Tag("slow")
@ResourceLock(SmallServer.STARTED)
class BaselineGateTest {
    private static final String CELL = "smollm2-135m c4";

    @TempDir
    Path folder;

    private void change(String file, String part, String instead) throws IOException {
        var path = folder.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(part);
        Files.writeString(path, text.replace(part, instead));
    }

    @Test
    void judgesARecordingAgainstItsBaseline() throws IOException {
        GateRun.small(folder);
        var baseline = folder.resolve("baselines/smollm2-135m.json");

        assertThat(GateRun.in(folder, "baseline=show").console())
                .contains(
                        "[assay] baseline of " + CELL + ": 1 start of 2026-11-21, the first",
                        "[assay]   tpot.mean 63.412 ms",
                        "[assay] baselines/smollm2-135m.json was not written; -Dassay.baseline=write writes it");
        assertThat(baseline).doesNotExist();

        change(
                "thresholds.yaml",
                "tpot.mean: {max: 70 ms}",
                "tpot.mean: {regression: {against: baseline, margin: 3 %}}");
        var without = GateRun.in(folder);
        assertThat(without.test(CELL).status()).isEqualTo("error");
        assertThat(without.test(CELL).message())
                .contains("UNMEASURED " + CELL
                        + ": tpot.mean against baseline not compared, margin 3 %, n=0: it has no baseline"
                        + " yet (no baselines/smollm2-135m.json). Accept a sound run as its baseline with"
                        + " -Dassay.baseline=write.");

        // Its own recording is no reference.
        assertThat(GateRun.in(folder, "baseline=write").console())
                .contains("[assay] written: baselines/smollm2-135m.json");
        assertThat(GateRun.in(folder).test(CELL).message())
                .contains(
                        "its baseline of 2026-11-21 has this same measurement (measured at 2026-11-21T22:24:56.645540367Z),"
                                + " which is no comparison. Compare another run with it.");

        change("baselines/smollm2-135m.json", "\"mean\": 63.4116", "\"mean\": 60");
        var edited = GateRun.in(folder);
        assertThat(edited.console())
                .contains("[assay] Nothing was sent: the input has problems.")
                .anyMatch(
                        line -> line.endsWith("'mean' of 'tpot.mean' is 60, but its values give 63.4116. Baselines are"
                                + " measured, not edited: write it anew with -Dassay.baseline=write"));
    }

    @Test
    void showsAFirstMeasurementWithoutRed() throws IOException {
        GateRun.small(folder);
        change(
                "thresholds.yaml",
                "tpot.mean: {max: 70 ms}",
                "tpot.mean: {regression: {against: baseline, first: true, margin: 3 %}}");

        var run = GateRun.in(folder);

        assertThat(run.with("failed")).isEmpty();
        assertThat(run.test(CELL).status()).isEqualTo("skipped");
        assertThat(run.console())
                .contains("[assay] INCONCLUSIVE (warned) " + CELL
                        + ": tpot.mean against baseline not compared, margin 3 %, n=0:"
                        + " it has no baseline yet (no baselines/smollm2-135m.json). Accept a sound run as its baseline with"
                        + " -Dassay.baseline=write. (recorded 2026-11-21)");
        assertThat(run.with("failed")).isEmpty();
    }

    @Test
    void comparesWithTheRecordingsOfADeploymentThatIsNotInTheRun() throws IOException {
        GateRun.ship(folder);
        var run = GateRun.in(folder, "only=smollm2-135m-4bit basics_v2", "against=smollm2-135m");
        assertThat(run.console())
                .contains(
                        "[assay] compared with smollm2-135m:",
                        "[assay]   smollm2-135m-4bit basics_v2: 1 measurement here, 1 measurement there; precision [int4] here"
                                + " and [bf16] there; served model [smollm2-4bit] here and [smollm2] there",
                        "[assay]     accuracy 7/100 here, 53/100 there: -46.0 pp, 95 % interval -56.2 pp to -35.2 pp",
                        "[assay]     gained: count-04, opposite-07",
                        "[assay]     smollm2-135m-4bit is worse than smollm2-135m at accuracy (-46.0 pp, 95 % interval -56.2 pp"
                                + " to -35.2 pp)")
                .anyMatch(
                        line -> line.startsWith("[assay]     lost: add-01, add-04, ") && line.endsWith(" and 28 more"))
                .anyMatch(
                        line -> line.startsWith("[assay]                 FAIL accuracy no-worse against smollm2-135m"));
    }

    @Test
    void refusesToCompareADeploymentWithItself() throws IOException {
        GateRun.ship(folder);

        assertThat(GateRun.in(folder, "deployment=smollm2-135m", "against=smollm2-135m")
                        .console())
                .contains(
                        "[assay] command line: -Dassay.against=smollm2-135m names the deployment that is tested itself. For what"
                                + " was measured of it before, name a run such as runs/20261121-210400-000 or its baseline,"
                                + " baselines/smollm2-135m.json.");
    }

    @Test
    void comparesTwoDeploymentsOfOneRun() throws IOException {
        GateRun.ship(folder);

        var run = GateRun.in(folder, "deployment=smollm2-135m,smollm2-135m-4bit", "cells=c1", "against=smollm2-135m");

        assertThat(run.console())
                .contains(
                        "[assay] compared with smollm2-135m:",
                        "[assay]   smollm2-135m-4bit c1: 1 measurement here, 1 measurement there; precision [int4] here and"
                                + " [bf16] there; served model [smollm2-4bit] here and [smollm2] there")
                .noneMatch(line -> line.startsWith("[assay]   smollm2-135m c1:"));
    }

    @Test
    void joinsRunsOfSeveralStartsAndComparesWithThem() throws IOException {
        var gate = ServedGate.in(folder);
        for (var i = 0; i < 3; i++) {
            gate.run("target=process", "cells=c1");
        }
        var runs = gate.runs();
        var first = runs.get(0);
        var second = runs.get(1);
        var third = runs.get(2);

        var joined = gate.run("join=" + first + "," + second, "baseline=write");
        assertThat(joined.console())
                .contains("[assay] written: baselines/small.json")
                .anyMatch(line ->
                        line.startsWith("[assay] PASS small c1: input-tokens.mean 4.0 tokens, the mean of 2 repeats"))
                .anyMatch(line -> line.startsWith("[assay] baseline of small c1: 2 starts of "))
                .anyMatch(line -> line.startsWith("[assay] PASS          small c1    10 "));
        assertThat(joined.lastLine())
                .startsWith("[assay] The finished runs " + first + " and " + second + " of ")
                .endsWith(" were judged again; no server was contacted.");

        GateRun.copy(first, folder.resolve("copy"));
        assertThat(gate.run("join=" + first + "," + folder.resolve("copy")).console())
                .anyMatch(line -> line.startsWith("[assay] command line: -Dassay.join: " + first + " and "
                                + folder.resolve("copy") + " have the same measurement of small c1 (measured at ")
                        && line.endsWith("): a copy is no repeat. Leave out one of them."));

        var beside = gate.run("run=" + third, "against=baselines/small.json");
        var page = Files.readString(gate.runs().getLast().resolve("summary.md"));
        assertThat(beside.console())
                .contains(
                        "[assay] compared with baselines/small.json:",
                        "[assay]   small c1: 1 measurement here, 2 measurements there")
                .anyMatch(line -> line.startsWith("[assay]     ttft.mean  "));
        assertThat(page).contains("""
                        ## Compared with

                        baselines/small.json

                        small c1: 1 measurement here, 2 measurements there

                        | figure | here | there | change | 95 % interval |
                        """);
        assertThat(Files.readString(gate.runs().getLast().resolve("differences.md")))
                .startsWith("# Compared with baselines/small.json\n\n## small c1\n")
                .contains("| ttft.p99 | ");

        var withRun = gate.run("run=" + third, "against=" + first);
        assertThat(withRun.console())
                .contains("[assay] compared with " + first + ":")
                .anyMatch(line -> line.startsWith("[assay] the environment of " + third));
        assertThat(gate.run("run=" + first, "against=" + first).console())
                .anyMatch(line ->
                        line.startsWith("[assay]   small c1: not compared, since both have the same measurement"));
        assertThat(List.of(gate.run("run=" + third, "against=baselines/nosuch.json")
                        .console()
                        .getLast()))
                .containsExactly(
                        "[assay] command line: -Dassay.against is a deployment of thresholds.yaml, the directory of a run"
                                + " such as runs/20261121-210400-000, a baseline file such as baselines/qwen3.json, or answers of"
                                + " lm-evaluation-harness (samples_gsm8k.jsonl) or inspect_ai (gsm8k.eval), found"
                                + " [baselines/nosuch.json]");
    }
}
