package dev.assay.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testing.SmallServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A run that proposes limits, on a server of which every start gives the same numbers of tokens. */
@Tag("slow")
@ResourceLock(SmallServer.STARTED)
class CalibratingGateTest {
    @TempDir
    Path folder;

    @Test
    void startsTheServerForEachRepeatAndSaysWhyNothingIsProposed() throws IOException {
        var gate = ServedGate.in(folder);
        var before = Files.readString(folder.resolve("thresholds.yaml"));

        var live = gate.run("target=process", "calibrate=3", "calibrate.write=true");

        assertThat(live.broken()).isNull();
        assertThat(live.with("passed")).contains(ServedGate.FIRST, ServedGate.SECOND);
        assertThat(live.console())
                .containsSubsequence(
                        "[assay] proposed limits, from 3 starts each; chance fails a test in at most 1 of 100 runs:",
                        "[assay] small c1",
                        "[assay]   input-tokens.mean stays at most 4 tokens: all 3 runs gave 4.0 tokens, and without a spread no"
                                + " limit follows: write it by hand",
                        "[assay] small c2",
                        "[assay] nothing is proposed, and thresholds.yaml stays as it is");
        assertThat(Files.readString(folder.resolve("thresholds.yaml"))).isEqualTo(before);

        var again = gate.run("run=" + gate.runs().getFirst(), "calibrate=3");
        assertThat(again.console()).contains("[assay] nothing is proposed, and thresholds.yaml stays as it is");
        assertThat(gate.run("run=" + gate.runs().getFirst(), "calibrate=4").console())
                .contains("[assay] small c1: nothing is proposed: it has 3 repeats, and not 4");
    }
}
