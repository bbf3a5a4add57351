package dev.assay.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.suite.ServedGate;
import dev.assay.testing.SmallServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a run writes down of its servers, and in what it differs from another. */
@Tag("slow")
@ResourceLock(SmallServer.STARTED)
class EnvironmentGateTest {
    @TempDir
    Path folder;

    @Test
    void writesDownHowItsServersWereStartedAndInWhatItDiffersFromAnotherRun() throws IOException {
        var gate = ServedGate.in(folder, "serve: [--tensor-parallel-size, 1]");
        gate.run("target=process", "cells=c1");
        var first = gate.runs().getFirst();
        gate.write("serve: [--tensor-parallel-size, 2, --session-key, s3cret]", "env: {TOKEN: s3cret}");

        var run = gate.run("target=process", "cells=c1", "against=" + first);

        var second = gate.runs().getLast();
        assertThat(Files.readString(second.resolve("environment.json")))
                .contains("\"small start\" : \"process\"", "\"small tensor-parallel-size\" : \"2\"")
                .contains("\"small variables\" : \"TOKEN\"", "\"small arguments\" : \"--session-key …\"")
                .doesNotContain("s3cret");
        assertThat(Files.readString(second.resolve("summary.md")))
                .contains("| tensor parallel size | 2 |\n", "| how it was started | process |\n")
                .doesNotContain("s3cret");
        assertThat(run.console())
                .contains(
                        "[assay] the environment of " + second + " differs from that of " + first + " in:",
                        "[assay]   small tensor-parallel-size: [2], there [1]",
                        "[assay]   small arguments: [--session-key …], there [none]",
                        "[assay]   small variables: [TOKEN], there [none]")
                .noneMatch(line -> line.contains("s3cret"));
        assertThat(second.resolve("differences.md")).content().contains("| small tensor-parallel-size | 2 | 1 |\n");

        // Of a finished run its own environment counts, not that of the machine that judges it again.
        assertThat(gate.run("run=" + first, "cells=c1", "against=" + second).console())
                .contains("[assay]   small tensor-parallel-size: [1], there [2]");
    }

    @Test
    void isRefusedWhereTheOtherRunSaysNothing() {
        var run = ServedGate.in(folder).run("target=process", "against=runs/nosuch");

        assertThat(run.console())
                .contains(
                        "[assay] command line: -Dassay.against is a deployment of thresholds.yaml, the directory of a run"
                                + " such as runs/20261121-210400-000, a baseline file such as baselines/qwen3.json, or answers of"
                                + " lm-evaluation-harness (samples_gsm8k.jsonl) or inspect_ai (gsm8k.eval), found"
                                + " [runs/nosuch]");
    }
}
